import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  checkCurve,
  inflection,
  marginalResponse,
  response,
  type ResponseCurve,
  spendAtMarginal,
} from './response-curve.ts'

test('the worked example: half of the top at the half-way spend', () => {
  expect(response({ kind: 'hill', top: 100, half: 50, shape: 2 }, 50)).toBe(50)
})

test('each family by its formula', () => {
  expect(response({ kind: 'log', scale: 10, half: 5 }, 5)).toBeCloseTo(10 * Math.log(2), 12)
  expect(response({ kind: 'power', scale: 10, unit: 4, exponent: 0.5 }, 16)).toBeCloseTo(20, 12)
  expect(response({ kind: 'hill', top: 10, half: 2, shape: 3 }, 4)).toBeCloseTo((10 * 64) / 72, 12)
})

test('the inflection of an S-shaped curve is where its slope is greatest', () => {
  const curve: ResponseCurve = { kind: 'hill', top: 1, half: 100, shape: 3 }
  const bend = inflection(curve)
  expect(bend).toBeCloseTo(100 * (2 / 4) ** (1 / 3), 9)
  expect(marginalResponse(curve, bend)).toBeGreaterThan(marginalResponse(curve, bend * 0.99))
  expect(marginalResponse(curve, bend)).toBeGreaterThan(marginalResponse(curve, bend * 1.01))
  expect(inflection({ kind: 'hill', top: 1, half: 100, shape: 1 })).toBe(0)
})

const positive = fc.double({ min: 0.01, max: 1000, noNaN: true })
export const anyCurve: fc.Arbitrary<ResponseCurve> = fc.oneof(
  fc.record({ kind: fc.constant('log' as const), scale: positive, half: positive }),
  fc.record({
    kind: fc.constant('power' as const),
    scale: positive,
    unit: positive,
    exponent: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant('hill' as const),
    top: positive,
    half: positive,
    shape: fc.double({ min: 0.2, max: 8, noNaN: true }),
  }),
)

test('the marginal response is the slope of the response', () => {
  fc.assert(
    fc.property(anyCurve, fc.double({ min: 0.1, max: 2000, noNaN: true }), (curve, spend) => {
      const step = spend * 1e-5
      const slope = (response(curve, spend + step) - response(curve, spend - step)) / (2 * step)
      expect(Math.abs(marginalResponse(curve, spend) - slope)).toBeLessThan(
        1e-4 * slope + (1e-9 * response(curve, spend)) / step,
      )
    }),
    { seed: 1, numRuns: 1000 },
  )
})

test('more spend never brings less, and nothing is ever NaN, from no spend to far beyond', () => {
  fc.assert(
    fc.property(
      anyCurve,
      fc.double({ min: 0, max: 1e9, noNaN: true }),
      fc.double({ min: 0, max: 1e9, noNaN: true }),
      (curve, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        expect(response(curve, 0)).toBe(0)
        expect(response(curve, high)).toBeGreaterThanOrEqual(response(curve, low))
        expect(marginalResponse(curve, high)).toBeGreaterThanOrEqual(0)
      },
    ),
    { seed: 2, numRuns: 1000 },
  )
})

test('the spend at a marginal response has that marginal response, or is an end of the range', () => {
  fc.assert(
    fc.property(anyCurve, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (curve, place) => {
      const from = Math.max(1e-3, inflection(curve))
      const to = from * 1e4
      const spend = from + place ** 4 * (to - from)
      const found = spendAtMarginal(curve, marginalResponse(curve, spend), from, to)
      expect(Math.abs(found - spend) / spend).toBeLessThan(1e-6)
      expect(spendAtMarginal(curve, marginalResponse(curve, to) / 2, from, to)).toBe(to)
      expect(spendAtMarginal(curve, marginalResponse(curve, from) * 2, from, to)).toBe(from)
    }),
    { seed: 3, numRuns: 1000 },
  )
})

test('parameters out of range are refused with their value', () => {
  expect(() => checkCurve('curve', { kind: 'log', scale: -1, half: 1 })).toThrow(
    'curve.scale must be a finite number, at least 0, got -1',
  )
  expect(() => checkCurve('curve', { kind: 'power', scale: 1, unit: 1, exponent: 1 })).toThrow(
    'curve.exponent must be between 0 and 1, exclusive, got 1',
  )
  expect(() => checkCurve('curve', { kind: 'hill', top: 1, half: 0, shape: 2 })).toThrow('curve.half')
  expect(() => checkCurve('curve', { kind: 'linear' } as unknown as ResponseCurve)).toThrow(
    "curve.kind must be 'log', 'power' or 'hill', got \"linear\"",
  )
})
