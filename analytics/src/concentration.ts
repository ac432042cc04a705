import { checkInteger, checkMeasures } from './check.ts'
import { type NotEnough, notEnough } from './errors.ts'

export interface Concentration {
  readonly enough: true
  /** Herfindahl–Hirschman index, 0 to 10,000: the sum of squared percentage shares. */
  readonly hhi: number
  /** Share of the `top` largest, 0 to 1. */
  readonly topShare: number
  /** Shannon entropy of the shares, in nats. */
  readonly shannon: number
  /** exp(Shannon): as many equal parts would be equally diverse. */
  readonly effectiveNumber: number
  /** Parts above zero. */
  readonly parts: number
}

/**
 * Concentration and diversity of a total over its parts: revenue over partners, won deals over partner types.
 *
 * ```
 * sᵢ = xᵢ / Σx
 * HHI = 10,000 Σ sᵢ²        Hirschman 1945, Herfindahl 1950; 10,000 is one part alone, 10,000/n are n equal parts
 * H = −Σ sᵢ ln sᵢ           Shannon 1948, natural logarithm
 * N = e^H                   Hill 1973, the number of order 1; 10,000/HHI would be that of order 2
 * ```
 *
 * Parts of zero change nothing. Negative parts have no share: net out corrections first.
 *
 * @param values one non-negative amount per part, in one unit or currency.
 * @param top how many of the largest `topShare` adds up. Default 1.
 * @returns not enough where the total is zero.
 * @example
 * concentration([50, 30, 20], 2) // { hhi: 3800, topShare: 0.8, shannon: 1.0297, effectiveNumber: 2.8001, parts: 3 }
 */
export function concentration(values: ArrayLike<number>, top = 1): Concentration | NotEnough {
  checkMeasures('values', values, 0)
  checkInteger('top', top, 1)
  const sorted = Float64Array.from(values)
    .filter((value) => value > 0)
    .sort()
    .reverse()
  const total = sum(sorted)
  if (total === 0) return notEnough('at least 1 part above zero')
  const shares = sorted.map((value) => value / total)
  const shannon = Math.abs(sum(shares.map((share) => share * Math.log(share || 1))))
  return {
    enough: true,
    hhi: Math.min(10_000, 10_000 * sum(shares.map((share) => share * share))),
    topShare: top >= shares.length ? 1 : Math.min(1, sum(shares.subarray(0, top))),
    shannon,
    effectiveNumber: Math.exp(shannon),
    parts: shares.length,
  }
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)
