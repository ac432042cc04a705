import { nextSum, ratio, ratioWeights } from '../src/anomalies/cusum.ts'
import { Random, type Segment, segmentOf, startWatch, Thresholds, watchWeek } from '../src/index.ts'
import { known } from '../src/testing/known.ts'
import { drawCount, drawSegment, drawSeries, falseAlarms, found, seasonal } from '../src/testing/weekly-counts.ts'
import { report, time, value } from './measure.ts'

const thresholds = new Thresholds()
const SERIES = 1000

console.log('False alarms per partner and year, asked for: 1. Season ±40%, variance 1, 1.5 and 3 times the mean.')
for (const dispersion of [1, 1.5, 3]) {
  for (const level of [0.1, 0.5, 2, 10, 50]) {
    const drawn = drawSegment(SERIES, () => level, dispersion, 1)
    const of = (segment?: Segment): number => {
      const { drop, rise } = falseAlarms(drawn, thresholds, segment)
      return drop + rise
    }
    value(`  ${level} a week, variance × ${dispersion}, in a segment`, of(known(segmentOf(drawn.series))), 1.05)
    value(`  ${level} a week, variance × ${dispersion}, alone`, of(), 1.25)
  }
}

/**
 * What nobody can beat: told the season, the dispersion and how far the level will fall, with all false alarms spent on drops,
 * and the test that is then the fastest (Moustakides 1986).
 */
function oracle(level: number, dispersion: number, left: number): number {
  const factor = Math.max(0.02, left)
  const shares = { drop: 0.97, rise: 0.01, lowWeek: 0.01, highWeek: 0.01 }
  const threshold = new Thresholds({ drop: factor, shares }).at(level, dispersion, 0).drop
  const weights = ratioWeights(factor, dispersion)
  const random = new Random(3)
  let [seen, judged] = [0, 0]
  for (let run = 0; run < 4000; run++) {
    const mean = seasonal(level, 0.4, -4 / 52)
    let [sum, raised] = [0, false]
    for (let week = 0; week < 34; week++) {
      const count = drawCount(random, mean(130 + week) * (week < 26 ? 1 : left), dispersion)
      sum = nextSum(sum, ratio(count, mean(130 + week), weights), threshold)
      raised = sum > 0 && (raised || sum >= threshold)
      if (week === 25 && raised) break
      if (week === 25) judged++
      if (week > 25 && raised) {
        seen++
        break
      }
    }
  }
  return seen / judged
}

console.log('Sustained drops found within 8 weeks, in percent: ours / oracle. Variance 1.5 times the mean.')
const lefts = [0, 0.1, 0.25, 0.4, 0.5]
for (const level of [0.5, 1, 2, 5, 15, 50]) {
  const drawn = drawSegment(SERIES, () => level, 1.5, 2)
  const segment = known(segmentOf(drawn.series))
  const cells = lefts.map((left) => {
    const ours = found(drawn, () => left, thresholds, segment)
    return `to ${left * 100}%: ${(100 * ours).toFixed(0)} / ${(100 * oracle(level, 1.5, left)).toFixed(0)}`
  })
  console.log(`  ${level} a week: ${cells.join(', ')}`)
}
for (const dispersion of [1, 1.5, 2, 3]) {
  const drawn = drawSegment(2 * SERIES, (random) => 0.5 * 100 ** random.uniform(), dispersion, 3)
  const missed = 1 - found(drawn, (i) => (i % 51) / 100, thresholds, known(segmentOf(drawn.series)))
  value(`drops to 0–50% missed, 0.5 to 50 a week, variance × ${dispersion}`, missed, 0.15)
}

/** A z-score at the same rate of false alarms: the lowest 1 in 52 of the weeks without change. */
const random = new Random(4)
let blind = 0
for (let i = 0; i < SERIES; i++) {
  const source = { mean: seasonal(0.5 * 4 ** random.uniform(), 0.4, random.uniform()), dispersion: 1.5 }
  const counts = Array.from(drawSeries(source, 156, random).counts).sort((a, b) => a - b)
  // The largest count that is rare enough to be an alarm; −1 where not even silence is.
  const alarm = counts[Math.floor(156 / 52)]! - 1
  const weeks = Array.from({ length: 8 }, (_, w) => drawCount(random, (source.mean(156 + w) * (i % 51)) / 100, 1.5))
  if (weeks.every((count) => count > alarm)) blind += 1 / SERIES
}
console.log(`the same drops from 0.5 to 2 a week, missed by a z-score: ${blind.toPrecision(3)}`)

const all = drawSegment(10_000, (draw) => 0.1 * 500 ** draw.uniform(), 1.5, 5).series
const before = process.cpuUsage()
const refit = time(() => {
  const fresh = new Thresholds()
  const segment = known(segmentOf(all))
  return all.map((series) => known(startWatch(series, { segment, thresholds: fresh })).watch)
}, 1)
report('10,000 series × 156 weeks: segment, fits, thresholds, scores', refit.seconds, 30)
const used = process.cpuUsage(before)
console.log(
  `  ${((used.user + used.system) / 1e6).toFixed(0)} s of processor time, which a busy machine does not stretch as much`,
)
report(
  'one new week of each',
  time(() => refit.result.map((watch) => watchWeek(watch, { week: 156, count: 1 }))).seconds,
  1,
  {
    name: 'fitting again',
    seconds: refit.seconds,
  },
)
