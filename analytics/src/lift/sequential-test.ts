import { checkInteger, checkLevel, checkPositive } from '../check.ts'
import { type NotEnough, notEnough } from '../errors.ts'
import { lbeta } from '../special.ts'

export interface SequentialTest {
  readonly enough: true
  /** Evidence against "no effect": how many times the stake a fair bet against it has won. */
  readonly evidence: number
  /** min(1, 1/evidence): valid however often one looks and whenever one stops. */
  readonly p: number
  /**
   * Ratio of response rates, treated over hold-out, with limits that hold at all looks together; `null` is without limit,
   * as long as the hold-out has no response.
   */
  readonly ratio: { readonly value: number | null; readonly low: number; readonly high: number | null }
  readonly decided: boolean
}

/**
 * Sequential test of a play against its hold-out: look as often as you like, stop when you like.
 *
 * Units are assigned at random with a known share π of treated. Without an effect every response then comes from a treated
 * unit with probability π, whatever the response rate, also if it drifts with the season. So only the responses by arm
 * are looked at, against a Beta mixture of alternatives:
 *
 * ```
 * E = B(a + s_t, b + s_h) / B(a, b) / (π^s_t (1 − π)^s_h),     a = c π, b = c (1 − π)
 * P(E ever ≥ 1/α) ≤ α without effect                           Ville 1939; Robbins 1970; Lindon & Malek 2022
 * limits: all q with E at q below 1/α, as a ratio of rates (q/(1 − q)) · ((1 − π)/π)
 * ```
 *
 * The price of looking at any time: to find an effect with 80% power it may take 1.6 to 1.8 times the responses of a
 * test with one fixed look; on average it stops after 1.1 to 1.25 times as many.
 *
 * @param responses by arm so far, whole. @param treatedShare π, fixed for the whole play.
 * @returns not enough before the first response.
 * @example
 * sequentialTest({ treated: 120, holdout: 12 }, 0.8) // evidence 65.7, p 0.015, ratio 2.5 (1.09 to 7.27), decided
 */
export function sequentialTest(
  responses: { readonly treated: number; readonly holdout: number },
  treatedShare: number,
  options: { readonly level?: number; readonly concentration?: number } = {},
): SequentialTest | NotEnough {
  const { treated, holdout } = responses
  const { level = 0.95, concentration = 20 } = options
  checkInteger('treated', treated, 0)
  checkInteger('holdout', holdout, 0)
  checkLevel('treatedShare', treatedShare)
  checkLevel('level', level)
  checkPositive('concentration', concentration)
  if (treated + holdout === 0) return notEnough('at least 1 response')

  const mixture = logMixture(treated, holdout, treatedShare, concentration)
  /** ln E against "a response comes from the treated with probability q". */
  const against = (q: number): number => mixture - times(treated, Math.log(q)) - times(holdout, Math.log1p(-q))
  const bound = -Math.log(1 - level)
  const best = treated / (treated + holdout)
  const asRatio = (q: number): number => ((q / (1 - q)) * (1 - treatedShare)) / treatedShare
  const evidence = Math.min(Number.MAX_VALUE, Math.exp(against(treatedShare)))
  return {
    enough: true,
    evidence,
    p: Math.min(1, 1 / evidence),
    ratio: {
      value: holdout > 0 ? asRatio(best) : null,
      low: treated === 0 ? 0 : asRatio(boundary(against, bound, 0, best)),
      high: holdout === 0 ? null : asRatio(boundary(against, bound, 1, best)),
    },
    decided: evidence >= 1 / (1 - level),
  }
}

/** ln of the probability of the responses under the Beta mixture of alternatives. */
export function logMixture(treated: number, holdout: number, treatedShare: number, concentration: number): number {
  const [a, b] = [concentration * treatedShare, concentration * (1 - treatedShare)]
  return lbeta(a + treated, b + holdout) - lbeta(a, b)
}

/** 0 · ln 0 = 0. */
const times = (count: number, log: number): number => (count === 0 ? 0 : count * log)

/** Where ln E falls to the bound between the outer end (0 or 1) and the best q, by bisection. */
function boundary(against: (q: number) => number, bound: number, outer: number, best: number): number {
  let [out, inside] = [outer, best]
  for (let i = 0; i < 200 && (out + inside) / 2 !== out && (out + inside) / 2 !== inside; i++) {
    const middle = (out + inside) / 2
    if (against(middle) >= bound) out = middle
    else inside = middle
  }
  return inside
}
