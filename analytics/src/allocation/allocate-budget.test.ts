import { describe, expect, test } from 'vitest'
import { Random } from '../random.ts'
import { type Activity, allocateBudget, type AllocationInput, type GroupLimits } from './allocate-budget.ts'
import { marginalResponse, response, type ResponseCurve } from './response-curve.ts'

const log = (scale: number, half: number): ResponseCurve => ({ kind: 'log', scale, half })
const hill = (top: number, half: number, shape: number): ResponseCurve => ({ kind: 'hill', top, half, shape })

/** Best value for every exact total, over all ways to spend whole units: exhaustive dynamic programming. */
function bestByTotal(activities: readonly Activity[], budget: number): Float64Array {
  let best = new Float64Array(budget + 1).fill(-Infinity)
  best[0] = 0
  for (const { curve, value = 1, floor = 0, cap = budget, lot = 0 } of activities) {
    const next = new Float64Array(budget + 1).fill(-Infinity)
    for (let x = 0; x <= Math.min(cap, budget); x++) {
      if (x < floor || (x > 0 && x < lot)) continue
      const gain = value * response(curve, x)
      for (let total = x; total <= budget; total++) next[total] = Math.max(next[total]!, best[total - x]! + gain)
    }
    best = next
  }
  return best
}

function dynamicProgramming({ activities, budget, groups = {}, leastReturn = 0 }: AllocationInput): number {
  const names = [undefined, ...Object.keys(groups)]
  let best = new Float64Array(budget + 1).fill(-Infinity)
  best[0] = 0
  for (const name of names) {
    const limits: GroupLimits = name === undefined ? {} : groups[name]!
    const own = bestByTotal(
      activities.filter(({ group }) => group === name),
      budget,
    )
    const next = new Float64Array(budget + 1).fill(-Infinity)
    for (let x = limits.floor ?? 0; x <= Math.min(budget, limits.cap ?? budget); x++) {
      for (let total = x; total <= budget; total++) next[total] = Math.max(next[total]!, best[total - x]! + own[x]!)
    }
    best = next
  }
  return best.reduce((top, value, total) => Math.max(top, value + leastReturn * (budget - total)), -Infinity)
}

function anyActivity(random: Random, kinds: 'concave' | 's-shaped' | 'mixed', group?: string): Activity {
  const draw = kinds === 's-shaped' ? 0.9 : kinds === 'concave' ? random.uniform() * 0.8 : random.uniform()
  const curve: ResponseCurve =
    draw < 0.3
      ? log(10 + 90 * random.uniform(), 20 + 400 * random.uniform())
      : draw < 0.6
        ? { kind: 'power', scale: 10 + 50 * random.uniform(), unit: 100, exponent: 0.2 + 0.6 * random.uniform() }
        : draw < 0.8
          ? hill(50 + 150 * random.uniform(), 50 + 500 * random.uniform(), 0.4 + 0.6 * random.uniform())
          : hill(50 + 150 * random.uniform(), 50 + 500 * random.uniform(), 1.2 + 4 * random.uniform())
  const floor = random.uniform() < 0.3 ? random.below(60) : 0
  return {
    curve,
    value: 0.5 + random.uniform(),
    floor,
    ...(random.uniform() < 0.5 ? { cap: floor + 200 + random.below(500) } : {}),
    ...(random.uniform() < 0.4 ? { lot: 50 + random.below(120) } : {}),
    ...(group === undefined ? {} : { group }),
  }
}

function expectOptimal(input: AllocationInput): void {
  const plan = allocateBudget(input)
  const best = dynamicProgramming(input)
  expect(plan.value).toBeGreaterThanOrEqual(best - 1e-6 * Math.abs(best))
  expect(plan.bound).toBeGreaterThanOrEqual(best - 1e-9 * Math.abs(best))
  expect(plan.value).toBeLessThanOrEqual(best + 1e-9 * Math.abs(best))
}

describe('within 1e-6 of exhaustive dynamic programming, and the bound is one', () => {
  test.each(['concave', 's-shaped', 'mixed'] as const)('%s curves with floors, caps and lots', (kinds) => {
    for (let seed = 0; seed < 25; seed++) {
      const random = new Random(seed)
      const activities = Array.from({ length: 2 + random.below(5) }, () => anyActivity(random, kinds))
      expectOptimal({ activities, budget: 500 + random.below(500) })
    }
  })

  test('groups with floors and caps', () => {
    for (let seed = 0; seed < 25; seed++) {
      const random = new Random(seed, 1)
      const names = ['north', 'south', undefined]
      const activities = Array.from({ length: 6 }, (_, i) => anyActivity(random, 'mixed', names[i % 3]))
      const south = 150 + random.below(150)
      expectOptimal({
        activities,
        budget: 800,
        groups: { north: { cap: 200 + random.below(150) }, south: { floor: south, cap: south + random.below(200) } },
      })
    }
  })

  test('money that is worth something unspent', () => {
    for (let seed = 0; seed < 15; seed++) {
      const random = new Random(seed, 2)
      const activities = Array.from({ length: 4 }, () => anyActivity(random, 'mixed'))
      expectOptimal({ activities, budget: 900, leastReturn: 0.02 + 0.2 * random.uniform() })
    }
  })
})

test('the worked example', () => {
  const plan = allocateBudget({ budget: 100, activities: [{ curve: log(1, 1) }, { curve: log(1, 1), value: 2 }] })
  expect(Array.from(plan.spend)).toEqual([33, 67])
  expect(plan.shadowPrice).toBeCloseTo(3 / 102, 9)
})

test('an S-shaped curve that a local solver never leaves: all the money goes where it reaches the threshold', () => {
  // At an equal split both stand before their threshold, and small moves gain nothing.
  const activities = [{ curve: hill(100, 100, 6) }, { curve: hill(100, 100, 6) }]
  const plan = allocateBudget({ budget: 100, activities })
  expect(Array.from(plan.spend).sort((a, b) => a - b)).toEqual([0, 100])
  expect(plan.value).toBeCloseTo(50, 9)
})

test('free activities share one marginal return, the shadow price; held ones do not', () => {
  const activities = [
    { curve: log(50, 2000) },
    { curve: log(80, 5000) },
    { curve: { kind: 'power', scale: 10, unit: 1000, exponent: 0.4 } as const },
    { curve: log(500, 9000), cap: 10_000 },
    { curve: log(1, 9000), floor: 5000 },
  ]
  const plan = allocateBudget({ budget: 100_000, activities })
  for (const i of [0, 1, 2]) expect(plan.marginalReturn[i]! / plan.shadowPrice).toBeCloseTo(1, 3)
  expect(plan.marginalReturn[3]).toBeGreaterThan(plan.shadowPrice)
  expect(plan.marginalReturn[4]).toBeLessThan(plan.shadowPrice)
  const more = allocateBudget({ budget: 100_100, activities })
  expect((more.value - plan.value) / 100 / plan.shadowPrice).toBeCloseTo(1, 2)
})

test('a group’s price says what its cap costs', () => {
  const activities = [{ curve: log(100, 1000), group: 'north' }, { curve: log(100, 1000) }]
  const capped = (cap: number) => allocateBudget({ budget: 100_000, activities, groups: { north: { cap } } })
  const plan = capped(20_000)
  expect(plan.spend[0]).toBe(20_000)
  expect((capped(20_100).value - plan.value) / 100 / plan.groupPrices['north']!).toBeCloseTo(1, 1)
  const floored = allocateBudget({ budget: 100_000, activities, groups: { north: { floor: 80_000 } } })
  expect(floored.spend[0]).toBe(80_000)
  expect(floored.groupPrices['north']).toBeLessThan(0)
})

test('cents sum exactly, whatever the numbers', () => {
  for (let seed = 0; seed < 40; seed++) {
    const random = new Random(seed, 3)
    const activities = Array.from({ length: 1 + random.below(30) }, () => ({
      curve: log(1 + random.uniform(), 1 + 1e6 * random.uniform()),
    }))
    const budget = random.below(1e9)
    const plan = allocateBudget({ budget, activities })
    expect(plan.spend.reduce((sum, x) => sum + x, 0)).toBe(budget)
    expect(plan.spend.every((x) => Number.isInteger(x) && x >= 0)).toBe(true)
    expect(plan.gap).toBeLessThan(1e-6)
  }
})

test('limits hold in every plan', () => {
  for (let seed = 0; seed < 40; seed++) {
    const random = new Random(seed, 4)
    const activities = Array.from({ length: 12 }, () => anyActivity(random, 'mixed'))
    const { spend, spent } = allocateBudget({ budget: 2500, activities })
    expect(spent).toBeLessThanOrEqual(2500)
    activities.forEach(({ floor = 0, cap = Infinity, lot = 0 }, i) => {
      expect(spend[i]).toBeGreaterThanOrEqual(floor)
      expect(spend[i]).toBeLessThanOrEqual(cap)
      if (spend[i]! > 0) expect(spend[i]).toBeGreaterThanOrEqual(lot)
    })
  }
})

test('more budget is never worth less', () => {
  const random = new Random(5)
  const activities = Array.from({ length: 10 }, () => anyActivity(random, 's-shaped'))
  const values = Array.from({ length: 20 }, (_, k) => allocateBudget({ budget: 700 + 100 * k, activities }).value)
  values.forEach((value, k) => expect(value).toBeGreaterThanOrEqual((values[k - 1] ?? 0) * (1 - 1e-7)))
})

test('many alike activities are settled at once', () => {
  const alike = Array.from({ length: 100 }, () => ({ curve: hill(100, 700, 3) }))
  const plan = allocateBudget({ budget: 30_137, activities: alike })
  expect(plan.gap).toBeLessThan(1e-6)
  expect(plan.nodes).toBeLessThan(10)
})

test('two hundred mixed activities are proven within 1e-6', () => {
  const random = new Random(6)
  const activities = Array.from({ length: 200 }, () => anyActivity(random, 'mixed')).map((activity) => ({
    ...activity,
    floor: 0,
    curve: activity.curve.kind === 'hill' ? { ...activity.curve, half: activity.curve.half * 100 } : activity.curve,
    cap: 50_000 + random.below(50_000),
    lot: random.below(20_000),
  }))
  const plan = allocateBudget({ budget: 4_000_000, activities })
  expect(plan.gap).toBeLessThan(1e-6)
  expect(plan.spent).toBe(4_000_000)
})

test('a search that is cut short says how far it got', () => {
  const random = new Random(7)
  const activities = Array.from({ length: 60 }, () => {
    const size = 600 + random.below(800)
    return { curve: log(50 + 100 * random.uniform(), 900), cap: size, lot: size }
  })
  const short = allocateBudget({ budget: 20_000, activities, maxNodes: 5 })
  const long = allocateBudget({ budget: 20_000, activities, maxNodes: 2000 })
  expect(short.nodes).toBeLessThan(10)
  expect(short.bound).toBeGreaterThanOrEqual(long.bound)
  expect(long.value).toBeGreaterThanOrEqual(short.value)
})

test('nothing to spend, nothing to spend on, worthless activities', () => {
  expect(Array.from(allocateBudget({ budget: 0, activities: [{ curve: log(1, 1) }] }).spend)).toEqual([0])
  expect(allocateBudget({ budget: 10, activities: [] })).toMatchObject({ spent: 0, value: 0, gap: 0 })
  const plan = allocateBudget({
    budget: 10,
    activities: [{ curve: log(0, 1) }, { curve: log(1, 1), value: 0, floor: 3 }],
  })
  expect(plan.value).toBe(0)
  expect(plan.spend[1]).toBeGreaterThanOrEqual(3)
  expect(allocateBudget({ budget: 10, activities: [{ curve: log(1, 1), cap: 4 }] }).spent).toBe(4)
  expect(allocateBudget({ budget: 10, activities: [{ curve: log(1, 1), lot: 40 }] }).spent).toBe(0)
})

test('the first unit’s return stands in for the infinite slope of an untouched power curve', () => {
  const curve = { kind: 'power', scale: 1, unit: 1e6, exponent: 0.5 } as const
  const { marginalReturn } = allocateBudget({ budget: 0, activities: [{ curve }] })
  expect(marginalReturn[0]).toBeCloseTo(marginalResponse(curve, 1), 12)
})

test('contradictions are refused with the offending value', () => {
  const curve = log(1, 1)
  const refuse =
    (input: Partial<AllocationInput>): (() => unknown) =>
    () =>
      allocateBudget({ budget: 100, activities: [{ curve }], ...input })
  expect(refuse({ budget: 1.5 })).toThrow('budget must be a whole number, at least 0, got 1.5')
  expect(refuse({ activities: [{ curve, floor: 101 }] })).toThrow(
    'budget must be at least the sum of the floors, 101, got 100',
  )
  expect(refuse({ activities: [{ curve, floor: 9, cap: 8 }] })).toThrow(
    'activities[0].cap must be at least the floor, 9, got 8',
  )
  expect(refuse({ activities: [{ curve, lot: 9, cap: 8 }] })).toThrow(
    'activities[0].cap must be at least the lot, 9, got 8',
  )
  expect(refuse({ activities: [{ curve, value: NaN }] })).toThrow('activities[0].value')
  expect(refuse({ activities: [{ curve, group: 'x' }] })).toThrow(
    'activities[0].group must be one of the groups, got "x"',
  )
  expect(refuse({ groups: { x: { floor: 5, cap: 4 } } })).toThrow('groups.x.cap must be at least the floor, 5, got 4')
  expect(refuse({ activities: [{ curve, group: 'x', cap: 5 }], groups: { x: { floor: 6 } } })).toThrow(
    'budget must be enough for all floors',
  )
  expect(refuse({ leastReturn: -1 })).toThrow('leastReturn')
})
