import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { denseGame, randomJourneys } from '../testing/journeys.ts'
import { known, rounded } from '../testing/known.ts'
import type { Journey } from './journey.ts'
import { markovShapley } from './markov-shapley.ts'
import { removalEffects } from './removal-effects.ts'
import { TransitionCounts } from './transition-counts.ts'

function countsOf(journeys: readonly Journey[], players: number, order: 1 | 2 | 3 = 1): TransitionCounts {
  const counts = new TransitionCounts({ players, order })
  for (const journey of journeys) counts.add(journey)
  return counts
}

/** Shapley values by the definition: every order of joining for which v is asked by a dense solve. */
function byDefinition(game: (active: (player: number) => boolean) => number, n: number): number[] {
  const v = Array.from({ length: 2 ** n }, (_, s) => game((player) => (s >> player) % 2 === 1))
  const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1))
  return Array.from({ length: n }, (_, c) => {
    let sum = 0
    for (let s = 0; s < 2 ** n; s++) {
      if ((s >> c) % 2 === 1) continue
      const size = s.toString(2).replaceAll('0', '').length
      sum += ((factorial(size) * factorial(n - size - 1)) / factorial(n)) * (v[s | (1 << c)]! - v[s]!)
    }
    return sum
  })
}

test('the worked example', () => {
  const result = known(
    markovShapley(
      countsOf(
        [
          { touches: [0, 1], converted: true, weight: 2 },
          { touches: [0, 2], converted: false, weight: 2 },
          { touches: [1], converted: true },
        ],
        3,
      ),
    ),
  )
  expect(result.perJourney).toBeCloseTo(0.6, 12)
  expect(rounded(result.shapley)).toEqual([0.2, 0.4, 0])
  expect(rounded(result.share)).toEqual([0.3333, 0.6667, 0])
})

describe('enumeration equals the definition', () => {
  test.each([
    [1, 2],
    [1, 5],
    [1, 12],
    [2, 4],
    [3, 3],
  ] as const)('order %d with %d players', (order, players) => {
    for (const by of ['conversions', 'value'] as const) {
      const journeys = randomJourneys(players, { players, count: players === 12 ? 25 : 60 })
      const result = known(markovShapley(countsOf(journeys, players, order), { by }))
      const expected = byDefinition(denseGame(journeys, order, by), players)
      expect(result.method).toBe('enumeration')
      const scale = by === 'value' ? 500 : 1
      expected.forEach((value, c) => expect(Math.abs(result.shapley[c]! - value)).toBeLessThan(1e-10 * scale))
    }
  })
})

describe('sampling', () => {
  test.each([1, 2] as const)('stays within its stated error of the enumeration, order %d', (order) => {
    const players = 8
    let [within, all] = [0, 0]
    for (let seed = 0; seed < 12; seed++) {
      const counts = countsOf(randomJourneys(seed, { players, count: 100 }), players, order)
      const exact = known(markovShapley(counts))
      const sampled = known(markovShapley(counts, { enumerateUpTo: 0, pairs: 60, seed }))
      expect(sampled.method).toBe('sampling')
      exact.shapley.forEach((value, c) => {
        const error = Math.abs(sampled.shapley[c]! - value)
        expect(error).toBeLessThan(5 * sampled.standardError[c]!)
        if (error < 1.96 * sampled.standardError[c]!) within++
        all++
      })
    }
    expect(within / all).toBeGreaterThan(0.88)
  })

  test('sums to v(all) − v(none) and gives the same for the same seed', () => {
    const counts = countsOf(
      [...randomJourneys(3, { players: 30, count: 400 }), { touches: [], converted: true, weight: 20 }],
      30,
    )
    const result = known(markovShapley(counts, { pairs: 20, seed: 4 }))
    expect(result.method).toBe('sampling')
    const none = 20 / counts.totals.journeys
    expect(result.shapley.reduce((a, b) => a + b, none)).toBeCloseTo(
      counts.totals.conversions / counts.totals.journeys,
      12,
    )
    expect(markovShapley(counts, { pairs: 20, seed: 4 })).toEqual(result)
    expect(markovShapley(counts, { pairs: 20, seed: 5 })).not.toEqual(result)
  })
})

const anyJourneys = fc.array(
  fc.record({ touches: fc.array(fc.nat({ max: 3 }), { maxLength: 5 }), converted: fc.boolean() }),
  { maxLength: 15 },
)

test('the axioms hold: efficiency, no gain for a player never met, equal gain for players met alike', () => {
  fc.assert(
    fc.property(anyJourneys, (journeys) => {
      // Player 4 is met just as player 3 is, in mirrored journeys; player 5 never.
      const mirrored = journeys.flatMap((j) => [j, { ...j, touches: j.touches.map((p) => (p === 3 ? 4 : p)) }])
      const counts = countsOf(mirrored, 6)
      const result = markovShapley(counts)
      if (!result.enough) return
      const direct = mirrored.filter((j) => j.converted && j.touches.length === 0).length / mirrored.length
      expect(result.shapley.reduce((a, b) => a + b, direct)).toBeCloseTo(result.perJourney, 11)
      expect(result.shapley[4]).toBeCloseTo(result.shapley[3]!, 11)
      expect(result.shapley[5]).toBe(0)
      expect(Math.min(...result.shapley)).toBeGreaterThanOrEqual(-1e-15)
      expect(result.credit.reduce((a, b) => a + b, 0)).toBeCloseTo(result.total, 9)
      const removal = known(removalEffects(counts))
      expect(removal.perJourney).toBeCloseTo(result.perJourney, 11)
      // Joining last is what removal asks about; in this game it is the most that a player can add.
      result.shapley.forEach((value, c) =>
        expect(value).toBeLessThanOrEqual(removal.effect[c]! * result.perJourney + 1e-12),
      )
    }),
  )
})

test('without a touched conversion the answer is what is needed', () =>
  expect(markovShapley(countsOf([{ touches: [0], converted: false }], 1))).toEqual({
    enough: false,
    needs: 'at least 1 converting journey with a touch',
  }))

test('impossible queries are refused with the offending value', () => {
  const counts = countsOf([{ touches: [0], converted: true }], 1)
  expect(() => markovShapley(counts, { pairs: 1 })).toThrow('pairs must be a whole number, at least 2, got 1')
  expect(() => markovShapley(counts, { enumerateUpTo: 30 })).toThrow('enumerateUpTo')
  expect(() => markovShapley(counts, { seed: -1, enumerateUpTo: 0 })).toThrow('seed')
})
