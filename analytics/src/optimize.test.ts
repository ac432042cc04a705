import { describe, expect, test } from 'vitest'
import { bgNbdObjective } from './lifetime/bg-nbd.ts'
import { gammaGammaObjective } from './lifetime/gamma-gamma.ts'
import { sbgObjective } from './lifetime/shifted-beta-geometric.ts'
import { cholesky, covariance, hessian, minimize, type Objective } from './optimize.ts'
import { Random } from './random.ts'
import { rounded } from './testing/known.ts'

const rosenbrock: Objective = ([x, y]) => ({
  value: (1 - x!) ** 2 + 100 * (y! - x! * x!) ** 2,
  gradient: Float64Array.of(-2 * (1 - x!) - 400 * x! * (y! - x! * x!), 200 * (y! - x! * x!)),
})

test("Rosenbrock's valley is followed to its minimum at (1, 1)", () => {
  const { x, slope } = minimize(rosenbrock, [-1.2, 1])
  expect(rounded(x, 7)).toEqual([1, 1])
  expect(slope).toBeLessThan(1e-6)
})

test('a function that falls for ever stops at the wall', () => {
  const falling: Objective = (x) => ({ value: -x[0]!, gradient: Float64Array.of(-1) })
  expect(minimize(falling, [0], 12).x[0]).toBeCloseTo(12, 2)
})

test('the curvature of a quadratic is its matrix, the covariance its inverse', () => {
  const quadratic: Objective = ([x, y]) => ({
    value: 2 * x! * x! + x! * y! + y! * y!,
    gradient: Float64Array.of(4 * x! + y!, x! + 2 * y!),
  })
  expect(rounded(hessian(quadratic, Float64Array.of(3, -1)), 6)).toEqual([4, 1, 1, 2])
  expect(rounded(covariance(quadratic, Float64Array.of(0, 0))!, 6)).toEqual(rounded([2 / 7, -1 / 7, -1 / 7, 4 / 7], 6))
  expect(covariance(rosenbrock, Float64Array.of(0, 5))).toBeUndefined()
})

test('the Cholesky factor squares back, and does not exist where there is no positive curvature', () => {
  const [a, b, c, d] = cholesky([4, 2, 2, 3], 2)!
  expect(rounded([a! * a!, a! * c!, c! * c! + d! * d!, b!])).toEqual([4, 2, 3, 0])
  expect(cholesky([1, 2, 2, 1], 2)).toBeUndefined()
})

describe('gradients of the lifetime likelihoods equal central differences', () => {
  const random = new Random(6)
  const n = 40
  const age = Float64Array.from({ length: n }, () => 20 + 20 * random.uniform())
  const frequency = Float64Array.from({ length: n }, () => random.below(4))
  const recency = frequency.map((x, i) => (x > 0 ? age[i]! * (0.1 + 0.9 * random.uniform()) : 0))
  const spend = { frequency: frequency.map((x) => x + 1), mean: age.map((t) => t * random.gamma(2)) }
  const objectives: Record<string, [Objective, number]> = {
    'shifted beta-geometric': [sbgObjective([0, 130, 126, 90], [0, 0, 40, 614]), 2],
    'BG/NBD': [bgNbdObjective({ frequency, recency, age }), 4],
    'gamma-gamma': [gammaGammaObjective(spend), 3],
  }
  test.each(Object.entries(objectives))('%s', (_name, [objective, parameters]) => {
    for (let trial = 0; trial < 20; trial++) {
      const x = Float64Array.from({ length: parameters }, () => 1.5 * random.normal())
      const { gradient } = objective(x)
      gradient.forEach((g, j) => {
        const at = (h: number): number => objective(x.map((v, i) => (i === j ? v + h : v))).value
        const numeric = (at(1e-5) - at(-1e-5)) / 2e-5
        expect(Math.abs(numeric - g) / Math.max(1, Math.abs(g))).toBeLessThan(1e-5)
      })
    }
  })
})
