import { markovShapley, TransitionCounts } from '../src/index.ts'
import { manyJourneys } from './journeys.ts'
import { report, time, value } from './measure.ts'

function counted(players: number, order: 1 | 2 | 3 = 1): TransitionCounts {
  const counts = new TransitionCounts({ players, order })
  for (const journey of manyJourneys(players, 100_000)) counts.add(journey)
  return counts
}

const twenty = counted(20)
const exact = time(() => markovShapley(twenty), 1)
const sampled = time(() => markovShapley(twenty, { enumerateUpTo: 0, pairs: 200 }), 1)
report('all 2²⁰ coalitions of 20 players', exact.seconds, 5, { name: '200 sampled pairs', seconds: sampled.seconds })
if (exact.result.enough && sampled.result.enough) {
  const { shapley } = exact.result
  const { shapley: estimate, standardError } = sampled.result
  const errors = shapley.map((phi, c) => Math.abs(phi - estimate[c]!) / standardError[c]!)
  value('largest error of the sample, in standard errors', Math.max(...errors), 4)
}
report('all coalitions of 12 players, order 2', time(() => markovShapley(counted(12, 2)), 1).seconds, 5)
report(
  '100 pairs of permutations of 200 players',
  time(() => markovShapley(counted(200), { pairs: 100 }), 1).seconds,
  5,
)
report(
  '2 pairs of permutations of 2,000 players',
  time(() => markovShapley(counted(2000), { pairs: 2 }), 1).seconds,
  20,
)
