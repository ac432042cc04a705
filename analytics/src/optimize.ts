import { inverse } from './linear.ts'

/** A function to minimise, with its gradient. */
export type Objective = (x: Float64Array) => { readonly value: number; readonly gradient: Float64Array }

export interface Minimum {
  readonly x: Float64Array
  readonly value: number
  /** Largest absolute component of the gradient. */
  readonly slope: number
  readonly iterations: number
}

/**
 * Local minimum of a smooth function by BFGS with a backtracking line search (Nocedal & Wright 2006, algorithm 6.1).
 *
 * Variables are kept near ±`limit` by a quadratic wall, for likelihoods whose best value lies at infinity: they are
 * meant to be logarithms, of which 12 is as good as infinite.
 */
export function minimize(objective: Objective, start: ArrayLike<number>, limit = 12): Minimum {
  const n = start.length
  const walled: Objective = (x) => {
    const { value, gradient } = objective(x)
    const over = x.map((v) => Math.sign(v) * Math.max(0, Math.abs(v) - limit))
    return {
      value: value + over.reduce((sum, d) => sum + d * d * 1e3, 0),
      gradient: gradient.map((g, i) => g + 2e3 * over[i]!),
    }
  }
  let x = Float64Array.from(start)
  let at = walled(x)
  let inverse = identity(n)
  for (let iteration = 0; ; iteration++) {
    const slope = at.gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0)
    const done = { x, value: at.value, slope, iterations: iteration }
    if (slope <= 1e-9 * Math.max(1, Math.abs(at.value)) || iteration === 500) return done

    let step = times(inverse, at.gradient).map((d) => -d)
    let descent = dot(step, at.gradient)
    if (!(descent < 0)) {
      inverse = identity(n)
      step = at.gradient.map((g) => -g)
      descent = -dot(at.gradient, at.gradient)
    }
    // In logarithms a first step beyond e² per variable is never sensible.
    let size = Math.min(1, 2 / step.reduce((most, d) => Math.max(most, Math.abs(d)), 0))
    let next = x
    let there = at
    for (let halvings = 0; halvings < 60; halvings++, size /= 2) {
      next = x.map((v, i) => v + size * step[i]!)
      there = walled(next)
      if (there.value <= at.value + 1e-4 * size * descent) break
    }
    if (!(there.value < at.value)) return done
    const moved = next.map((v, i) => v - x[i]!)
    const turned = there.gradient.map((g, i) => g - at.gradient[i]!)
    const curvature = dot(moved, turned)
    if (curvature > 1e-12 * Math.sqrt(dot(moved, moved) * dot(turned, turned))) {
      const bent = times(inverse, turned)
      const scale = (1 + dot(turned, bent) / curvature) / curvature
      inverse = inverse.map((h, k) => {
        const [i, j] = [Math.floor(k / n), k % n]
        return h + scale * moved[i]! * moved[j]! - (bent[i]! * moved[j]! + moved[i]! * bent[j]!) / curvature
      })
    }
    x = next
    at = there
  }
}

/** Second derivatives by central differences of the gradient, made symmetric; row-major. */
export function hessian(objective: Objective, x: Float64Array, step = 1e-4): Float64Array {
  const n = x.length
  const columns = Array.from(x, (_, j) => {
    const side = (sign: number): Float64Array => objective(x.map((v, i) => (i === j ? v + sign * step : v))).gradient
    const [up, down] = [side(1), side(-1)]
    return up.map((g, i) => (g - down[i]!) / (2 * step))
  })
  return new Float64Array(n * n).map(
    (_, k) => (columns[k % n]![Math.floor(k / n)]! + columns[Math.floor(k / n)]![k % n]!) / 2,
  )
}

/** Covariance of maximum likelihood estimates: the inverse of the Hessian of −log L; undefined where it is not positive. */
export function covariance(objective: Objective, x: Float64Array): Float64Array | undefined {
  const n = x.length
  const result = inverse(hessian(objective, x), n)
  return result && x.every((_, i) => result[i * (n + 1)]! > 0) ? result : undefined
}

/** Lower triangle L with L Lᵀ = A, row-major; undefined where A is not positive definite. */
export function cholesky(a: ArrayLike<number>, n: number): Float64Array | undefined {
  const l = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!
      for (let k = 0; k < j; k++) sum -= l[i * n + k]! * l[j * n + k]!
      if (i === j && !(sum > 0)) return undefined
      l[i * n + j] = i === j ? Math.sqrt(sum) : sum / l[j * n + j]!
    }
  }
  return l
}

const identity = (n: number): Float64Array => new Float64Array(n * n).map((_, k) => Number(k % (n + 1) === 0))

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, v, i) => sum + v * b[i]!, 0)

const times = (m: Float64Array, v: Float64Array): Float64Array =>
  v.map((_, i) => v.reduce((sum, w, j) => sum + m[i * v.length + j]! * w, 0))
