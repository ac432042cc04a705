import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { known } from '../testing/known.ts'
import { graphOf } from './graph.ts'
import { linkBacktest, linkSuggestions } from './link-prediction.ts'

test('the worked example', () => {
  const [best] = linkSuggestions(graphOf(4, [0, 0, 1, 1], [1, 2, 2, 3]), 1)
  expect([best!.a, best!.b, best!.score]).toEqual([0, 3, 1 / 3])
  expect(best!.reasons).toEqual([{ neighbour: 1, points: 1 / 3 }])
})

test('each method weighs a shared neighbour as it says', () => {
  const graph = graphOf(5, [0, 1, 2, 0, 1], [2, 2, 4, 3, 3])
  const score = (method: 'resource-allocation' | 'adamic-adar' | 'common-neighbours'): number =>
    linkSuggestions(graph, 99, method).find(({ a, b }) => a === 0 && b === 1)!.score
  expect(score('common-neighbours')).toBe(2)
  expect(score('resource-allocation')).toBeCloseTo(1 / 3 + 1 / 2, 12)
  expect(score('adamic-adar')).toBeCloseTo(1 / Math.log(3) + 1 / Math.LN2, 12)
})

test('suggestions are all unlinked pairs with a shared neighbour, best first, and reasons sum to the score', () => {
  const edges = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 })).filter(([a, b]) => a !== b))
  fc.assert(
    fc.property(edges, (list) => {
      const linked = (a: number, b: number): boolean =>
        list.some(([x, y]) => (x === a && y === b) || (x === b && y === a))
      const nodes = Array.from({ length: 10 }, (_, i) => i)
      const expected = nodes.flatMap((a) =>
        nodes
          .filter((b) => a < b && !linked(a, b) && nodes.some((z) => linked(a, z) && linked(b, z)))
          .map((b) => `${a}-${b}`),
      )
      const got = linkSuggestions(
        graphOf(
          10,
          list.map(([a]) => a),
          list.map(([, b]) => b),
        ),
        99,
      )
      expect(got.map(({ a, b }) => `${a}-${b}`).toSorted()).toEqual(expected.toSorted())
      got.forEach(({ score, reasons }, i) => {
        expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 12)
        if (i > 0) expect(score).toBeLessThanOrEqual(got[i - 1]!.score)
      })
    }),
  )
})

/** Communities that work together inside, or pairs at random. */
function ecosystem(seed: number, inside: number): ReturnType<typeof graphOf> {
  const random = new Random(seed)
  const [from, to]: [number[], number[]] = [[], []]
  for (let a = 0; a < 120; a++) {
    for (let b = 0; b < a; b++) {
      if (random.uniform() < (a % 10 === b % 10 ? inside : 0.05)) {
        from.push(a)
        to.push(b)
      }
    }
  }
  return graphOf(120, from, to)
}

test('the backtest finds structure where there is some, and a coin where there is none', () => {
  const clear = known(linkBacktest(ecosystem(1, 0.7)))
  expect(clear.auc).toBeGreaterThan(0.75)
  expect(clear.auc).toBeGreaterThan(clear.byDegree)
  const noise = known(linkBacktest(ecosystem(2, 0.05)))
  expect(Math.abs(noise.auc - 0.5)).toBeLessThan(0.1)
  expect(linkBacktest(ecosystem(1, 0.7), { seed: 4 })).toEqual(linkBacktest(ecosystem(1, 0.7), { seed: 4 }))
})

test('too few links, or nothing unlinked, are not enough', () => {
  expect(linkBacktest(graphOf(3, [0], [1]))).toEqual({
    enough: false,
    needs: 'at least 20 links to hide and as many unlinked pairs, has 0 and 2',
  })
})

test('impossible queries are refused with the offending value', () => {
  expect(() => linkSuggestions(graphOf(2, [0], [1]), 0)).toThrow('limit must be a whole number, at least 1, got 0')
  expect(() => linkBacktest(graphOf(2, [0], [1]), { hide: 0.9 })).toThrow('hide')
})
