import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Random } from '../random.ts'
import { denseGame, randomJourneys } from '../testing/journeys.ts'
import { known, rounded } from '../testing/known.ts'
import type { Journey } from './journey.ts'
import { removalEffects } from './removal-effects.ts'
import { type ChainOptions, TransitionCounts } from './transition-counts.ts'

function countsOf(journeys: readonly Journey[], options: ChainOptions): TransitionCounts {
  const counts = new TransitionCounts(options)
  for (const journey of journeys) counts.add(journey)
  return counts
}

test('the worked example', () => {
  const result = known(
    removalEffects(
      countsOf(
        [
          { touches: [0, 1], converted: true, weight: 2 },
          { touches: [0, 2], converted: false, weight: 2 },
          { touches: [1], converted: true },
        ],
        { players: 3 },
      ),
    ),
  )
  expect(rounded(result.effect)).toEqual([0.6667, 1, 0])
  expect(rounded(result.share)).toEqual([0.4, 0.6, 0])
  expect(rounded(result.credit)).toEqual([1.2, 1.8, 0])
  expect(result.perJourney).toBeCloseTo(0.6, 12)
  expect([result.total, result.unattributed]).toEqual([3, 0])
})

describe('removal effects equal one dense pivoted solve per player to 1e-9', () => {
  const cases = [1, 2, 3].flatMap((order) =>
    (['conversions', 'value'] as const).flatMap((by) =>
      [false, true].map((convertedOnly) => ({ order, by, convertedOnly })),
    ),
  )
  test.each(cases)('order $order, by $by, converting only: $convertedOnly', ({ order, by, convertedOnly }) => {
    for (let seed = 0; seed < 4; seed++) {
      const players = 3 + seed
      const journeys = randomJourneys(seed, { players, count: 80, convertedOnly })
      const result = known(removalEffects(countsOf(journeys, { players, order: order as 1 | 2 | 3 }), { by }))
      const game = denseGame(journeys, order, by)
      const whole = game(() => true)
      expect(Math.abs(result.perJourney / whole - 1)).toBeLessThan(1e-12)
      for (let c = 0; c < players; c++) {
        expect(Math.abs(result.effect[c]! - (1 - game((player) => player !== c) / whole))).toBeLessThan(1e-9)
      }
    }
  })

  test('also where journeys linger for thousands of touches', () => {
    const journeys: Journey[] = [
      { touches: Array.from({ length: 4000 }, (_, i) => i % 2), converted: true },
      { touches: Array.from({ length: 3000 }, (_, i) => (i % 7 === 0 ? 2 : 1)), converted: false },
      { touches: [2, 0], converted: true },
    ]
    for (const order of [1, 2, 3] as const) {
      const result = known(removalEffects(countsOf(journeys, { players: 3, order })))
      const game = denseGame(journeys, order, 'conversions')
      for (let c = 0; c < 3; c++) {
        expect(result.effect[c]).toBeCloseTo(1 - game((player) => player !== c) / game(() => true), 9)
      }
    }
  })
})

const anyJourneys = fc.array(
  fc.record({
    touches: fc.array(fc.nat({ max: 4 }), { maxLength: 6 }),
    converted: fc.boolean(),
    weight: fc.integer({ min: 0, max: 5 }),
  }),
  { maxLength: 25 },
)

test('the chain converts exactly as often as the journeys did; effects lie in 0 … 1 and credits sum', () => {
  fc.assert(
    fc.property(anyJourneys, fc.constantFrom(1, 2, 3), (journeys, order) => {
      const counts = countsOf(journeys, { players: 5, order: order as 1 | 2 | 3 })
      const result = removalEffects(counts)
      expect(result.enough).toBe(journeys.some((j) => j.converted && j.touches.length > 0 && j.weight > 0))
      if (!result.enough) return
      expect(result.perJourney).toBeCloseTo(counts.totals.conversions / counts.totals.journeys, 11)
      expect(result.total + result.unattributed).toBe(counts.totals.conversions)
      expect(result.credit.reduce((a, b) => a + b, 0)).toBeCloseTo(result.total, 9)
      result.effect.forEach((r, player) => {
        expect(r >= 0 && r <= 1).toBe(true)
        if (!journeys.some((j) => j.weight > 0 && j.touches.includes(player))) expect(r).toBe(0)
      })
    }),
  )
})

test('in order 1, collapsing repeats changes nothing', () => {
  fc.assert(
    fc.property(anyJourneys, (journeys) => {
      const keep = removalEffects(countsOf(journeys, { players: 5 }))
      const collapse = removalEffects(countsOf(journeys, { players: 5, repeats: 'collapse' }))
      if (keep.enough) expect(rounded(known(collapse).effect, 9)).toEqual(rounded(keep.effect, 9))
    }),
  )
})

test('without journeys that failed, the effect is the share of journeys that touched the player', () => {
  const journeys = randomJourneys(5, { players: 4, count: 50, convertedOnly: true }).map((j) => ({
    ...j,
    touches: Array.from(j.touches).slice(0, 2),
  }))
  const { effect, perJourney } = known(removalEffects(countsOf(journeys, { players: 4, order: 2 })))
  expect(perJourney).toBeCloseTo(1, 12)
  const weight = (some: readonly Journey[]): number => some.reduce((sum, j) => sum + (j.weight ?? 1), 0)
  effect.forEach((r, c) => {
    expect(r).toBeCloseTo(weight(journeys.filter((j) => j.touches.includes(c))) / weight(journeys), 9)
  })
})

describe('slices merge to the same bits as one pass', () => {
  test.each([1, 2, 3] as const)('order %d, in any order, with replicates', (order) => {
    const options = { players: 6, order, bootstrap: { replicates: 20, seed: 9 } }
    const journeys = randomJourneys(order, { players: 6, count: 300 })
    const whole = countsOf(journeys, options)
    const random = new Random(order)
    const slices = [0, 1, 2, 3].map(() => new TransitionCounts(options))
    for (const journey of random.shuffle([...journeys])) slices[random.below(4)]!.add(journey)
    const merged = new TransitionCounts(options)
    for (const slice of slices) merged.merge(structuredClone(slice.snapshot()))
    expect(merged.snapshot()).toEqual(whole.snapshot())
    expect(removalEffects(merged, { by: 'value' })).toEqual(removalEffects(whole.snapshot(), { by: 'value' }))
  })

  test('parts with other settings are refused', () => {
    const counts = new TransitionCounts({ players: 3 })
    expect(() => counts.merge(new TransitionCounts({ players: 4 }))).toThrow(
      'players must be the same in both parts (3), got 4',
    )
    expect(() => counts.merge(new TransitionCounts({ players: 3, order: 2 }))).toThrow('order must be')
  })
})

test('bootstrap intervals cover the true effects about 90 times in 100', () => {
  // A chain with known effects: start → 0 or 1; 0 → 1 or out; 1 → conversion, 2 or out; 2 → conversion or out.
  const simulate = (random: Random, key: number): Journey => {
    const touches: number[] = []
    let at = random.uniform() < 0.6 ? 0 : 1
    for (;;) {
      touches.push(at)
      const u = random.uniform()
      if (at === 0 && u < 0.7) at = 1
      else if (at === 1 && u < 0.4) at = 2
      else return { touches, converted: at === 1 ? u < 0.6 : at === 2 && u < 0.5, key }
    }
  }
  const [from1, from2] = [0.2 + 0.4 * 0.5, 0.5]
  const reach1 = 0.4 + 0.6 * 0.7
  const whole = reach1 * from1
  const truth = [(0.6 * 0.7 * from1) / whole, 1, (reach1 * 0.4 * from2) / whole]
  const sum = truth.reduce((a, b) => a + b, 0)

  const runs = 300
  const random = new Random(77)
  const covered = [0, 0, 0]
  for (let run = 0; run < runs; run++) {
    const counts = new TransitionCounts({ players: 3, bootstrap: { replicates: 100, seed: run } })
    for (let key = 0; key < 250; key++) counts.add(simulate(random, key))
    const { interval } = known(removalEffects(counts, { level: 0.9 }))
    truth.forEach((r, c) => {
      if (interval!.low[c]! <= r / sum && r / sum <= interval!.high[c]!) covered[c]!++
    })
  }
  for (const count of covered) {
    expect(count / runs).toBeGreaterThan(0.84)
    expect(count / runs).toBeLessThan(0.95)
  }
})

test('the bootstrap is decided by seed and key; journeys of one key are resampled together', () => {
  const journeys = randomJourneys(1, { players: 4, count: 60 })
  const interval = (seed: number): unknown =>
    known(removalEffects(countsOf(journeys, { players: 4, bootstrap: { replicates: 50, seed } }))).interval
  expect(interval(1)).toEqual(interval(1))
  expect(interval(1)).not.toEqual(interval(2))
  const width = (perAccount: number): number => {
    const grouped = journeys.map((journey, i) => ({ ...journey, weight: 1, key: Math.floor(i / perAccount) }))
    const { low, high } = known(
      removalEffects(countsOf(grouped, { players: 4, bootstrap: { replicates: 200, seed: 3 } })),
    ).interval!
    return high[3]! - low[3]!
  }
  expect(width(20)).not.toBe(width(1))
  expect(() =>
    countsOf([{ touches: [0], converted: true }], { players: 1, bootstrap: { replicates: 2, seed: 0 } }),
  ).toThrow('key must be a whole number per journey or account')
})

test('without a touched conversion the answer is what is needed', () => {
  const needs = { enough: false, needs: 'at least 1 converting journey with a touch' }
  expect(removalEffects(new TransitionCounts({ players: 2 }))).toEqual(needs)
  expect(removalEffects(countsOf([{ touches: [1], converted: false }], { players: 2 }))).toEqual(needs)
  expect(removalEffects(countsOf([{ touches: [], converted: true }], { players: 2 }))).toEqual(needs)
  expect(removalEffects(countsOf([{ touches: [1], converted: true }], { players: 2 }), { by: 'value' })).toEqual({
    enough: false,
    needs: 'at least 1 converting journey with a touch and a value',
  })
})

test('impossible journeys are refused with the offending value, and change nothing', () => {
  const counts = countsOf([{ touches: [0], converted: true }], { players: 2 })
  const before = counts.snapshot()
  const message = (journey: object): string => {
    try {
      counts.add(journey as Journey)
    } catch (error) {
      return (error as Error).message
    }
    return 'accepted'
  }
  expect(message({ touches: [0, 2], converted: true })).toBe('touches[1] must be a player from 0 to 1, got 2')
  expect(message({ touches: [0.5], converted: true })).toContain('got 0.5')
  expect(message({ touches: [0], converted: 1 })).toBe('converted must be true or false, got 1')
  expect(message({ touches: [0], converted: true, weight: 0.5 })).toContain('weight must be a whole number')
  expect(message({ touches: [0], converted: true, value: -1 })).toContain('value must be a whole number, at least 0')
  expect(message({ touches: [0], converted: false, value: 5 })).toBe(
    'value must be 0 where a journey did not convert, got 5',
  )
  expect(message({ touches: [0], converted: true, weight: 2 ** 40, value: 2 ** 20 })).toContain('total of value')
  expect(counts.snapshot()).toEqual(before)
  expect(() => new TransitionCounts({ players: 0 })).toThrow('players must be a whole number, at least 1, got 0')
  expect(() => new TransitionCounts({ players: 1e5, order: 3 })).toThrow('few enough for order 3')
})
