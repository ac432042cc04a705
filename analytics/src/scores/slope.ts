import { checkLength, checkMeasures } from '../check.ts'
import { InvalidInput, type NotEnough, notEnough } from '../errors.ts'
import { criticalValue, type Estimate, quantile } from '../intervals.ts'

/**
 * Is a score going up or down? The Theil–Sen slope: the median of the slopes between all pairs of points.
 *
 * ```
 * slope = median (yⱼ − yᵢ)/(tⱼ − tᵢ)                    Theil 1950, Sen 1968
 * limits: of N ordered slopes those at ranks (N − z √V)/2 and (N + z √V)/2 + 1, rounded outwards; V is the variance of
 *         Kendall's S, with ties
 * ```
 *
 * One wild point does not move it (up to 29% may be wild), and it needs no normal errors. It does assume that errors of
 * different times are independent: a score over a rolling quarter, read every week, looks surer than it is; read it
 * every quarter.
 *
 * @param times in any unit, at least two different; points at the same time are not compared with each other.
 * @returns not enough below 6 points, where no 95% limits exist.
 * @example
 * slope([1, 2, 3, 4, 5, 6], [50, 52, 51, 55, 57, 90]) // value 2, low 0.5, high 17.5
 */
export function slope(times: ArrayLike<number>, values: ArrayLike<number>, level = 0.95): Estimate | NotEnough {
  checkMeasures('times', times)
  checkMeasures('values', values)
  checkLength('values', values, 'times', times.length)
  const z = criticalValue(level)
  const n = times.length
  const slopes = new Float64Array((n * (n - 1)) / 2)
  let count = 0
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      if (times[i] !== times[j]) slopes[count++] = (values[i]! - values[j]!) / (times[i]! - times[j]!)
    }
  }
  const sorted = slopes.subarray(0, count).sort()
  if (!Number.isFinite((sorted[0] ?? 0) - (sorted.at(-1) ?? 0))) {
    throw new InvalidInput('times', times, 'far enough apart for slopes to be finite')
  }
  const spread = z * Math.sqrt(kendallVariance(times, values))
  const low = Math.floor((sorted.length - spread) / 2) - 1
  const high = Math.ceil((sorted.length + spread) / 2)
  if (n < 6 || low < 0 || high >= sorted.length) {
    return notEnough(`at least 6 points at different times (more for a level above 0.95), has ${n}`)
  }
  return { enough: true, value: quantile(sorted, 0.5), low: sorted[low]!, high: sorted[high]! }
}

/** Variance of Kendall's S with ties in either variable (Kendall 1970, 4.4). */
function kendallVariance(times: ArrayLike<number>, values: ArrayLike<number>): number {
  const n = times.length
  const term = (t: number): number => t * (t - 1) * (2 * t + 5)
  const pairs = (t: number): number => t * (t - 1)
  const triples = (t: number): number => t * (t - 1) * (t - 2)
  const groups = [times, values].map((list) => {
    const sizes = new Map<number, number>()
    for (let i = 0; i < n; i++) sizes.set(list[i]!, (sizes.get(list[i]!) ?? 0) + 1)
    return [...sizes.values()]
  })
  const [x, y] = groups.map((sizes) => (f: (t: number) => number) => sizes.reduce((sum, t) => sum + f(t), 0))
  const first = (term(n) - x!(term) - y!(term)) / 18
  const both = (x!(pairs) * y!(pairs)) / (2 * pairs(n)) + (x!(triples) * y!(triples)) / (9 * triples(n))
  return Math.max(0, first + both)
}
