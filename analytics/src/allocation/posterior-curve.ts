import { inverse, solve } from '../linear.ts'
import type { Random } from '../random.ts'
import { type CurveKind, type Population, type Scale, toCurve } from './curve-parameters.ts'
import { response } from './response-curve.ts'

/** What was spent on one activity and what came back, period by period. */
export interface History {
  readonly spend: ArrayLike<number>
  readonly outcome: ArrayLike<number>
}

/** What the parameters of one activity's curve are judged by. */
export interface Given {
  readonly kind: CurveKind
  readonly history: History
  readonly scale: Scale
  readonly population: Population
  /** Standard deviation of the outcome around the curve. */
  readonly noise: number
}

/** The curve of one activity given its history and its population: mode and covariance of the parameters. */
export interface PosteriorCurve {
  readonly theta: Float64Array
  /** Row by row. */
  readonly covariance: Float64Array
  /** Sum of squared residuals, with what the parameters' doubt adds in expectation. */
  readonly squares: number
  /** Laplace's estimate of ln P(history | population, noise). */
  readonly logEvidence: number
}

const STEP = 1e-5

/** −ln of the posterior density, up to a constant. */
function cost({ kind, history, scale, population, noise }: Given, theta: Float64Array): number {
  const curve = toCurve(kind, theta, scale)
  let sum = 0
  for (let i = 0; i < history.spend.length; i++) {
    sum += ((history.outcome[i]! - response(curve, history.spend[i]!)) / noise) ** 2
  }
  theta.forEach((value, p) => (sum += ((value - population.mean[p]!) / population.spread[p]!) ** 2))
  return sum / 2
}

/**
 * The most likely parameters by damped Gauss–Newton steps (Levenberg 1944, Marquardt 1963) on squared residuals plus the
 * squared distance from the population's mean, each in units of its standard deviation; the covariance is the inverse of the
 * matrix that the steps use.
 */
export function posteriorCurve(given: Given, start: ArrayLike<number>): PosteriorCurve {
  let theta = Float64Array.from(start)
  let now = cost(given, theta)
  let damping = 1e-3
  for (let step = 0; step < 60; step++) {
    const { matrix, gradient } = normalEquations(given, theta)
    const n = theta.length
    const damped = matrix.map((value, at) => (at % (n + 1) === 0 ? value * (1 + damping) : value))
    const move = solve(damped, gradient)
    if (move === undefined) break
    const next = theta.map((value, p) => value + Math.max(-1, Math.min(1, move[p]!)))
    const then = cost(given, next)
    if (then < now) {
      const gain = now - then
      theta = next
      now = then
      damping = Math.max(1e-9, damping / 5)
      if (gain < 1e-10 * (1 + now)) break
    } else {
      damping *= 6
      if (damping > 1e8) break
    }
  }
  return summary(given, theta)
}

function normalEquations(
  { kind, history: { spend, outcome }, scale, population, noise }: Given,
  theta: Float64Array,
): { matrix: Float64Array; gradient: Float64Array; squares: number } {
  const n = theta.length
  const matrix = new Float64Array(n * n)
  const gradient = new Float64Array(n)
  const curve = toCurve(kind, theta, scale)
  const sides = [...theta.keys()].map((p) => [-STEP, STEP].map((by) => toCurve(kind, shifted(theta, p, by), scale)))
  let squares = 0
  const slope = new Float64Array(n)
  for (let i = 0; i < spend.length; i++) {
    const x = spend[i]!
    const residual = outcome[i]! - response(curve, x)
    squares += residual ** 2
    for (let p = 0; p < n; p++) {
      const [below, above] = sides[p]!
      slope[p] = (response(above!, x) - response(below!, x)) / (2 * STEP * noise)
    }
    for (let p = 0; p < n; p++) {
      gradient[p]! += (slope[p]! * residual) / noise
      for (let q = 0; q < n; q++) matrix[p * n + q]! += slope[p]! * slope[q]!
    }
  }
  for (let p = 0; p < n; p++) {
    matrix[p * n + p]! += population.spread[p]! ** -2
    gradient[p]! += (population.mean[p]! - theta[p]!) / population.spread[p]! ** 2
  }
  return { matrix, gradient, squares }
}

function shifted(theta: Float64Array, at: number, by: number): Float64Array {
  return theta.map((value, p) => (p === at ? value + by : value))
}

function summary(given: Given, theta: Float64Array): PosteriorCurve {
  const { history, population, noise } = given
  const n = theta.length
  const { matrix, squares } = normalEquations(given, theta)
  // The population's spread stands on the diagonal, so the matrix has an inverse.
  const covariance =
    inverse(matrix, n) ??
    Float64Array.from(matrix, (_, at) => (at % (n + 1) === 0 ? population.spread[(at / (n + 1)) | 0]! ** 2 : 0))
  const factor = cholesky(covariance, n)
  let logEvidence = -cost(given, theta) - history.spend.length * Math.log(noise)
  for (let p = 0; p < n; p++) logEvidence += Math.log(factor[p * n + p]!) - Math.log(population.spread[p]!)
  let doubt = 0
  for (let p = 0; p < n; p++) {
    for (let q = 0; q < n; q++) {
      const own = p === q ? population.spread[p]! ** -2 : 0
      doubt += (matrix[p * n + q]! - own) * covariance[q * n + p]!
    }
  }
  return { theta, covariance, squares: squares + Math.max(0, doubt) * noise ** 2, logEvidence }
}

/** Lower triangle L with L Lᵀ = a. */
function cholesky(a: Float64Array, n: number): Float64Array {
  const l = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!
      for (let k = 0; k < j; k++) sum -= l[i * n + k]! * l[j * n + k]!
      l[i * n + j] = i === j ? Math.sqrt(Math.max(sum, 1e-18)) : sum / l[j * n + j]!
    }
  }
  return l
}

/** Proposals are this much wider than the normal approximation, and so many for each draw that is kept. */
const WIDER = 1.3
const PROPOSALS = 8

/**
 * Draws parameter vectors from the posterior: proposals from a widened normal approximation, kept in proportion to how likely
 * they really are (sampling importance resampling; Rubin 1988). A curve that the data hardly bend keeps its long tail that way.
 */
export function drawCurves(
  given: Given,
  { theta, covariance }: PosteriorCurve,
  count: number,
  random: Random,
): Float64Array[] {
  const n = theta.length
  const factor = cholesky(covariance, n)
  const proposals: Float64Array[] = []
  const logWeights: number[] = []
  for (let k = 0; k < count * PROPOSALS; k++) {
    const z = Float64Array.from({ length: n }, () => random.normal())
    const proposal = theta.map((value, p) => {
      let shift = 0
      for (let q = 0; q <= p; q++) shift += factor[p * n + q]! * z[q]!
      return value + WIDER * shift
    })
    proposals.push(proposal)
    logWeights.push(z.reduce((sum, value) => sum + value ** 2 / 2, 0) - cost(given, proposal))
  }
  const top = Math.max(...logWeights)
  const weights = logWeights.map((weight) => Math.exp(weight - top))
  return resample(proposals, weights, count, random)
}

/** Systematic resampling: one random start, even steps through the cumulated weights. */
function resample<T>(items: readonly T[], weights: readonly number[], count: number, random: Random): T[] {
  const step = weights.reduce((sum, weight) => sum + weight, 0) / count
  let pointer = random.uniform() * step
  let passed = 0
  const kept: T[] = []
  items.forEach((item, k) => {
    passed += weights[k]!
    while (pointer < passed && kept.length < count) {
      kept.push(item)
      pointer += step
    }
  })
  while (kept.length < count) kept.push(items.at(-1)!)
  return random.shuffle(kept)
}
