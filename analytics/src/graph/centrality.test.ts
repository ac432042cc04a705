import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rounded } from '../testing/known.ts'
import { centrality } from './centrality.ts'
import { graphOf } from './graph.ts'

test('the worked example', () => {
  const { degree, betweenness, closeness } = centrality(graphOf(3, [0, 1], [1, 2]))
  expect([[...degree], [...betweenness], [...closeness]]).toEqual([
    [1, 2, 1],
    [0, 1, 0],
    [0.75, 1, 0.75],
  ])
})

describe("Krackhardt's kite, where degree, closeness and betweenness name three different centres", () => {
  const edges = '0-1 0-2 0-3 0-5 1-3 1-4 1-6 2-3 2-5 3-4 3-5 3-6 4-6 5-6 5-7 6-7 7-8 8-9'
    .split(' ')
    .map((edge) => edge.split('-').map(Number))
  const { degree, betweenness, closeness, pageRank } = centrality(
    graphOf(
      10,
      edges.map(([a]) => a!),
      edges.map(([, b]) => b!),
    ),
  )
  test('degree', () => expect([...degree]).toEqual([4, 4, 3, 6, 3, 5, 5, 3, 2, 1]))
  test('betweenness', () =>
    expect(rounded(betweenness, 6)).toEqual([
      0.023148, 0.023148, 0, 0.101852, 0, 0.231481, 0.231481, 0.388889, 0.222222, 0,
    ]))
  test('harmonic closeness', () =>
    expect(rounded(closeness, 6)).toEqual([
      0.675926, 0.675926, 0.62037, 0.787037, 0.62037, 0.759259, 0.759259, 0.666667, 0.518519, 0.37963,
    ]))
  test('PageRank', () =>
    expect(rounded(pageRank, 5)).toEqual([
      0.10192, 0.10192, 0.07942, 0.14715, 0.07942, 0.12891, 0.12891, 0.09525, 0.08569, 0.05142,
    ]))
})

const graph = fc
  .integer({ min: 2, max: 12 })
  .chain((n) =>
    fc.tuple(
      fc.constant(n),
      fc.array(fc.tuple(fc.nat({ max: n - 1 }), fc.nat({ max: n - 1 })).filter(([a, b]) => a !== b)),
    ),
  )

test('betweenness is what counting all shortest paths says', () => {
  fc.assert(
    fc.property(graph, ([n, edges]) => {
      const built = graphOf(
        n,
        edges.map(([a]) => a),
        edges.map(([, b]) => b),
      )
      const linked = (a: number, b: number): boolean =>
        edges.some(([x, y]) => (x === a && y === b) || (x === b && y === a))
      const nodes = Array.from({ length: n }, (_, i) => i)
      const paths = (from: number, to: number): number[][] => {
        let level = [[from]]
        const seen = new Set([from])
        while (level.length > 0) {
          const done = level.filter((path) => path.at(-1) === to)
          if (done.length > 0) return done
          level = level.flatMap((path) =>
            nodes.filter((v) => !seen.has(v) && linked(path.at(-1)!, v)).map((v) => [...path, v]),
          )
          level.forEach((path) => seen.add(path.at(-1)!))
        }
        return []
      }
      const sums = nodes.map(() => 0)
      for (let s = 0; s < n; s++) {
        for (let t = 0; t < s; t++) {
          const all = paths(s, t)
          for (const path of all) for (const v of path.slice(1, -1)) sums[v]! += 1 / all.length
        }
      }
      const scale = Math.max(1, ((n - 1) * (n - 2)) / 2)
      expect(rounded(centrality(built).betweenness, 9)).toEqual(
        rounded(
          sums.map((sum) => sum / scale),
          9,
        ),
      )
    }),
    { numRuns: 40 },
  )
})

test('a pair given twice is one edge; PageRank sums to 1; lonely nodes are 0', () => {
  fc.assert(
    fc.property(graph, ([n, edges]) => {
      const once = graphOf(
        n + 1,
        edges.map(([a]) => a),
        edges.map(([, b]) => b),
      )
      const twice = graphOf(
        n + 1,
        edges.flat(),
        edges.flatMap(([a, b]) => [b, a]),
      )
      expect(twice).toEqual(once)
      const { degree, betweenness, closeness, pageRank } = centrality(once)
      expect(pageRank.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 10)
      expect([degree[n], betweenness[n], closeness[n]]).toEqual([0, 0, 0])
      expect(betweenness.every((b) => b >= 0 && b <= 1 + 1e-12)).toBe(true)
    }),
  )
})

test('impossible graphs are refused with the offending value', () => {
  expect(() => graphOf(2, [0], [2])).toThrow('to[0] must be a node from 0 to 1, got 2')
  expect(() => graphOf(2, [1], [1])).toThrow('to[0] must be another node than from[0], got 1')
  expect(() => graphOf(2, [0, 1], [1])).toThrow('to must be as long as from (2)')
  expect(() => graphOf(0, [], [])).toThrow('nodes')
  expect(() => centrality(graphOf(2, [0], [1]), 1)).toThrow('damping')
})
