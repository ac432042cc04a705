import { checkEach, checkInteger } from '../check.ts'
import { InvalidInput, type NotEnough } from '../errors.ts'
import { type Baseline, type BaselineOptions, expectedCount, fitBaseline } from './baseline.ts'
import { countCdf, countQuantile, countTail } from './count-distribution.ts'
import { ratioWeights } from './cusum.ts'
import { type Episode, QUIET, track, type Tracker } from './episode.ts'
import { silenceWeeks } from './sparse.ts'
import { Thresholds } from './thresholds.ts'
import { isCount, type WeekFacts, weeksLeftOut, type WeeklySeries } from './weekly-series.ts'

export interface WatchOptions extends BaselineOptions {
  /** Make one and give it to all series: its table takes seconds to fill. Default: a new one, at the default rate. */
  readonly thresholds?: Thresholds
}

/** All that is carried from week to week. Plain data: survives JSON without a change. */
export interface CountWatch {
  readonly enough: true
  readonly baseline: Baseline
  readonly rules: {
    readonly dropFactor: number
    readonly riseFactor: number
    readonly drop: number
    readonly rise: number
    readonly lowWeek: number
    readonly highWeek: number
  }
  /** Weeks of silence that it takes to tell a stop from chance. */
  readonly silence: number
  /** The next week to take. */
  readonly week: number
  readonly drop: Tracker
  readonly rise: Tracker
}

export interface NewWeek extends WeekFacts {
  readonly week: number
  /** Of the whole week, when it is over. */
  readonly count: number
}

export interface WeekVerdict {
  readonly week: number
  readonly count: number
  readonly expected: number
  /** Counts outside low … high are alarms by themselves. */
  readonly low: number
  readonly high: number
  /** Mid-p of a count this low, and this high: for {@link falseDiscovery}. */
  readonly pLow: number
  readonly pHigh: number
  /** No alarm on a series that is too sparse says nothing. */
  readonly drop: 'alarm' | 'normal' | 'too sparse to judge'
  readonly rise: 'alarm' | 'normal'
  /** Episodes that are open after this week, and those that it ended. */
  readonly open: readonly Episode[]
  readonly ended: readonly Episode[]
}

export interface StartedWatch {
  readonly enough: true
  readonly watch: CountWatch
  /** Of the weeks that the baseline has not seen. */
  readonly verdicts: readonly WeekVerdict[]
}

/** A drop that cannot be seen within so many weeks of silence is not judged. */
const PATIENCE = 8

/**
 * Begins to watch a weekly series for drops and rises, sustained or of a single week: fits its baseline, sets thresholds at an
 * agreed rate of false alarms, and judges the weeks that the fit left out. Further weeks go to {@link watchWeek}; fit again now
 * and then, with a quarter's new data.
 *
 * - Sustained: cumulative sums of log-likelihood ratios, see {@link ratioWeights} and {@link Thresholds}.
 * - A single week: P(Y ≤ y) or P(Y ≥ y) below its share of the rate, by the negative binomial with the baseline's own error in it:
 *   variance (φ + se² μ) μ.
 *
 * @returns not enough below 8 weeks, or without any event and without a segment.
 * @example
 * // Two a week for 152 weeks, then four weeks of silence:
 * startWatch({ counts }).verdicts.at(-1).open
 * // [{ direction: 'drop', by: 'sustained', start: 152, raised: 154, peak: 152 }]
 */
export function startWatch(series: WeeklySeries, options: WatchOptions = {}): StartedWatch | NotEnough {
  const { thresholds = new Thresholds(), ...fit } = options
  const leaveOut = options.leaveOut ?? weeksLeftOut(series.counts.length)
  const baseline = fitBaseline(series, { ...fit, leaveOut })
  if (!baseline.enough) return baseline
  const length = series.counts.length
  const [first, from] = [series.firstWeek ?? 0, Math.max(0, length - leaveOut)]
  const facts = (i: number): WeekFacts => ({
    ...(series.exposure && { exposure: series.exposure[i]! }),
    ...(series.covariates && { covariates: series.covariates.map((column) => column[i]!) }),
  })
  let [mean, error] = [0, 0]
  const year = Math.min(52, length)
  const latest = series.exposure?.[length - 1] || 1
  for (let i = length - year; i < length; i++) {
    const known = expectedCount(baseline, first + i, { ...facts(i), exposure: latest })
    mean += known.mean / year
    error += known.error / year
  }
  const { dispersion } = baseline
  const { drop, rise } = thresholds.at(mean, dispersion, error)
  let watch: CountWatch = {
    enough: true,
    baseline,
    rules: {
      dropFactor: thresholds.drop,
      riseFactor: thresholds.rise,
      drop,
      rise,
      lowWeek: thresholds.rate.lowWeek / 52,
      highWeek: thresholds.rate.highWeek / 52,
    },
    silence: silenceWeeks(mean, dispersion),
    week: first + from,
    drop: QUIET,
    rise: QUIET,
  }
  const verdicts: WeekVerdict[] = []
  for (let i = from; i < length; i++) {
    const next = watchWeek(watch, { week: first + i, count: series.counts[i]!, ...facts(i) })
    watch = next.watch
    verdicts.push(next.verdict)
  }
  return { enough: true, watch, verdicts }
}

/**
 * Takes one new, complete week. Nothing is fitted: a few dozen microseconds.
 *
 * @returns the watch to keep, and what the week says. The given watch is left as it was.
 */
export function watchWeek(
  watch: CountWatch,
  { week, count, ...facts }: NewWeek,
): { readonly watch: CountWatch; readonly verdict: WeekVerdict } {
  checkInteger('week', week)
  if (week !== watch.week) throw new InvalidInput('week', week, `the next one, ${watch.week}`)
  checkEach('count', [count], isCount, 'a whole number from 0 to 1e+9')
  const { mean, error } = expectedCount(watch.baseline, week, facts)
  if (mean === 0 && count > 0) throw new InvalidInput('count', count, '0 in a week without exposure')
  const { baseline, rules } = watch
  const predictive = baseline.dispersion + error * error * mean
  const atMost = countCdf(count, mean, predictive)
  const atLeast = countTail(count, mean, predictive)
  const equal = Math.max(0, atMost + atLeast - 1)
  const at = { week, count, mean }
  const drop = track(
    watch.drop,
    {
      direction: 'drop',
      weights: ratioWeights(rules.dropFactor, baseline.dispersion),
      threshold: rules.drop,
      alone: rules.lowWeek,
    },
    { ...at, p: atMost },
  )
  const rise = track(
    watch.rise,
    {
      direction: 'rise',
      weights: ratioWeights(rules.riseFactor, baseline.dispersion),
      threshold: rules.rise,
      alone: rules.highWeek,
    },
    { ...at, p: atLeast },
  )
  const sparse = watch.silence > PATIENCE
  return {
    watch: { ...watch, week: week + 1, drop: drop.tracker, rise: rise.tracker },
    verdict: {
      week,
      count,
      expected: mean,
      low: mean > 0 ? countQuantile(rules.lowWeek, mean, predictive) : 0,
      high: mean > 0 ? countQuantile(1 - rules.highWeek, mean, predictive) : 0,
      pLow: Math.min(1, Math.max(0, atMost - equal / 2)),
      pHigh: Math.min(1, Math.max(0, atLeast - equal / 2)),
      drop: drop.tracker.episode ? 'alarm' : sparse ? 'too sparse to judge' : 'normal',
      rise: rise.tracker.episode ? 'alarm' : 'normal',
      open: [drop.tracker.episode, rise.tracker.episode].filter((episode) => episode !== undefined),
      ended: [drop.ended, rise.ended].filter((episode) => episode !== undefined),
    },
  }
}
