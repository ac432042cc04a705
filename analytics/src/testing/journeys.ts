import type { Journey } from '../attribution/journey.ts'
import { solve } from '../linear.ts'
import { Random } from '../random.ts'

/** Journeys of a random sticky process: some players close more, repeats happen, values vary. */
export function randomJourneys(
  seed: number,
  { players, count, convertedOnly = false }: { players: number; count: number; convertedOnly?: boolean },
): Journey[] {
  const random = new Random(seed)
  return Array.from({ length: count }, (_, key) => {
    const touches: number[] = []
    let player = random.below(players)
    while (touches.length < 12) {
      touches.push(player)
      if (random.uniform() < 0.35) break
      if (random.uniform() < 0.7) player = random.below(players)
    }
    const converted = convertedOnly || random.uniform() < 0.15 + (0.5 * player) / players
    return { touches, converted, key, value: converted ? 100 + random.below(900) : 0, weight: 1 + random.below(3) }
  })
}

/** The same chain by its definition: named n-grams, a dense matrix, and one pivoted solve per question. */
export function denseGame(
  journeys: readonly Journey[],
  order: number,
  by: 'conversions' | 'value',
): (active: (player: number) => boolean) => number {
  const count = new Map<string, Map<string, number>>()
  const gains = new Map<string, number>()
  for (const { touches, converted, value = 0, weight = 1 } of journeys) {
    const steps = Array.from({ length: touches.length + 1 }, (_, i) =>
      Array.from(touches)
        .slice(Math.max(0, i - order), i)
        .join('>'),
    )
    steps.forEach((state, i) => {
      const next = steps[i + 1] ?? 'end'
      const row = count.get(state) ?? new Map<string, number>()
      count.set(state, row.set(next, (row.get(next) ?? 0) + weight))
    })
    const last = steps.at(-1)!
    if (converted) gains.set(last, (gains.get(last) ?? 0) + weight * (by === 'value' ? value : 1))
  }
  const states = [...count.keys()]
  return (active) => {
    const acts = states.map((state) => state === '' || state.split('>').every((player) => active(Number(player))))
    const n = states.length
    const a = new Float64Array(n * n)
    const b = new Float64Array(n)
    states.forEach((state, i) => {
      a[i * n + i] = 1
      if (!acts[i]) return
      const row = count.get(state)!
      const visits = [...row.values()].reduce((x, y) => x + y, 0)
      states.forEach((next, j) => {
        if (acts[j]) a[i * n + j]! -= (row.get(next) ?? 0) / visits
      })
      b[i] = (gains.get(state) ?? 0) / visits
    })
    const start = states.indexOf('')
    return start < 0 ? 0 : solve(a, b)![start]!
  }
}
