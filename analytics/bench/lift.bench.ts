import { holdoutLift, matchedLift, Random, sequentialTest } from '../src/index.ts'
import { report, time } from './measure.ts'

const random = new Random(1)
const n = 20_000
const column = (): Float64Array => Float64Array.from({ length: n }, () => random.normal())
const covariates = { size: column(), tenure: column(), growth: column(), region: column() }
const treated = Uint8Array.from(covariates.size, (x) => Number(random.uniform() < 1 / (1 + Math.exp(1.5 - x))))
const outcome = column()

/** Nearest unused control by looking at all of them, for a tenth of the treated. */
function byScan(): number {
  const controls = new Set([...treated.keys()].filter((i) => treated[i] === 0))
  let sum = 0
  for (let i = 0; i < n; i += 10) {
    if (treated[i] === 0) continue
    let [best, gap] = [-1, Infinity]
    for (const c of controls) {
      const d = Math.abs(covariates.size[c]! - covariates.size[i]!)
      if (d < gap) [best, gap] = [c, d]
    }
    controls.delete(best)
    sum += gap
  }
  return sum
}

report(
  'matched pairs among 20,000 units with 4 covariates',
  time(() => matchedLift({ treated, outcome, covariates })).seconds,
  2,
  {
    name: 'scanning all controls (for a tenth)',
    seconds: time(byScan, 1).seconds,
  },
)
const looks = time(() => {
  for (let i = 1; i <= 10_000; i++) sequentialTest({ treated: 4 * i, holdout: i }, 0.8)
})
report('10,000 looks of the sequential test', looks.seconds, 2)
const lifts = time(() => {
  for (let i = 1; i <= 10_000; i++) holdoutLift({ units: 800, responses: i % 800 }, { units: 200, responses: 20 }, 0.8)
})
report('10,000 hold-out lifts', lifts.seconds, 1)
