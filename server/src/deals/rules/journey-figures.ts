import { kaplanMeier, shareDifference, shareInterval, survivalAt, type SurvivalCurve } from '@hansa/analytics'
import type { Rate } from '@hansa/contract/customer-journey'
import type { JourneyCell, SegmentSpot } from '@hansa/contract/journey-segments'
import { journeyStages, type JourneyRules, type JourneyStage } from '@hansa/contract/journey-rules'
import type { PartnerType } from '@hansa/contract/partners'

/** What a share, and a median, needs at least. */
const enough = 5
const stages = Object.keys(journeyStages) as JourneyStage[]

const none = (of: number, needs: number): Rate => ({ value: null, low: null, high: null, of, needs })

/** A share with Wilson's interval, once there are enough to share. */
export function rateOf(part: number, of: number): Rate {
  const share = shareInterval(part, of)
  if (of < enough || !share.enough) return none(of, enough - of)
  return { value: share.value, low: share.low, high: share.high, of, needs: null }
}

/** Stays of equal length and outcome, counted. */
export interface Counted {
  readonly days: number
  readonly count: number
}

const curveOf = (all: readonly (Counted & { readonly ended: boolean })[]): SurvivalCurve | null => {
  const each = all.flatMap((one) => Array.from({ length: one.count }, () => one))
  const curve = kaplanMeier(
    each.map(({ days }) => Math.max(0, days)),
    each.map(({ ended }) => ended),
  )
  return curve.enough ? curve : null
}

/** Median days until they ended, those still open counting as waiting. */
function medianOf(all: readonly (Counted & { readonly ended: boolean })[]): Rate {
  const ended = all.reduce((sum, one) => sum + (one.ended ? one.count : 0), 0)
  const of = all.reduce((sum, one) => sum + one.count, 0)
  const curve = curveOf(all)
  if (ended < enough || !curve) return none(of, enough - ended)
  const { value, low, high } = curve.median
  return value === null ? none(of, Math.max(1, Math.ceil(of / 2) - ended)) : { value, low, high, of, needs: null }
}

interface Tallied extends Counted {
  readonly stage: JourneyStage
  readonly column: string
  readonly outcome: 'open' | 'on' | 'lost' | 'back'
}
const sum = (all: readonly { readonly count: number }[]) => all.reduce((total, { count }) => total + count, 0)

/** The cells of the matrix, for the given columns. */
export function cellsOf(tallies: readonly Tallied[], columns: readonly string[]): JourneyCell[] {
  const groups = Map.groupBy(tallies, ({ stage, column }) => `${stage} ${column}`)
  return stages.flatMap((stage) => {
    const customers = sum(groups.get(`${stage} all`) ?? [])
    return columns.map((column): JourneyCell => {
      const its = groups.get(`${stage} ${column}`) ?? []
      const on = sum(its.filter(({ outcome }) => outcome === 'on'))
      const lost = sum(its.filter(({ outcome }) => outcome === 'lost'))
      return {
        stage,
        column,
        customers: sum(its),
        touched: rateOf(sum(its), customers),
        // A stay of adopting has no bad end; those still in it have not gone on yet.
        conversion: rateOf(on, stage === 'adopt' ? sum(its) : on + lost),
        days: medianOf(its.map((one) => ({ ...one, ended: one.outcome !== 'open' }))),
      }
    })
  })
}

/** Columns by how many customers they touched, over all stages. */
export function columnsOf(tallies: readonly Tallied[], most: number): string[] {
  const groups = Map.groupBy(tallies, ({ column }) => column)
  return [...groups]
    .filter(([column]) => !['all', 'any', 'none'].includes(column))
    .map(([column, its]) => ({ column, count: sum(its) }))
    .toSorted((a, b) => b.count - a.count || (a.column < b.column ? -1 : 1))
    .slice(0, most)
    .map(({ column }) => column)
}

/** By stage, how soon a partner is usually there. */
export type Arrivals = ReadonlyMap<JourneyStage, SurvivalCurve>

export function arrivalsOf(
  all: readonly (Counted & { readonly stage: JourneyStage; readonly had: boolean })[],
): Arrivals {
  const byStage = Map.groupBy(all, ({ stage }) => stage)
  return new Map(
    [...byStage].flatMap(([stage, its]) => {
      const curve = curveOf(its.map((one) => ({ ...one, ended: one.had })))
      return curve && curve.totalEvents >= enough ? [[stage, curve] as const] : []
    }),
  )
}

/** The share of stays that a partner had been in by this age. Beyond what was ever seen, as at the last day seen. */
export function usualBy(arrivals: Arrivals, stage: JourneyStage, days: number): Rate {
  const curve = arrivals.get(stage)
  const at = curve && survivalAt(curve, Math.min(days, curve.lastSeen))
  if (!curve || !at) return none(curve?.subjects ?? 0, Math.max(1, enough - (curve?.totalEvents ?? 0)))
  return { value: 1 - at.value, low: 1 - at.high, high: 1 - at.low, of: curve.subjects, needs: null }
}

/** From which age on a stay without a partner is a white spot: old enough, and most like it had seen one by then. */
export function whiteAges(arrivals: Arrivals, { days, usual }: JourneyRules['whiteSpot']): Map<JourneyStage, number> {
  return new Map(
    [...arrivals].flatMap(([stage, { times, survival }]) => {
      const at = survival.findIndex((waiting) => 1 - waiting >= usual - 1e-12)
      return at < 0 && usual > 0 ? [] : [[stage, Math.max(days, usual > 0 ? times[at]! : 0)] as const]
    }),
  )
}

interface SegmentTally {
  readonly stage: JourneyStage
  readonly dimension: SegmentSpot['dimension']
  readonly value: string
  readonly type: string | null
  readonly currency: string | null
  readonly customers: number
  readonly open: number
}

/**
 * Segments that partners of a type touch less often than all other customers: the difference lies below 0 with 99%
 * certainty and is at least the margin. The largest shortfall of customers first.
 */
export function segmentSpots(
  tallies: readonly SegmentTally[],
  { margin, customers: least }: JourneyRules['whiteSpot'],
): { items: SegmentSpot[]; looked: number } {
  const total = (some: readonly SegmentTally[] = []) => some.reduce((all, one) => all + one.customers, 0)
  const by = Map.groupBy(tallies, ({ stage, dimension, value, type }) => [stage, dimension, value, type].join('|'))
  const wholes = Map.groupBy(tallies, ({ stage, dimension, type }) => [stage, dimension, type].join('|'))
  const types = new Set(tallies.flatMap(({ type }) => type ?? []))
  let looked = 0
  const items = [...by].flatMap(([, its]) => {
    const { stage, dimension, value, type: kind } = its[0]!
    if (kind !== null || total(its) < least) return []
    return [...types].flatMap((type): { spot: SegmentSpot; short: number }[] => {
      const there = by.get([stage, dimension, value, type].join('|'))
      const [touched, all] = [total(there), total(its)]
      const [othersTouched, others] = [
        total(wholes.get([stage, dimension, type].join('|'))) - touched,
        total(wholes.get([stage, dimension, null].join('|'))) - all,
      ]
      const found = shareDifference(othersTouched, others, touched, all, 0.99)
      if (!found.enough || others < least) return []
      looked++
      if (found.high >= 0 || found.value > -margin) return []
      const { low, high } = found
      const spot: SegmentSpot = {
        stage,
        type: type as PartnerType,
        dimension,
        value,
        touched: rateOf(touched, all),
        others: rateOf(othersTouched, others),
        difference: { value: found.value, low, high },
        stake: its
          .filter(({ currency }) => currency !== null)
          .map(({ currency, open }) => ({
            currency: currency!,
            amount:
              open - (there ?? []).filter((one) => one.currency === currency).reduce((all, one) => all + one.open, 0),
          }))
          .filter(({ amount }) => amount > 0)
          .toSorted((a, b) => b.amount - a.amount),
      }
      return [{ spot, short: -found.value * all }]
    })
  })
  return { looked, items: items.toSorted((a, b) => b.short - a.short).map(({ spot }) => spot) }
}
