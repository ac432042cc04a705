import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clusterPairs } from './cluster-pairs.ts'

test('the worked example: a weak link does not extend a strong pair', () => {
  expect(Array.from(clusterPairs({ size: 4, left: [0, 1], right: [1, 2], logOdds: [8, 1] }))).toEqual([0, 0, 2, 3])
})

test('a triangle is one company, also by its weak side', () => {
  expect(Array.from(clusterPairs({ size: 3, left: [0, 1, 0], right: [1, 2, 2], logOdds: [8, 5, -1] }))).toEqual([
    0, 0, 0,
  ])
})

test('a chain of a thousand lookalikes does not merge the world', () => {
  const size = 1000
  const left = Array.from({ length: size - 1 }, (_, i) => i)
  const groups = clusterPairs({ size, left, right: left.map((i) => i + 1), logOdds: left.map(() => 3) })
  const sizes = new Map<number, number>()
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  expect(Math.max(...sizes.values())).toBeLessThanOrEqual(3)
})

test('a clique stops at the largest size allowed', () => {
  const pairs = Array.from({ length: 10 }, (_, i) => Array.from({ length: i }, (__, j) => [j, i])).flat()
  const input = { size: 10, left: pairs.map((p) => p[0]!), right: pairs.map((p) => p[1]!), logOdds: pairs.map(() => 5) }
  expect(new Set(clusterPairs(input)).size).toBe(1)
  const capped = clusterPairs({ ...input, maxSize: 5 })
  for (const group of new Set(capped)) expect(capped.filter((other) => other === group).length).toBeLessThanOrEqual(5)
})

test('a group is named by its smallest record, and joins only what is linked', () => {
  const id = fc.integer({ min: 0, max: 9 })
  const pair = fc.record({ left: id, right: id, logOdds: fc.double({ min: -5, max: 10, noNaN: true }) })
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 25 }), (pairs) => {
      const input = {
        size: 10,
        left: pairs.map((p) => p.left),
        right: pairs.map((p) => p.right),
        logOdds: pairs.map((p) => p.logOdds),
      }
      const groups = clusterPairs(input)
      groups.forEach((group, record) => {
        expect(group).toBeLessThanOrEqual(record)
        expect(groups[group]).toBe(group)
        const mates = pairs.filter((p) => p.logOdds > 0 && (p.left === record || p.right === record))
        if (group !== record) expect(mates.some((p) => groups[p.left] === groups[p.right])).toBe(true)
      })
      expect(clusterPairs(input)).toEqual(groups)
    }),
    { seed: 7, numRuns: 500 },
  )
})

test('bad input is refused', () => {
  const pairs = { left: [0], right: [5], logOdds: [1] }
  expect(() => clusterPairs({ size: 3, ...pairs })).toThrow('right[0] must be a record number below 3, got 5')
  expect(() => clusterPairs({ size: 9, ...pairs, logOdds: [Infinity] })).toThrow('logOdds[0]')
  expect(() => clusterPairs({ size: 9, ...pairs, missing: 1 })).toThrow('missing')
})
