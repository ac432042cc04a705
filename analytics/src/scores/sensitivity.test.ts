import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { known } from '../testing/known.ts'
import { CompositeScore } from './composite-score.ts'
import { sensitivity } from './sensitivity.ts'

const scoreOf = (weights: readonly number[], aggregation: 'arithmetic' | 'geometric' = 'arithmetic'): CompositeScore =>
  new CompositeScore({
    components: weights.map((weight, i) => ({
      name: `c${i}`,
      weight,
      scale: { kind: 'goalposts', low: 0, high: 100 },
    })),
    aggregation,
  })

test('the worked example: a component on which all are alike decides nothing, whatever its weight', () => {
  const { components } = known(
    sensitivity(scoreOf([1, 1]), [
      [10, 5],
      [50, 5],
      [90, 5],
    ]),
  )
  expect(components.map(({ weight }) => weight)).toEqual([0.5, 0.5])
  expect(components.map(({ importance }) => Number(importance.toFixed(12)))).toEqual([1, 0])
  expect(components.map(({ rankShift }) => rankShift)).toEqual([2 / 3, 0])
})

test('independent components matter as the squares of weight × spread', () => {
  const random = new Random(1)
  const inputs = Array.from({ length: 20_000 }, () => [100 * random.uniform(), 100 * random.uniform()])
  const [a, b] = known(sensitivity(scoreOf([3, 1]), inputs)).components
  expect(a!.importance).toBeCloseTo(0.9, 2)
  expect(b!.importance).toBeCloseTo(0.1, 2)
  expect(a!.rankShift).toBeGreaterThan(b!.rankShift)
})

test('geometric scores of zero are handled', () => {
  const { components } = known(
    sensitivity(scoreOf([1, 1], 'geometric'), [
      [0, 5],
      [50, 0],
      [90, 5],
    ]),
  )
  expect(components.every(({ importance, rankShift }) => Number.isFinite(importance + rankShift))).toBe(true)
})

test('too few entities, or equal scores, are not enough', () => {
  expect(sensitivity(scoreOf([1]), [[1], [2]])).toEqual({ enough: false, needs: 'at least 3 entities, has 2' })
  expect(sensitivity(scoreOf([1]), [[1], [1], [1]])).toEqual({ enough: false, needs: 'scores that differ' })
})

test('impossible input is refused with the offending value', () =>
  expect(() => sensitivity(scoreOf([1]), [[NaN]])).toThrow('inputs[0][0]'))
