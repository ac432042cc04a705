/**
 * A stream of numbers in [0, 1) that is the same for the same seed, on every machine.
 * Source: Bob Jenkins' small fast generator (sfc32), warmed up by 15 draws.
 */
export function randomFrom(seed: number): () => number {
  let a = seed | 0
  let b = (seed ^ 0x9e3779b9) | 0
  let c = 0x243f6a88
  let counter = 1
  const draw = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
  for (let round = 0; round < 15; round++) draw()
  return draw
}
