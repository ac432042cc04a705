import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Random } from '../random.ts'
import { randomJourneys } from '../testing/journeys.ts'
import { known, rounded } from '../testing/known.ts'
import { equalSplit, firstTouch, lastTouch, linear, positionBased, timeDecay } from './credit-rules.ts'
import { CreditSums } from './credit-sums.ts'
import type { Journey } from './journey.ts'

test('the worked example', () => {
  const sums = new CreditSums(2, linear)
  sums.add({ touches: [0, 1, 1], converted: true, value: 900 })
  sums.add({ touches: [0], converted: true, value: 300 })
  sums.add({ touches: [1], converted: false })
  const conversions = known(sums.credits())
  expect(rounded(conversions.share)).toEqual([0.6667, 0.3333])
  expect(rounded(conversions.credit)).toEqual([1.3333, 0.6667])
  expect(conversions.total).toBe(2)
  const value = known(sums.credits({ by: 'value' }))
  expect(rounded(value.credit)).toEqual([600, 600])
  expect(value.total).toBe(1200)
})

const rules = { firstTouch, lastTouch, linear, position: positionBased(), decay: timeDecay(5), equalSplit }
const timed = (journeys: readonly Journey[]): Journey[] =>
  journeys.map((journey) => ({ ...journey, times: Array.from(journey.touches, (_, i) => i * i) }))

describe.each(Object.entries(rules))('%s', (_name, rule) => {
  const journeys = timed(randomJourneys(2, { players: 5, count: 300 }))

  test('credits sum to the conversions and to their value', () => {
    const sums = new CreditSums(5, rule)
    for (const journey of journeys) sums.add(journey)
    sums.add({ touches: [], times: [], converted: true, value: 50, weight: 2 })
    for (const by of ['conversions', 'value'] as const) {
      const { credit, total, unattributed } = known(sums.credits({ by }))
      expect(credit.reduce((a, b) => a + b, 0) / total).toBeCloseTo(1, 12)
      expect(total + unattributed).toBe(sums.totals[by])
      expect(unattributed).toBe(by === 'value' ? 100 : 2)
    }
  })

  test('slices merge to the same bits as one pass, replicates too', () => {
    const bootstrap = { replicates: 10, seed: 3 }
    const whole = new CreditSums(5, rule, bootstrap)
    for (const journey of journeys) whole.add(journey)
    const random = new Random(8)
    const slices = [0, 1, 2].map(() => new CreditSums(5, rule, bootstrap))
    for (const journey of random.shuffle([...journeys])) slices[random.below(3)]!.add(journey)
    const merged = new CreditSums(5, rule, bootstrap)
    for (const slice of slices) merged.merge(structuredClone(slice.snapshot()))
    expect(merged.snapshot()).toEqual(whole.snapshot())
    expect(merged.credits({ by: 'value' })).toEqual(whole.credits({ by: 'value' }))
  })
})

test('sums of fractions do not depend on their order', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 7 }), { minLength: 1 }), (list) => {
      const snapshots = [list, list.toReversed()].map((touches) => {
        const sums = new CreditSums(4, linear)
        for (const t of touches) sums.add({ touches: t, converted: true, value: 12_345 })
        return sums.snapshot()
      })
      expect(snapshots[0]).toEqual(snapshots[1])
    }),
  )
})

test('bootstrap intervals cover the true share about 90 times in 100', () => {
  const random = new Random(5)
  const runs = 300
  let covered = 0
  for (let run = 0; run < runs; run++) {
    const sums = new CreditSums(2, firstTouch, { replicates: 200, seed: run })
    for (let key = 0; key < 200; key++) {
      const first = random.uniform() < 0.3 ? 0 : 1
      sums.add({ touches: [first, 1 - first], converted: random.uniform() < 0.5, key })
    }
    const { interval } = known(sums.credits({ level: 0.9 }))
    if (interval!.low[0]! <= 0.3 && 0.3 <= interval!.high[0]!) covered++
  }
  expect(covered / runs).toBeGreaterThan(0.85)
  expect(covered / runs).toBeLessThan(0.95)
})

test('without a touched conversion the answer is what is needed', () => {
  const sums = new CreditSums(1, linear)
  sums.add({ touches: [0], converted: false })
  expect(sums.credits()).toEqual({ enough: false, needs: 'at least 1 converting journey with a touch' })
  sums.add({ touches: [0], converted: true })
  expect(sums.credits({ by: 'value' })).toMatchObject({ enough: false })
})

test('a refused journey changes nothing, and parts of another size are not merged', () => {
  const sums = new CreditSums(2, timeDecay(7))
  const before = sums.snapshot()
  expect(() => sums.add({ touches: [0, 1], times: [1], converted: true })).toThrow('times must be as long as touches')
  expect(() => sums.add({ touches: [5], times: [1], converted: true })).toThrow(
    'touches[0] must be a player from 0 to 1, got 5',
  )
  expect(sums.snapshot()).toEqual(before)
  expect(() => sums.merge(new CreditSums(3, linear))).toThrow('players must be the same in both parts (2), got 3')
})
