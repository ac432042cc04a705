/** Rank of each value, 1 the largest; equal values share the mean of their ranks. */
export function ranksOf(values: Float64Array): Float64Array {
  // Sorting the packed values and looking the places up is several times as fast as sorting indices.
  const sorted = values.slice().sort()
  const n = sorted.length
  return values.map((value) => {
    let [low, high] = [0, n]
    while (low < high) {
      const middle = (low + high) >> 1
      if (sorted[middle]! < value) low = middle + 1
      else high = middle
    }
    let end = low
    while (end < n && sorted[end] === value) end++
    return n - (low + end - 1) / 2
  })
}
