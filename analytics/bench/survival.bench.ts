import { kaplanMeier, logRank, Random } from '../src/index.ts'
import { report, time } from './measure.ts'

const random = new Random(1)
const n = 20_000
const durations = Float64Array.from({ length: n }, () => Math.ceil(random.exponential() * 1000))
const events = Uint8Array.from(durations, () => Number(random.uniform() < 0.6))

/** The definition, read literally: at each event time count everyone again. */
function literal(): number {
  let survival = 1
  for (const time of new Set(durations.filter((_, i) => events[i] === 1).sort())) {
    let [atRisk, ended] = [0, 0]
    for (let i = 0; i < n; i++) {
      if (durations[i]! >= time) atRisk++
      if (durations[i] === time && events[i] === 1) ended++
    }
    survival *= 1 - ended / atRisk
  }
  return survival
}

const { seconds } = time(() => kaplanMeier(durations, events))
report(`Kaplan–Meier, ${n} subjects`, seconds, 0.05, {
  name: 'counting at each time',
  seconds: time(literal, 1).seconds,
})

const half = { durations: durations.subarray(0, n / 2), events: events.subarray(0, n / 2) }
const rest = { durations: durations.subarray(n / 2), events: events.subarray(n / 2) }
report(`log-rank of two groups, ${n} subjects`, time(() => logRank([half, rest])).seconds, 0.1)
