import {
  concentration,
  kaplanMeier,
  retentionTable,
  shareInterval,
  type Concentration,
  type RetentionTable,
  type SurvivalCurve,
} from '@hansa/analytics'
import type { Figure } from '@hansa/contract/impact'
import { metricOf, type MetricKey } from '@hansa/contract/metrics'
import { lastFullYear } from './window.ts'

type Needs = Figure['needs']

/** What is missing where there are only `has` of what a metric needs; null where there is enough. */
function needed(metric: MetricKey, has: number): Needs {
  const { count, what } = metricOf(metric).needs
  return has < count ? { count: count - has, what } : null
}

const figure = (metric: MetricKey, it: Partial<Figure>): Figure => {
  const { title, unit, direction } = metricOf(metric)
  return { metric, title, unit, direction, currency: null, value: null, interval: null, needs: null, ...it }
}

/** A figure that is a plain count or sum. */
export const countFigure = (metric: MetricKey, sum: number): Figure => figure(metric, { value: sum })

/** A share of rows with its interval, once there are enough of them. */
export function shareFigure(metric: MetricKey, sum: number, count: number): Figure {
  const needs = needed(metric, count)
  const share = shareInterval(sum, count)
  if (needs || !share.enough) return figure(metric, { needs: needs ?? { count: 1, what: metricOf(metric).needs.what } })
  return figure(metric, { value: share.value, interval: { low: share.low, high: share.high } })
}

/** A share of facts: many belong to one partner, so that an interval for independent ones would promise too much. */
export const hygieneFigure = (filled: number, partners: number, facts: number): Figure =>
  figure('data_hygiene', partners === 0 ? { needs: needed('data_hygiene', 0) } : { value: filled / (partners * facts) })

/** Joinings of a year by the first anniversary on which they were outside, null while they are inside. */
export interface Cohort {
  readonly year: number
  readonly gone: number | null
  readonly count: number
}

/** The cohort grid as of a day: `retentionTable` over the years, each cohort up to the age that all of it has reached. */
export function cohortGrid(cohorts: readonly Cohort[], asOf: string): RetentionTable | null {
  const observedUntil = lastFullYear(asOf)
  const each = cohorts
    .filter(({ year }) => year <= observedUntil)
    .flatMap(({ year, gone, count }) => {
      const left = gone === null || year + gone > observedUntil ? null : year + gone
      return Array.from({ length: count }, () => ({ year, left }))
    })
  const table = retentionTable({
    joined: each.map((one) => one.year),
    left: each.map((one) => one.left),
    observedUntil,
  })
  return table.enough ? table : null
}

/** Partners by the days until their first revenue (`had` 1), or without one so far (`had` 0). */
export interface Wait {
  readonly days: number
  readonly had: number
  readonly count: number
}

/** The curve of waiting; null without a single first revenue. */
export function waitingCurve(waits: readonly Wait[]): SurvivalCurve | null {
  const each = waits.flatMap((wait) => Array.from({ length: wait.count }, () => wait))
  const curve = kaplanMeier(
    each.map((one) => one.days),
    each.map((one) => one.had),
  )
  return curve.enough ? curve : null
}

/**
 * The median of the curve. Where it has not come down to one half, at least so many more first revenues are needed as
 * are missing to half of the partners.
 */
export function waitingFigure(waits: readonly Wait[], curve: SurvivalCurve | null): Figure {
  const metric = 'time_to_first_revenue'
  const needs = needed(metric, curve?.totalEvents ?? 0)
  if (needs || !curve) return figure(metric, { needs })
  const { value, low, high } = curve.median
  if (value !== null) return figure(metric, { value, interval: { low, high } })
  const missing = Math.max(1, Math.ceil(curve.subjects / 2) - curve.totalEvents)
  return figure(metric, { needs: { count: missing, what: metricOf(metric).needs.what } })
}

/** Revenue in one currency; `entries` of it. */
export const revenueFigure = (currency: string | null, amount: number, entries: number): Figure => {
  const needs = needed('revenue', entries)
  return figure('revenue', needs ? { currency, needs } : { currency, value: amount })
}

/** Concentration over the partners of one currency, corrections netted out; null where nobody is above zero. */
export function concentrationOf(amounts: readonly number[], top: number): Concentration | null {
  const found = concentration(
    amounts.filter((amount) => amount > 0),
    top,
  )
  return found.enough ? found : null
}

export function concentrationFigure(currency: string | null, found: Concentration | null): Figure {
  const needs = needed('revenue_concentration', found?.parts ?? 0)
  return figure('revenue_concentration', needs || !found ? { currency, needs } : { currency, value: found.hhi })
}
