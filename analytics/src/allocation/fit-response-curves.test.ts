import { describe, expect, test } from 'vitest'
import { Random } from '../random.ts'
import { known } from '../testing/known.ts'
import { allocateBudget } from './allocate-budget.ts'
import { allocationGain, responseInterval } from './allocation-gain.ts'
import { fitResponseCurves } from './fit-response-curves.ts'
import type { History } from './posterior-curve.ts'
import { response, type ResponseCurve } from './response-curve.ts'

interface Simulated {
  truth: ResponseCurve[]
  histories: History[]
}

/** A group of alike activities; every fifth has only two periods. */
function simulate(kind: ResponseCurve['kind'], seed: number, size = 20, periods = 16): Simulated {
  const random = new Random(seed)
  const truth: ResponseCurve[] = []
  const histories: History[] = []
  for (let i = 0; i < size; i++) {
    const first = 100 * Math.exp(0.4 * random.normal())
    const half = 1000 * Math.exp(0.4 * random.normal())
    const third = random.normal()
    const curve: ResponseCurve =
      kind === 'log'
        ? { kind, scale: first, half }
        : kind === 'power'
          ? { kind, scale: first, unit: 1000, exponent: 1 / (1 + Math.exp(-0.2 - 0.4 * third)) }
          : { kind, top: 2 * first, half, shape: 2.5 * Math.exp(0.15 * third) }
    const spend = Array.from({ length: i % 5 === 0 ? 2 : periods }, () => Math.round(2500 * random.uniform() ** 1.5))
    truth.push(curve)
    histories.push({ spend, outcome: spend.map((x) => response(curve, x) + 15 * random.normal()) })
  }
  return { truth, histories }
}

describe('curves are recovered from simulated spend', () => {
  test.each(['log', 'power', 'hill'] as const)('%s: nine intervals in ten hold the truth', (kind) => {
    let held = 0
    let asked = 0
    for (let seed = 10; seed < 18; seed++) {
      const { truth, histories } = simulate(kind, seed)
      const fit = known(fitResponseCurves(histories, { kind }))
      fit.activities.forEach(({ draws }, i) => {
        for (const spend of [300, 1000, 2000]) {
          const { low, high } = responseInterval(draws, spend)
          asked++
          if (low <= response(truth[i]!, spend) && response(truth[i]!, spend) <= high) held++
        }
      })
    }
    expect(held / asked).toBeGreaterThan(0.85)
    expect(held / asked).toBeLessThan(0.95)
  })

  test.each(['log', 'power', 'hill'] as const)('%s is recognised by its evidence', (kind) => {
    expect(known(fitResponseCurves(simulate(kind, 11).histories, { draws: 1 })).kind).toBe(kind)
  })

  test('an S-shape is found where there is one: diminishing returns are not assumed', () => {
    const fit = known(fitResponseCurves(simulate('hill', 1).histories))
    const shapes = fit.activities.map(({ curve }) => (curve.kind === 'hill' ? curve.shape : 0))
    expect(Math.min(...shapes)).toBeGreaterThan(1.5)
  })
})

test('activities with little history lean on the group and say so by wide intervals', () => {
  const { truth, histories } = simulate('log', 2, 30)
  const alone = { spend: [500, 800], outcome: [0, 0] }
  const fit = known(fitResponseCurves([...histories, alone, { spend: [], outcome: [] }], { kind: 'log' }))
  const [short, none] = fit.activities.slice(-2)
  // Two periods without outcome pull the curve down, but not to zero; without periods it is the group's.
  expect(response(short!.curve, 800)).toBeGreaterThan(0)
  expect(response(short!.curve, 800)).toBeLessThan(response(fit.typical, 800))
  expect(response(none!.curve, 800)).toBeCloseTo(response(fit.typical, 800), 6)
  const width = (draws: readonly ResponseCurve[]): number =>
    responseInterval(draws, 800).high - responseInterval(draws, 800).low
  expect(width(none!.draws)).toBeGreaterThan(2 * width(fit.activities[1]!.draws))
  expect(truth.length).toBe(30)
})

test('the same seed gives the same draws, another one others', () => {
  const { histories } = simulate('log', 3)
  const [one, other] = [fitResponseCurves(histories, { seed: 4 }), fitResponseCurves(histories, { seed: 4 })]
  expect(one).toEqual(other)
  expect(known(fitResponseCurves(histories, { seed: 5 })).activities[0]!.draws).not.toEqual(
    known(one).activities[0]!.draws,
  )
})

test('too little history is said, not guessed', () => {
  expect(fitResponseCurves([{ spend: [1, 2, 3], outcome: [1, 2, 3] }])).toEqual({
    enough: false,
    needs: 'at least 6 periods with spend in the group, has 3',
  })
  const flat = { spend: [5, 5, 5, 0, 0, 5, 5, 5], outcome: [1, 2, 1, 0, 0, 2, 1, 1] }
  expect(fitResponseCurves([flat])).toEqual({ enough: false, needs: 'at least 3 different spends in the group, has 1' })
  const lost = { spend: [1, 2, 3, 4, 5, 6], outcome: [-1, -1, -1, -1, -1, -1] }
  expect(fitResponseCurves([lost])).toEqual({ enough: false, needs: 'an outcome above 0 in the periods with spend' })
  expect(fitResponseCurves([])).toMatchObject({ enough: false })
})

test('hostile histories give finite curves', () => {
  const exact = { spend: [1, 2, 3, 4, 5, 6, 7], outcome: [1, 2, 3, 4, 5, 6, 7] }
  const huge = { spend: [1e9, 2e9, 3e9, 5e9, 7e9, 9e9], outcome: [1e-6, 2e-6, 1e-6, 2e-6, 1e-6, 3e-6] }
  const wild = { spend: [1, 10, 100, 1000, 10_000, 100_000], outcome: [5, -5, 50, -50, 5000, -100] }
  for (const history of [exact, huge, wild]) {
    const fit = known(fitResponseCurves([history]))
    for (const curve of [fit.typical, ...fit.activities[0]!.draws]) {
      expect(Number.isFinite(response(curve, history.spend[3]!))).toBe(true)
    }
  }
})

test('bad input is refused with its place', () => {
  expect(() => fitResponseCurves([{ spend: [1], outcome: [] }])).toThrow(
    'histories[0].outcome must be as long as spend (1)',
  )
  expect(() => fitResponseCurves([{ spend: [-1], outcome: [1] }])).toThrow(
    'histories[0].spend[0] must be a finite number, at least 0, got -1',
  )
  expect(() => fitResponseCurves([], { draws: 0 })).toThrow('draws')
  expect(() => fitResponseCurves([], { kind: 'cubic' as never })).toThrow("kind must be 'log', 'power' or 'hill'")
})

describe('the gain over today', () => {
  const { truth, histories } = simulate('hill', 6, 12, 30)
  const fit = known(fitResponseCurves(histories, { draws: 100 }))
  const draws = fit.activities.map((activity) => activity.draws)
  const plan = allocateBudget({ budget: 12_000, activities: fit.activities.map(({ curve }) => ({ curve })) }).spend
  const today = new Float64Array(12).fill(1000)

  test('is an interval that holds the true gain, and is seen where it is large', () => {
    const gain = allocationGain({ draws, today, plan })
    const real = truth.reduce((sum, curve, i) => sum + response(curve, plan[i]!) - response(curve, today[i]!), 0)
    expect(gain.low).toBeLessThan(real)
    expect(gain.high).toBeGreaterThan(real)
    expect(gain.distinguishable).toBe(true)
    expect(gain.probability).toBeGreaterThan(0.95)
  })

  test('is not distinguishable from zero where the history cannot tell', () => {
    const guess = fitResponseCurves([...histories, { spend: [], outcome: [] }, { spend: [], outcome: [] }], {
      kind: 'hill',
    })
    const unseen = known(guess)
      .activities.slice(-2)
      .map((activity) => activity.draws)
    expect(allocationGain({ draws: unseen, today: [1000, 1000], plan: [1200, 800] })).toMatchObject({
      distinguishable: false,
    })
    expect(allocationGain({ draws, today, plan: today })).toEqual({
      gain: 0,
      low: 0,
      high: 0,
      probability: 0,
      distinguishable: false,
    })
  })

  test('refuses what does not fit together', () => {
    expect(() => allocationGain({ draws, today: [1], plan })).toThrow('today must be as long as draws (12)')
    expect(() => allocationGain({ draws: [], today: [], plan: [] })).toThrow('draws must be at least one activity')
    expect(() => allocationGain({ draws: [[]], today: [1], plan: [1] })).toThrow('draws')
    expect(() => responseInterval([], 1)).toThrow('draws')
    expect(() => responseInterval(draws[0]!, -1)).toThrow('spend')
  })
})
