import {
  type Segment,
  type StartedWatch,
  startWatch,
  type Thresholds,
  watchWeek,
  type WeeklySeries,
} from '../anomalies/index.ts'
import { Random } from '../random.ts'
import { known } from './known.ts'

/** A source of weekly counts whose truth is known. */
export interface Source {
  /** Expected count of a week. */
  readonly mean: (week: number) => number
  /** Variance over mean. */
  readonly dispersion: number
}

/** A year's season: a wave of the given height on the log scale. */
export const seasonal =
  (level: number, height: number, phase = 0) =>
  (week: number): number =>
    level * Math.exp(height * Math.sin((week / 52 + phase) * 2 * Math.PI) - height ** 2 / 4)

/** Negative binomial with variance φ × mean. */
export function drawCount(random: Random, mean: number, dispersion: number): number {
  if (mean === 0) return 0
  return random.poisson(dispersion === 1 ? mean : random.gamma(mean / (dispersion - 1)) * (dispersion - 1))
}

export const drawSeries = ({ mean, dispersion }: Source, weeks: number, random: Random): WeeklySeries => ({
  counts: Float64Array.from({ length: weeks }, (_, week) => drawCount(random, mean(week), dispersion)),
})

/**
 * Partners whose seasons are alike but not the same, with three years of history each. The season passes its middle four weeks
 * later, so that a change is tried at the average level.
 */
export function drawSegment(size: number, level: (random: Random) => number, dispersion: number, seed: number) {
  const random = new Random(seed)
  const sources = Array.from({ length: size }, (): Source => ({
    mean: seasonal(level(random), 0.4, 0.05 * (random.uniform() - 0.5) - 4 / 52),
    dispersion,
  }))
  return { sources, series: sources.map((source) => drawSeries(source, 156, random)) }
}

/** Alarms of each direction that began in a year without any change: the 26 weeks that the fit left out, and 26 more. */
export function falseAlarms(
  { sources, series }: { sources: readonly Source[]; series: readonly WeeklySeries[] },
  thresholds: Thresholds,
  segment?: Segment,
): { readonly drop: number; readonly rise: number } {
  const begun = { drop: 0, rise: 0 }
  sources.forEach((source, i) => {
    const random = new Random(1, i)
    const started = startWatch(series[i]!, { thresholds, ...(segment && { segment }) })
    // A series without any event is not watched, so it raises none.
    if (!started.enough) return
    const raised = new Set<string>()
    const note = ({ open }: StartedWatch['verdicts'][number]): void => {
      for (const episode of open) raised.add(`${episode.direction} ${episode.raised}`)
    }
    started.verdicts.forEach(note)
    let { watch } = started
    for (let week = 156; week < 182; week++) {
      const next = watchWeek(watch, { week, count: drawCount(random, source.mean(week), source.dispersion) })
      note(next.verdict)
      watch = next.watch
    }
    for (const name of raised) begun[name.startsWith('drop') ? 'drop' : 'rise'] += 1 / sources.length
  })
  return begun
}

/** Share of sustained drops to `left` of the level that raise an alarm within 8 weeks; series already in alarm are left out. */
export function found(
  { sources, series }: { sources: readonly Source[]; series: readonly WeeklySeries[] },
  left: (i: number) => number,
  thresholds: Thresholds,
  segment?: Segment,
): number {
  let [seen, judged] = [0, 0]
  sources.forEach(({ mean, dispersion }, i) => {
    let { watch } = known(startWatch(series[i]!, { thresholds, ...(segment && { segment }) }))
    if (watch.drop.episode) return
    judged++
    const random = new Random(2, i)
    for (let week = 156; week < 164; week++) {
      const next = watchWeek(watch, { week, count: drawCount(random, mean(week) * left(i), dispersion) })
      if (next.verdict.drop === 'alarm') {
        seen++
        break
      }
      watch = next.watch
    }
  })
  return seen / judged
}
