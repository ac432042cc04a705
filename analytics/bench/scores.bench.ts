import { CompositeScore, Random, rankIntervals, type ScoreComponent, sensitivity, slope } from '../src/index.ts'
import { report, time } from './measure.ts'

const random = new Random(1)
const [partners, inputs] = [10_000, 30]
const rows = Array.from({ length: partners }, () => Array.from({ length: inputs }, () => 100 * random.uniform()))
const reference = Float64Array.from({ length: 1000 }, () => 100 * random.uniform())
const components = Array.from({ length: inputs }, (_, i): ScoreComponent => ({
  name: `c${i}`,
  weight: 1 + (i % 4),
  scale: i % 2 === 0 ? { kind: 'goalposts', low: 0, high: 100 } : { kind: 'percentile', reference },
}))

/** The weighted mean alone, of goalposts alone, without checks, drivers or missing values. */
function bare(): number {
  let sum = 0
  for (const row of rows) for (let i = 0; i < inputs; i++) sum += (components[i]!.weight * row[i]!) / 100
  return sum
}

const baseline = { name: 'the bare weighted sums', seconds: time(bare).seconds }
for (const aggregation of ['arithmetic', 'geometric'] as const) {
  const model = new CompositeScore({ components, aggregation })
  const { seconds } = time(() => rows.map((row) => model.score(row, rows[0])))
  report(`${aggregation} scores with drivers, 10,000 partners × 30 inputs`, seconds, 1, baseline)
}
const model = new CompositeScore({ components, aggregation: 'arithmetic' })
const errors = rows.map((row) => row.map(() => 5))
const query = { inputs: rows, errors, weightConcentration: 100, draws: 100 }
report(
  'ranks of 10,000 partners, 100 draws of inputs and weights',
  time(() => rankIntervals(model, query), 1).seconds,
  20,
)
report('sensitivity of 30 components, 10,000 partners', time(() => sensitivity(model, rows), 1).seconds, 3)
const times = Array.from({ length: 52 }, (_, t) => t)
const series = rows.map((row) => times.map((t) => row[t % inputs]!))
report(
  'slopes of 10,000 partners over 52 weeks',
  time(() => series.map((values) => slope(times, values)), 1).seconds,
  5,
)
