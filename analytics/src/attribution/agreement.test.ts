import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agreement } from './agreement.ts'

test('the worked example', () => {
  const [pair] = agreement({ first: [0.6, 0.3, 0.1], last: [0.2, 0.5, 0.3] })
  expect(pair!.models).toEqual(['first', 'last'])
  expect(pair!.moved).toBeCloseTo(0.4, 12)
  expect(pair!.rank).toBeCloseTo(-1 / 3, 12)
  expect(pair!.most.player).toBe(0)
  expect(pair!.most.difference).toBeCloseTo(-0.4, 12)
})

test('models that agree move nothing; opposite rankings have τ of −1; ties have no ranking', () => {
  expect(agreement({ a: [1, 2, 3], b: [2, 4, 6] })).toMatchObject([{ moved: 0, rank: 1 }])
  expect(agreement({ a: [1, 2, 3], b: [3, 2, 1] })).toMatchObject([{ rank: -1 }])
  expect(agreement({ a: [1, 1], b: [3, 1] })).toMatchObject([{ rank: null }])
  expect(agreement({ a: [1, 0], b: [0, 1] })).toMatchObject([{ moved: 1 }])
})

test('three models give three pairs, within bounds, the same both ways round', () => {
  const share = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 4, maxLength: 4 })
  fc.assert(
    fc.property(share, share, share, (a, b, c) => {
      fc.pre([a, b, c].every((s) => s.some((x) => x > 0)))
      const pairs = agreement({ a, b, c })
      const reverse = agreement({ c, b, a })
      expect(pairs.map(({ models }) => models.join())).toEqual(['a,b', 'a,c', 'b,c'])
      for (const { models, moved, rank } of pairs) {
        expect(moved >= 0 && moved <= 1 + 1e-12).toBe(true)
        expect(rank === null || Math.abs(rank) <= 1 + 1e-12).toBe(true)
        const same = reverse.find((pair) => pair.models.toSorted().join() === models.toSorted().join())
        expect(same!.moved).toBeCloseTo(moved, 12)
      }
    }),
  )
})

test('impossible input is refused with the offending value', () => {
  expect(() => agreement({ a: [1] })).toThrow('at least 2 models')
  expect(() => agreement({ a: [1], b: [1, 2] })).toThrow('b must be as long as a (1)')
  expect(() => agreement({ a: [1], b: [-1] })).toThrow('b[0] must be a finite share, at least 0, got -1')
  expect(() => agreement({ a: [1], b: [0] })).toThrow('sum of b must be above 0, got 0')
})
