/**
 * How many single-letter changes turn `a` into `b`: insert, delete, replace, or swap two neighbours, no letter touched twice
 * (optimal string alignment, the restricted Damerau–Levenshtein distance; Damerau 1964, Levenshtein 1966).
 * Only distances up to `max` are worked out: anything farther returns `max + 1`, which makes a comparison cost
 * O(max · length) instead of O(length²).
 *
 * @example editDistance('limietd', 'limited', 2) // 1
 * @example editDistance('acme', 'globex', 2) // 3, that is: more than 2
 */
export function editDistance(a: string, b: string, max: number): number {
  if (a === b) return 0
  if (a.length > b.length) return editDistance(b, a, max)
  const n = a.length
  const m = b.length
  if (m - n > max) return max + 1
  const width = m + 2
  const rows = scratch(3 * width)
  let before = 0
  let above = width
  let row = 2 * width
  for (let j = 0; j <= m + 1; j++) rows[above + j] = j
  for (let i = 1; i <= n; i++) {
    const from = Math.max(1, i - max)
    const to = Math.min(m, i + max)
    const letter = a.charCodeAt(i - 1)
    // Outside the band every distance exceeds max: one such cell on either side is all that the recursion reads.
    rows[row + from - 1] = from === 1 ? i : max + 1
    let best = max + 1
    for (let j = from; j <= to; j++) {
      const other = b.charCodeAt(j - 1)
      let cost = rows[above + j - 1]! + (letter === other ? 0 : 1)
      cost = Math.min(cost, rows[row + j - 1]! + 1, rows[above + j]! + 1)
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && other === a.charCodeAt(i - 2)) {
        cost = Math.min(cost, rows[before + j - 2]! + 1)
      }
      rows[row + j] = cost
      if (cost < best) best = cost
    }
    rows[row + to + 1] = max + 1
    if (best > max) return max + 1
    const spare = before
    before = above
    above = row
    row = spare
  }
  return Math.min(rows[above + m]!, max + 1)
}

let buffer = new Int32Array(192)

function scratch(size: number): Int32Array {
  if (buffer.length < size) buffer = new Int32Array(size * 2)
  return buffer
}
