import { shareInterval } from '@hansa/analytics'
import { fairnessDisclosure, fairnessNeeds, type FairnessPart, type FairnessShare } from '@hansa/contract/fairness'

/** The rows of a part, added up. */
export interface Tally {
  readonly of: number
  readonly good: number
  readonly touches: number
  readonly settled: number
  readonly counting: number
  /** Of how many partners they are. */
  readonly partners: number
}

/** A part with its share and Wilson's interval, where there are enough rows. */
export function shareOf(part: FairnessPart, { partners: _partners, ...counts }: Tally): FairnessShare {
  const share = counts.of < fairnessNeeds ? undefined : shareInterval(counts.good, counts.of)
  return {
    part,
    ...counts,
    share: share?.enough ? { value: share.value, low: share.low, high: share.high } : null,
  }
}

/** 100 × the mean of the shares that there are; null without any. */
export function scoreOf(parts: readonly Pick<FairnessShare, 'share'>[]): number | null {
  const shares = parts.flatMap(({ share }) => (share ? [share.value] : []))
  return shares.length === 0 ? null : Math.round((100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length)
}

/**
 * Whether a partner may read what all partners are together. It knows its own rows: what is left after taking them off
 * must be many, of several others.
 */
export const isDisclosed = (all: Tally, own: Tally): boolean =>
  all.of - own.of >= fairnessDisclosure.rows && all.partners - (own.of > 0 ? 1 : 0) >= fairnessDisclosure.partners

const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
const firstOf = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`

/** The first and the last day of so many calendar months, the one of `day` among them. */
export const monthsTo = (day: string, months: number) => ({ from: firstOf(monthOf(day) - months + 1), until: day })

/**
 * The last twelve months that are over. Partners read these: they change once a month, so that no change of a number
 * tells what was decided today.
 */
export function fullYearBefore(day: string) {
  const end = new Date(`${firstOf(monthOf(day))}T00:00:00Z`)
  end.setUTCDate(0)
  return { from: firstOf(monthOf(day) - 12), until: end.toISOString().slice(0, 10) }
}
