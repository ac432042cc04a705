import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { known, rounded } from '../testing/known.ts'
import { CompositeScore, type ScoreComponent } from './composite-score.ts'

const part = (name: string, weight: number, low: number, high: number, log = false): ScoreComponent => ({
  name,
  weight,
  scale: { kind: 'goalposts', low, high, log },
})

const health = new CompositeScore({
  components: [part('revenue', 2, 0, 100), part('training', 1, 0, 10)],
  aggregation: 'arithmetic',
})

test('the worked example', () => {
  const full = known(health.score([50, 10]))
  expect(full.score).toBeCloseTo(66.67, 2)
  expect(
    rounded(
      full.parts.map((p) => p.driver),
      2,
    ),
  ).toEqual([-33.33, 0])
  const missing = known(health.score([50, null]))
  expect([missing.score, missing.confidence]).toEqual([50, 2 / 3])
})

describe('the Human Development Index by its published formula (UNDP, Human Development Report 2020)', () => {
  const education = new CompositeScore({
    components: [part('expected years', 1, 0, 18), part('mean years', 1, 0, 15)],
    aggregation: 'arithmetic',
  })
  const share: ScoreComponent['scale'] = { kind: 'goalposts', low: 0, high: 100 }
  const index = new CompositeScore({
    components: [
      part('life expectancy', 1, 20, 85),
      { name: 'education', weight: 1, scale: share },
      part('income', 1, 100, 75_000, true),
    ],
    aggregation: 'geometric',
  })

  test('income of 3,829 has an index of 0.5506; 0.6971, 0.3447 and 0.5506 give 0.510', () => {
    const { score, parts } = known(index.score([20 + 65 * 0.6971, 34.47, 3829]))
    expect(rounded(parts.map((p) => p.mark!))).toEqual([0.6971, 0.3447, 0.5506])
    expect((score / 100).toFixed(3)).toBe('0.510')
  })

  test('from the four indicators, education first', () => {
    const years = known(education.score([9, 6])).score
    expect(years).toBeCloseTo(45, 10)
    const { score } = known(index.score([72, years, 7500]))
    const direct = Math.cbrt((52 / 65) * 0.45 * (Math.log(75) / Math.log(750)))
    expect(score / 100).toBeCloseTo(direct, 12)
  })
})

test('in a geometric score a zero is not bought back', () => {
  const definition = { components: [part('a', 1, 0, 1), part('b', 9, 0, 1)] }
  expect(known(new CompositeScore({ ...definition, aggregation: 'geometric' }).score([0, 1])).score).toBe(0)
  expect(known(new CompositeScore({ ...definition, aggregation: 'arithmetic' }).score([0, 1])).score).toBeCloseTo(
    90,
    12,
  )
})

const mark = fc.oneof(fc.constantFrom(0, 1, null), fc.double({ min: 0, max: 1, noNaN: true }))
const entity = fc.array(fc.tuple(mark, fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 9 })), {
  minLength: 1,
  maxLength: 8,
})
const scoreOf = (
  list: readonly (readonly [number | null, number, number])[],
  aggregation: 'arithmetic' | 'geometric',
): CompositeScore =>
  new CompositeScore({
    components: list.map(([, , weight], i) => part(`c${i}`, weight, 0, 1)),
    aggregation,
    minConfidence: 0.3,
  })

describe.each(['arithmetic', 'geometric'] as const)('%s scores', (aggregation) => {
  test('lie in 0 … 100, and drivers add up to the difference, against full marks and against other inputs', () => {
    fc.assert(
      fc.property(entity, (list) => {
        fc.pre(list.some(([, , weight]) => weight > 0))
        const model = scoreOf(list, aggregation)
        const inputs = list.map(([value]) => value)
        for (const against of [undefined, list.map(([, value]) => value)]) {
          const result = model.score(inputs, against)
          if (!result.enough) continue
          expect(result.score >= 0 && result.score <= 100).toBe(true)
          const sum = result.parts.reduce((total, { driver }) => total + driver, result.comparedWith)
          expect(sum).toBeCloseTo(result.score, 8)
          expect(result.parts.every(({ driver }) => Number.isFinite(driver))).toBe(true)
          result.parts.forEach(({ driver }) => {
            if (!against) expect(driver).toBeLessThanOrEqual(1e-12)
          })
        }
      }),
    )
  })

  test('rise, or stay, when any input gets better', () => {
    fc.assert(
      fc.property(entity, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (list, which, better) => {
        fc.pre(list.some(([, , weight]) => weight > 0))
        const model = scoreOf(list, aggregation)
        const inputs = list.map(([value]) => value)
        const at = which % list.length
        const before = model.score(inputs)
        if (!before.enough || inputs[at] === null) return
        const after = known(model.score(inputs.map((value, i) => (i === at ? Math.max(value!, better) : value))))
        expect(after.score).toBeGreaterThanOrEqual(before.score - 1e-9)
      }),
    )
  })
})

test('missing is not zero: the rest carries its weight, and too little known is no score', () => {
  const model = new CompositeScore({
    components: [part('a', 1, 0, 1), part('b', 1, 0, 1), part('c', 2, 0, 1)],
    aggregation: 'arithmetic',
  })
  const { score, parts, confidence } = known(model.score([0.4, null, 0.8]))
  expect(score).toBeCloseTo((100 * (0.4 + 2 * 0.8)) / 3, 12)
  expect(parts.map(({ weight }) => weight)).toEqual([1 / 3, 0, 2 / 3])
  expect(confidence).toBe(0.75)
  expect(model.score([0.4, null, null])).toEqual({
    enough: false,
    needs: 'inputs for 50% of the weight; missing: b, c',
  })
})

test('impossible definitions and inputs are refused with the offending value', () => {
  expect(() => new CompositeScore({ components: [], aggregation: 'arithmetic' })).toThrow('at least 1 component')
  expect(() => new CompositeScore({ components: [part('a', 0, 0, 1)], aggregation: 'arithmetic' })).toThrow(
    'above 0 somewhere',
  )
  expect(() => new CompositeScore({ components: [part('a', -1, 0, 1)], aggregation: 'arithmetic' })).toThrow(
    'weight of a',
  )
  expect(() => health.score([1])).toThrow('inputs must be as long as components (2)')
  expect(() => health.score([1, NaN])).toThrow('inputs[1] must be a finite number from -1e+150 to 1e+150, got NaN')
  expect(() => health.score([1, 2], [1, null])).toThrow('against[1] must be known: inputs[1] is, got null')
})
