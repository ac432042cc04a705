import { CreditSums, equalSplit, linear } from '../src/index.ts'
import { manyJourneys } from './journeys.ts'
import { report, time } from './measure.ts'

const players = 2000
const journeys = manyJourneys(players, 1_000_000)

/** Plain floating-point sums, which depend on the order of the journeys. */
function plain(): Float64Array {
  const sums = new Float64Array(players)
  for (const { touches, converted } of journeys) {
    if (converted) for (let i = 0; i < touches.length; i++) sums[touches[i]!]! += 1 / touches.length
  }
  return sums
}

const baseline = { name: 'plain sums', seconds: time(plain).seconds }
for (const [name, rule] of [
  ['linear', linear],
  ['equal split', equalSplit],
] as const) {
  const { seconds } = time(() => {
    const sums = new CreditSums(players, rule)
    for (const journey of journeys) sums.add(journey)
    return sums.credits()
  })
  report(`${name}, 1 M journeys × ${players} players`, seconds, 2, baseline)
}
