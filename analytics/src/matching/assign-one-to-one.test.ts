import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { assignOneToOne } from './assign-one-to-one.ts'

interface Pair {
  left: number
  right: number
  weight: number
}

const choose = (pairs: readonly Pair[]): number[] =>
  assignOneToOne(
    pairs.map(({ left }) => left),
    pairs.map(({ right }) => right),
    pairs.map(({ weight }) => weight),
  )

test('the worked example: two good pairs beat the best one', () => {
  expect(assignOneToOne([0, 0, 1], [0, 1, 0], [5, 4, 3])).toEqual([1, 2])
})

test('the best pair wins where the others do not make up for it', () => {
  expect(assignOneToOne([0, 0, 1], [0, 1, 0], [9, 4, 3])).toEqual([0])
})

/** Every choice of pairs. */
function best(pairs: readonly Pair[], at = 0, used: ReadonlySet<string> = new Set()): number {
  const pair = pairs[at]
  if (pair === undefined) return 0
  const skip = best(pairs, at + 1, used)
  const keys = [`l${pair.left}`, `r${pair.right}`]
  if (keys.some((key) => used.has(key))) return skip
  return Math.max(skip, pair.weight + best(pairs, at + 1, new Set([...used, ...keys])))
}

test('the sum is the best of all choices, and no record is used twice', () => {
  const id = fc.integer({ min: 0, max: 4 })
  const pair = fc.record({ left: id, right: id, weight: fc.integer({ min: -3, max: 12 }) })
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 12 }), (pairs) => {
      const chosen = choose(pairs).map((at) => pairs[at]!)
      expect(new Set(chosen.map(({ left }) => left)).size).toBe(chosen.length)
      expect(new Set(chosen.map(({ right }) => right)).size).toBe(chosen.length)
      expect(chosen.every(({ weight }) => weight > 0)).toBe(true)
      expect(chosen.reduce((sum, { weight }) => sum + weight, 0)).toBe(best(pairs))
    }),
    { seed: 5, numRuns: 2000 },
  )
})

test('one crowded part of 400 by 400 is solved exactly: its prices prove it', () => {
  const random = new Random(11)
  const n = 400
  const pairs = Array.from({ length: 8000 }, () => ({
    left: random.below(n),
    right: random.below(n),
    weight: random.uniform(),
  }))
  const chosen = choose(pairs)
  const greedy = pairs
    .toSorted((a, b) => b.weight - a.weight)
    .reduce(
      (state, { left, right, weight }) => {
        if (state.left.has(left) || state.right.has(right)) return state
        state.left.add(left)
        state.right.add(right)
        return { ...state, sum: state.sum + weight }
      },
      { left: new Set<number>(), right: new Set<number>(), sum: 0 },
    ).sum
  const sum = chosen.reduce((total, at) => total + pairs[at]!.weight, 0)
  expect(sum).toBeGreaterThan(greedy)
  expect(sum).toBeCloseTo(reverse(pairs), 9)
})

/** The same problem with left and right exchanged and the pairs in another order must have the same value. */
function reverse(pairs: readonly Pair[]): number {
  const turned = pairs.toReversed().map(({ left, right, weight }) => ({ left: right, right: left, weight }))
  return choose(turned).reduce((total, at) => total + turned[at]!.weight, 0)
}

test('nothing to choose from gives nothing', () => {
  expect(assignOneToOne([], [], [])).toEqual([])
  expect(assignOneToOne([1], [2], [-1])).toEqual([])
})

test('bad input is refused', () => {
  expect(() => assignOneToOne([0], [0, 1], [1])).toThrow('right must be as long as left (1), got a list of 2')
  expect(() => assignOneToOne([0], [0], [NaN])).toThrow('weight[0] must be a finite number, got NaN')
  expect(() => assignOneToOne([-1], [0], [1])).toThrow('left[0]')
})
