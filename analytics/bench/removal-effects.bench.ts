import { type Journey, Random, removalEffects, TransitionCounts } from '../src/index.ts'
import { manyJourneys } from './journeys.ts'
import { report, time, value } from './measure.ts'

/**
 * How removal effects are usually computed: walk the chain at random many times; a player's effect is the share of
 * converting walks that met it.
 */
function bySimulation(journeys: readonly Journey[], players: number, walks: number): Float64Array {
  const [start, converted, lost] = [players, players + 1, players + 2]
  const next = Array.from({ length: players + 1 }, () => [] as number[])
  for (const { touches, converted: won } of journeys) {
    let at = start
    for (let i = 0; i < touches.length; i++) {
      next[at]!.push(touches[i]!)
      at = touches[i]!
    }
    next[at]!.push(won ? converted : lost)
  }
  const random = new Random(2)
  const met = new Float64Array(players)
  let won = 0
  for (let walk = 0; walk < walks; walk++) {
    const seen = new Set<number>()
    let at = start
    while (at < converted) {
      at = next[at]![random.below(next[at]!.length)]!
      if (at < players) seen.add(at)
    }
    if (at !== converted) continue
    won++
    for (const player of seen) met[player]!++
  }
  return met.map((count) => count / won)
}

const bounds: Record<number, number> = { 12: 1, 200: 1, 2000: 10 }
for (const players of [12, 200, 2000]) {
  const journeys = manyJourneys(players, 1_000_000)
  const exact = time(() => {
    const counts = new TransitionCounts({ players })
    for (const journey of journeys) counts.add(journey)
    const result = removalEffects(counts)
    if (!result.enough) throw new Error(result.needs)
    return result
  }, 1)
  const walked = time(() => bySimulation(journeys, players, 1_000_000), 1)
  report(`removal effects, 1 M journeys × ${players} players, counting included`, exact.seconds, bounds[players]!, {
    name: 'a million simulated walks',
    seconds: walked.seconds,
  })
  const sum = walked.result.reduce((a, b) => a + b, 0)
  const off = exact.result.share.map((share, c) => Math.abs(share - walked.result[c]! / sum))
  const worst = exact.result.share.reduce((most, share, c) => Math.max(most, share > 0 ? off[c]! / share : 0), 0)
  const moved = off.reduce((a, b) => a + b, 0) / 2
  console.log(
    `  the walks misplace ${(100 * moved).toFixed(2)}% of the credit, single players by up to ${(100 * worst).toFixed(0)}%`,
  )
}

const journeys = manyJourneys(12, 1_000_000)
for (const order of [2, 3] as const) {
  const counts = new TransitionCounts({ players: 12, order })
  for (const journey of journeys) counts.add(journey)
  report(
    `removal effects of order ${order}, 12 players, after counting`,
    time(() => removalEffects(counts), 1).seconds,
    1,
  )
}

const bootstrap = { replicates: 100, seed: 1 }
const many = manyJourneys(200, 1_000_000)
const interval = time(() => {
  const counts = new TransitionCounts({ players: 200, bootstrap })
  for (const journey of many) counts.add(journey)
  return removalEffects(counts)
}, 1)
report('100 bootstrap replicates, 1 M journeys × 200 players', interval.seconds, 15)

globalThis.gc?.()
const before = process.memoryUsage().arrayBuffers
const counts = new TransitionCounts({ players: 200 })
for (const journey of many) counts.add(journey)
const once = process.memoryUsage().arrayBuffers - before
for (const journey of many) counts.add(journey)
value(
  'growth of memory when the same million journeys are counted again, bytes',
  process.memoryUsage().arrayBuffers - before - once,
  1e5,
)
