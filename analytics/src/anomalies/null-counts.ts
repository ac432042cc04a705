import type { Random } from '../random.ts'
import { lgamma } from '../special.ts'

/** Years whose counts share one draw of the true level. */
const YEARS_PER_LEVEL = 3

/**
 * Counts of many years of 52 weeks under the null, one year after the other. The true level differs from the assumed mean as
 * far as its error allows: a gamma factor with mean 1 and standard deviation `error`.
 */
export function nullCounts(
  random: Random,
  years: number,
  mean: number,
  dispersion: number,
  error: number,
): Float64Array {
  const counts = new Float64Array(years * 52)
  const shape = error > 0 ? error ** -2 : Infinity
  let table = tableOf(mean, dispersion)
  for (let i = 0; i < counts.length; i++) {
    if (shape < Infinity && i % (YEARS_PER_LEVEL * 52) === 0) {
      table = tableOf((mean * random.gamma(shape)) / shape, dispersion)
    }
    counts[i] = table.draw(random.uint32())
  }
  return counts
}

/** Negative binomial with variance φ μ as a table: a draw is a look-up, where the library's general draws take a gamma each. */
function tableOf(level: number, dispersion: number): { draw: (u: number) => number } {
  const mean = Math.max(level, 1e-12)
  const size = dispersion < 1 + 1e-9 ? Infinity : mean / (dispersion - 1)
  const stay = size === Infinity ? mean : 1 - 1 / dispersion
  // p(y + 1)/p(y); outwards from about the mode, so that nothing underflows on the way.
  const step = (y: number): number => (size === Infinity ? stay : (size + y) * stay) / (y + 1)
  const mode = Math.floor(mean)
  const at =
    size === Infinity
      ? mode * Math.log(mean) - mean - lgamma(mode + 1)
      : lgamma(mode + size) - lgamma(size) - lgamma(mode + 1) - size * Math.log(dispersion) + mode * Math.log(stay)
  const below: number[] = []
  for (let y = mode, p = Math.exp(at); y > 0 && p > 1e-14; y--) below.push((p /= step(y - 1)))
  const first = mode - below.length
  const cumulative: number[] = []
  let sum = 0
  for (const p of below.reverse()) cumulative.push((sum += p))
  for (let y = mode, p = Math.exp(at); p > 1e-14 || y === mode; y++) {
    cumulative.push((sum += p))
    p *= step(y)
  }
  const guide = new Uint32Array(256)
  for (let k = 0, y = 0; k < 256; k++) {
    while (y < cumulative.length - 1 && cumulative[y]! * 256 <= k * sum) y++
    guide[k] = y
  }
  const last = cumulative.length - 1
  return {
    draw: (u) => {
      const target = (u / 2 ** 32) * sum
      let y = guide[u >>> 24]!
      while (y < last && cumulative[y]! <= target) y++
      return first + y
    },
  }
}
