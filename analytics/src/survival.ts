import { type Flags, checkEach, checkLength, flagAt } from './check.ts'
import { type NotEnough, notEnough } from './errors.ts'
import { criticalValue } from './intervals.ts'

export interface SurvivalOptions {
  /** Confidence level of every interval. Default 0.95. */
  readonly level?: number
  /** Scale on which the interval is symmetric. Default `log-log`, which stays within 0 and 1. */
  readonly interval?: 'log-log' | 'log' | 'plain'
}

/** One row per distinct event time, ascending. All arrays have the same length. */
export interface SurvivalCurve {
  readonly enough: true
  /** Subjects, and how many of them had the event. */
  readonly subjects: number
  readonly totalEvents: number
  /** The longest duration seen: the curve says nothing beyond it unless it has reached 0. */
  readonly lastSeen: number
  readonly times: Float64Array
  /** Subjects whose duration is at least the time. */
  readonly atRisk: Float64Array
  readonly events: Float64Array
  /** Share still without the event just after the time, with pointwise interval. */
  readonly survival: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  readonly median: SurvivalTime
}

/** A time read off a curve; `null` where the curve, or its limit, has not come down that far yet. */
export interface SurvivalTime {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

/**
 * Kaplan–Meier: the share that has gone without an event for at least a given time, when many are still waiting.
 *
 * ```
 * S(t) = Π_{tᵢ ≤ t} (1 − dᵢ/nᵢ)          dᵢ events at tᵢ among nᵢ at risk      Kaplan & Meier 1958
 * G(t) = Σ_{tᵢ ≤ t} dᵢ / (nᵢ (nᵢ − dᵢ))   variance of ln S(t)                   Greenwood 1926
 * log-log   S^exp(±z √G / ln S)            default, Kalbfleisch & Prentice 1980
 * log       S · exp(±z √G),   plain   S ± z S √G,   both clipped to [0, 1]
 * ```
 *
 * Someone censored at a time counts as at risk at that time. Where S reaches 0, Greenwood's variance does not exist:
 * the lower limit is then 0 and the upper one stays at its last value. The median is the first time with S ≤ ½; its
 * interval (Brookmeyer & Crowley 1982) is read off the curve's limits in the same way.
 *
 * @param durations time to the event, or to the end of observation; finite, ≥ 0, any one unit.
 * @param events whether the duration ended with the event (true, 1) or was cut off by the end of observation.
 * @returns not enough without a single event.
 * @example
 * // Months to first revenue of six partners, two of them still waiting.
 * kaplanMeier([2, 3, 3, 5, 8, 9], [true, true, false, true, true, false])
 * // times [2, 3, 5, 8], atRisk [6, 5, 3, 2], survival [0.8333, 0.6667, 0.4444, 0.2222], median { value: 5, low: 2, high: null }
 */
export function kaplanMeier(
  durations: ArrayLike<number>,
  events: Flags,
  options: SurvivalOptions = {},
): SurvivalCurve | NotEnough {
  const { level = 0.95, interval = 'log-log' } = options
  const z = criticalValue(level)
  const { ended, open } = splitDurations('durations', durations, 'events', events)
  if (ended.length === 0) return notEnough(`at least 1 event, has 0 among ${durations.length} subjects`)

  const rows: { time: number; atRisk: number; events: number }[] = []
  for (let e = 0, c = 0; e < ended.length;) {
    const time = ended[e]!
    while (c < open.length && open[c]! < time) c++
    const atRisk = ended.length - e + (open.length - c)
    const first = e
    while (e < ended.length && ended[e] === time) e++
    rows.push({ time, atRisk, events: e - first })
  }

  const survival = new Float64Array(rows.length)
  const low = new Float64Array(rows.length)
  const high = new Float64Array(rows.length)
  let s = 1
  let greenwood = 0
  rows.forEach((row, i) => {
    s *= 1 - row.events / row.atRisk
    greenwood += row.events / (row.atRisk * (row.atRisk - row.events))
    survival[i] = s
    const limits = s > 0 ? limitsOf[interval](s, z * Math.sqrt(greenwood)) : [0, i > 0 ? high[i - 1]! : 1]
    low[i] = Math.max(0, limits[0]!)
    high[i] = Math.min(1, limits[1]!)
  })
  const times = Float64Array.from(rows, (row) => row.time)
  return {
    enough: true,
    subjects: durations.length,
    totalEvents: ended.length,
    lastSeen: Math.max(ended.at(-1)!, open.at(-1) ?? 0),
    times,
    atRisk: Float64Array.from(rows, (row) => row.atRisk),
    events: Float64Array.from(rows, (row) => row.events),
    survival,
    low,
    high,
    median: crossing({ times, survival, low, high }, 0.5),
  }
}

/** Limits of S given z times the standard error of ln S. */
const limitsOf: Record<NonNullable<SurvivalOptions['interval']>, (s: number, width: number) => readonly number[]> = {
  'log-log': (s, width) => [s ** Math.exp(-width / Math.log(s)), s ** Math.exp(width / Math.log(s))],
  log: (s, width) => [s * Math.exp(-width), s * Math.exp(width)],
  plain: (s, width) => [s - s * width, s + s * width],
}

/** The time by which a share of subjects has had the event, with its interval. `share` 0.5 is the median. */
export function survivalQuantile(curve: SurvivalCurve, share: number): SurvivalTime {
  checkEach('share', [share], (p) => p > 0 && p < 1, 'between 0 and 1, exclusive')
  return crossing(curve, 1 - share)
}

/** The curve at any time ≥ 0; `null` beyond the last observation, where only a curve at 0 still says something. */
export function survivalAt(
  curve: SurvivalCurve,
  time: number,
): { readonly value: number; readonly low: number; readonly high: number } | null {
  checkEach('time', [time], (t) => t >= 0, 'at least 0')
  const { times, survival, low, high, lastSeen } = curve
  let row = -1
  while (row + 1 < times.length && times[row + 1]! <= time) row++
  if (row < 0) return { value: 1, low: 1, high: 1 }
  if (time > lastSeen && survival[row]! > 0) return null
  return { value: survival[row]!, low: low[row]!, high: high[row]! }
}

/** First times at which the curve and its two limits have come down to `share`, up to rounding. */
function crossing(
  { times, survival, low, high }: Pick<SurvivalCurve, 'times' | 'survival' | 'low' | 'high'>,
  share: number,
): SurvivalTime {
  const first = (curve: Float64Array): number | null => times[curve.findIndex((s) => s <= share + 1e-12)] ?? null
  return { value: first(survival), low: first(low), high: first(high) }
}

/** Checked durations, ascending, apart by whether they ended with the event. */
export function splitDurations(
  field: string,
  durations: ArrayLike<number>,
  flagField: string,
  events: Flags,
): { ended: Float64Array; open: Float64Array } {
  checkLength(flagField, events, field, durations.length)
  checkEach(field, durations, (d) => Number.isFinite(d) && d >= 0, 'a finite number, at least 0')
  const ended: number[] = []
  const open: number[] = []
  for (let i = 0; i < durations.length; i++) (flagAt(flagField, events, i) ? ended : open).push(durations[i]!)
  return { ended: Float64Array.from(ended).sort(), open: Float64Array.from(open).sort() }
}
