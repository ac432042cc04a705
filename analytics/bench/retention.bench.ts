import { Random, retentionTable } from '../src/index.ts'
import { report, time } from './measure.ts'

const random = new Random(1)
const n = 100_000
const observedUntil = 60
const joined = Int32Array.from({ length: n }, () => random.below(observedUntil))
const left = Array.from(joined, (start) => {
  const end = start + Math.floor(random.exponential() * 24)
  return end <= observedUntil ? end : null
})

/** One filter over all members per cell. */
function perCell(): number {
  const members = Array.from(joined, (start, i) => ({ start, end: left[i] ?? Infinity }))
  let retained = 0
  for (let start = 0; start < observedUntil; start++) {
    for (let age = 0; start + age <= observedUntil; age++) {
      retained += members.filter((member) => member.start === start && member.end > start + age).length
    }
  }
  return retained
}

const { seconds } = time(() => retentionTable({ joined, left, observedUntil }))
report(`retention, ${n} members in 60 cohorts`, seconds, 0.5, {
  name: 'a filter per cell',
  seconds: time(perCell, 1).seconds,
})
