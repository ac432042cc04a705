import { checkInteger, checkLength, checkLevel } from './check.ts'
import { InvalidInput, type NotEnough, notEnough } from './errors.ts'
import { shareInterval } from './intervals.ts'

export interface RetentionInput {
  /** Period in which each member joined, a whole number: say months since a fixed start. */
  readonly joined: ArrayLike<number>
  /** First period in which the member was no longer there; `null` where it has not left as far as is known. */
  readonly left: ArrayLike<number | null>
  /** Last period that is fully observed: one for all, or one per member. */
  readonly observedUntil: number | ArrayLike<number>
  /** Confidence level of the intervals. Default 0.95. */
  readonly level?: number
}

/** Members still there `age` periods after joining. */
export interface RetentionCell {
  readonly age: number
  /** Members observed at this age, whether they stayed or left before. */
  readonly atRisk: number
  readonly retained: number
  readonly share: number
  readonly low: number
  readonly high: number
}

export interface RetentionTable {
  readonly enough: true
  /** One row per joining period, ascending; its cells stop where observation stops. */
  readonly cohorts: readonly {
    readonly joined: number
    readonly size: number
    readonly cells: readonly RetentionCell[]
  }[]
  /** All cohorts together by age, each age over the members observed at it. */
  readonly all: readonly RetentionCell[]
}

/**
 * Cohort retention: of those who joined in one period, which share was still there 0, 1, 2, … periods later?
 *
 * ```
 * atRisk(j, a)   = |{i : joinedᵢ = j, j + a ≤ observedUntilᵢ}|
 * retained(j, a) = those of them with left = null or left > j + a
 * ```
 *
 * Of the several definitions this is *classic* (period-exact) retention with leaving for good, not "came back at any
 * later time". A cell that nobody has been observed in is absent: it is not zero. Shares carry Wilson intervals; for one curve
 * over unequal observation times see `kaplanMeier`.
 *
 * A member that left in its joining period counts as lost at age 0.
 *
 * @returns not enough without an observed member.
 * @example
 * // Two join in month 0 (one leaves in month 2), two in month 1, observed until month 2.
 * retentionTable({ joined: [0, 0, 1, 1], left: [null, 2, null, null], observedUntil: 2 })
 * // cohort 0: 2/2, 2/2, 1/2;  cohort 1: 2/2, 2/2;  all: 4/4, 4/4, 1/2
 */
export function retentionTable(input: RetentionInput): RetentionTable | NotEnough {
  const { joined, left, observedUntil, level = 0.95 } = input
  checkLength('left', left, 'joined', joined.length)
  checkLevel('level', level)
  if (typeof observedUntil !== 'number') checkLength('observedUntil', observedUntil, 'joined', joined.length)

  const counts = new Map<number, Tally[]>()
  const all: Tally[] = []
  for (let i = 0; i < joined.length; i++) {
    const start = joined[i]!
    const until = typeof observedUntil === 'number' ? observedUntil : observedUntil[i]!
    const end = left[i] ?? null
    checkInteger(`joined[${i}]`, start)
    checkInteger(typeof observedUntil === 'number' ? 'observedUntil' : `observedUntil[${i}]`, until)
    if (end !== null) checkInteger(`left[${i}]`, end, start, until)
    if (until - start > 10_000) {
      throw new InvalidInput(`joined[${i}]`, start, `within 10,000 periods of observedUntil (${until})`)
    }
    const cohort = counts.get(start) ?? []
    counts.set(start, cohort)
    for (let age = 0; start + age <= until; age++) {
      for (const tallies of [cohort, all]) {
        const tally = (tallies[age] ??= { atRisk: 0, retained: 0 })
        tally.atRisk++
        if (end === null || end > start + age) tally.retained++
      }
    }
  }
  if (all.length === 0) return notEnough('at least 1 member observed in the period it joined in')
  const cells = (tallies: readonly Tally[]): RetentionCell[] => tallies.map((tally, age) => cell(age, tally, level))
  return {
    enough: true,
    cohorts: [...counts]
      .filter(([, tallies]) => tallies.length > 0)
      .sort(([a], [b]) => a - b)
      .map(([joined, tallies]) => ({ joined, size: tallies[0]!.atRisk, cells: cells(tallies) })),
    all: cells(all),
  }
}

interface Tally {
  atRisk: number
  retained: number
}

function cell(age: number, { atRisk, retained }: Tally, level: number): RetentionCell {
  const share = shareInterval(retained, atRisk, level)
  if (!share.enough) throw new InvalidInput('atRisk', atRisk, 'at least 1')
  return { age, atRisk, retained, share: share.value, low: share.low, high: share.high }
}
