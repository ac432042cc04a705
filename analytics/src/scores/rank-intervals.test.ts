import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { known } from '../testing/known.ts'
import { CompositeScore } from './composite-score.ts'
import { rankIntervals } from './rank-intervals.ts'
import { ranksOf } from './ranks.ts'

const scoreOf = (parts: number, low = 0, high = 100): CompositeScore =>
  new CompositeScore({
    components: Array.from({ length: parts }, (_, i) => ({
      name: `c${i}`,
      weight: 1 + i,
      scale: { kind: 'goalposts' as const, low, high },
    })),
    aggregation: 'arithmetic',
  })

test('the worked example', () => {
  const { rank, low, high } = known(rankIntervals(scoreOf(1), { inputs: [[90], [50], [48]], errors: [[5], [5], [5]] }))
  expect([...rank]).toEqual([1, 2, 3])
  expect([...low]).toEqual([1, 2, 2])
  expect([...high]).toEqual([1, 3, 3])
})

test('ranks: the largest first, equals share the mean', () =>
  expect([...ranksOf(Float64Array.of(5, 9, 5, 1))]).toEqual([2.5, 1, 2.5, 4]))

test('exact inputs and weights leave no doubt, and half are in the upper half', () => {
  const { rank, low, high, upperHalf } = known(
    rankIntervals(scoreOf(2), {
      inputs: [
        [10, 20],
        [90, 80],
        [40, 40],
        [50, 10],
      ],
    }),
  )
  expect([...rank]).toEqual([4, 1, 2, 3])
  expect([...low]).toEqual([...rank])
  expect([...high]).toEqual([...rank])
  expect([...upperHalf].map(Math.round)).toEqual([0, 1, 1, 0])
})

test('loose weights widen the ranks of those strong in one thing only', () => {
  const inputs = [
    [90, 10],
    [10, 90],
    [60, 60],
    [5, 5],
  ]
  const width = (weightConcentration: number): number[] => {
    const { low, high } = known(rankIntervals(scoreOf(2), { inputs, weightConcentration }))
    return Array.from(high, (h, i) => h - low[i]!)
  }
  expect(width(1e6)).toEqual([0, 0, 0, 0])
  expect(width(5)[0]).toBeGreaterThan(0)
  expect(width(5)[3]).toBe(0)
})

test('the same seed gives the same intervals', () => {
  const query = {
    inputs: [
      [50, 60],
      [55, 50],
      [40, 70],
    ],
    errors: [
      [5, 5],
      [5, 5],
      [5, 5],
    ],
    weightConcentration: 20,
  }
  expect(rankIntervals(scoreOf(2), { ...query, seed: 1 })).toEqual(rankIntervals(scoreOf(2), { ...query, seed: 1 }))
  expect(rankIntervals(scoreOf(2), { ...query, seed: 1 })).not.toEqual(rankIntervals(scoreOf(2), { ...query, seed: 2 }))
})

test.each([0.5, 1, 3])('intervals at 0.9 cover true ranks, spread %d times the error', (spread) => {
  const random = new Random(Math.round(10 * spread))
  const model = scoreOf(2, -1000, 1000)
  const [runs, n] = [50, 20]
  let covered = 0
  for (let run = 0; run < runs; run++) {
    const truth = Array.from({ length: n }, () => [10 * spread * random.normal(), 10 * spread * random.normal()])
    const errors = truth.map(() => [10, 10])
    const inputs = truth.map((row) => row.map((x) => x + 10 * random.normal()))
    const trueRanks = ranksOf(
      Float64Array.from(truth, (row) => model.aggregate(model.marks('truth', row), [1 / 3, 2 / 3])),
    )
    const { low, high } = known(rankIntervals(model, { inputs, errors, draws: 150, seed: run }))
    trueRanks.forEach((rank, i) => {
      if (low[i]! <= rank && rank <= high[i]!) covered++
    })
  }
  expect(covered / (runs * n)).toBeGreaterThan(0.88)
})

test('one entity has no ranking', () =>
  expect(rankIntervals(scoreOf(1), { inputs: [[5]] })).toEqual({
    enough: false,
    needs: 'at least 2 entities to rank, has 1',
  }))

test('impossible input is refused with the offending value', () => {
  const inputs = [[1], [2]]
  expect(() => rankIntervals(scoreOf(1), { inputs, errors: [[1]] })).toThrow('errors must be as long as inputs (2)')
  expect(() => rankIntervals(scoreOf(1), { inputs, errors: [[1], [-1]] })).toThrow('errors[1][0]')
  expect(() => rankIntervals(scoreOf(1), { inputs: [[1], [NaN]] })).toThrow('inputs[1][0]')
  expect(() => rankIntervals(scoreOf(1), { inputs, draws: 10 })).toThrow('draws')
  expect(() => rankIntervals(scoreOf(1), { inputs, weightConcentration: 0 })).toThrow('weightConcentration')
})
