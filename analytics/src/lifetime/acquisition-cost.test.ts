import fc from 'fast-check'
import { expect, test } from 'vitest'
import { acquisitionCost, type SharedCostKey } from './acquisition-cost.ts'

const channels = [
  { direct: 60_000, newCustomers: 3, weight: 1 },
  { direct: 40_000, newCustomers: 1, weight: 9 },
]
const cac = (key: SharedCostKey): unknown[] =>
  acquisitionCost(channels, 20_000, key).map((channel) => [channel.shared, channel.cac.enough && channel.cac.value])

test('the worked example, and every other key', () => {
  expect(cac('customers')).toEqual([
    [15_000, 25_000],
    [5_000, 45_000],
  ])
  expect(cac('direct')).toEqual([
    [12_000, 24_000],
    [8_000, 48_000],
  ])
  expect(cac('equal')).toEqual([
    [10_000, 70_000 / 3],
    [10_000, 50_000],
  ])
  expect(cac('weights')).toEqual([
    [2_000, 62_000 / 3],
    [18_000, 58_000],
  ])
})

test('a channel without new customers has cost and no CAC', () => {
  const [first] = acquisitionCost([{ direct: 500, newCustomers: 0 }], 100, 'equal')
  expect(first).toEqual({
    direct: 500,
    shared: 100,
    total: 600,
    cac: { enough: false, needs: 'at least 1 new customer, has 0' },
  })
})

test('every cent of shared cost is carried by a channel', () => {
  const channel = fc.record({
    direct: fc.nat(),
    newCustomers: fc.nat({ max: 1000 }),
    weight: fc.double({ min: 0.1, max: 9, noNaN: true }),
  })
  const key = fc.constantFrom<SharedCostKey>('customers', 'direct', 'equal', 'weights')
  fc.assert(
    fc.property(fc.array(channel, { minLength: 1, maxLength: 8 }), fc.nat(), key, (list, shared, by) => {
      fc.pre(list.some((c) => c.direct > 0 && c.newCustomers > 0))
      const parts = acquisitionCost(list, shared, by)
      expect(parts.reduce((sum, part) => sum + part.shared, 0)).toBe(shared)
      parts.forEach((part) => expect(part.total).toBe(part.direct + part.shared))
    }),
  )
})

test('impossible input is refused with the offending value', () => {
  expect(() => acquisitionCost([{ direct: 0.5, newCustomers: 1 }], 0, 'equal')).toThrow(
    'channels[0].direct must be a whole number',
  )
  expect(() => acquisitionCost([{ direct: 5, newCustomers: 0 }], 10, 'customers')).toThrow(
    'weights must be above 0 somewhere',
  )
  expect(() => acquisitionCost([{ direct: 5, newCustomers: 1 }], 10, 'weights')).toThrow('channels[0].weight')
  expect(() => acquisitionCost([{ direct: 5, newCustomers: 1 }], 10, 'revenue' as SharedCostKey)).toThrow(
    'got "revenue"',
  )
})
