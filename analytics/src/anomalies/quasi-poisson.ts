import { cholesky } from '../optimize.ts'

/** Rows of a log-linear count regression: a few dense columns, and one season level per row. */
export interface CountRows {
  readonly counts: Float64Array
  /** ln of a known factor of each row's mean. */
  readonly offset: Float64Array
  /** Row-major, rows × width. */
  readonly dense: Float64Array
  readonly width: number
  /** The row's season column, or −1 for none. */
  readonly level: Int16Array
  readonly levels: number
}

/** Normal prior of each coefficient, dense columns first, then levels. Precision 0: free. */
export interface CoefficientPrior {
  readonly mean: Float64Array
  readonly precision: Float64Array
}

/** Prior of the dispersion, worth `degrees` degrees of freedom. */
export interface DispersionPrior {
  readonly mean: number
  readonly degrees: number
}

export interface CountFit {
  readonly coefficients: Float64Array
  /** Of the coefficients, dispersion included; row-major. */
  readonly covariance: Float64Array
  /** φ = variance / mean, at least 1. */
  readonly dispersion: number
  /** Pearson's estimate from these rows alone, below 1 where they vary less than Poisson. */
  readonly pearson: number
  readonly degrees: number
  readonly fitted: Float64Array
}

const FREE: DispersionPrior = { mean: 1, degrees: 0 }

/**
 * Quasi-Poisson regression with log link by iteratively re-weighted least squares (McCullagh & Nelder 1989, 2.5), with an
 * optional normal prior on coefficients:
 *
 * ```
 * ln μ = offset + X β,   Var y = φ μ,   (XᵀWX + φ P) β = XᵀW z + φ P m,   φ = Σ w (y − μ)²/μ / (n − tr H) , at least 1
 * ```
 *
 * Season columns hold a single 1 per row, so that a pass costs O(rows × width²) however many levels there are.
 *
 * @returns undefined where the system is singular or does not settle.
 */
export function quasiPoisson(
  rows: CountRows,
  weights: Float64Array,
  prior?: CoefficientPrior,
  dispersionPrior = FREE,
): CountFit | undefined {
  const { counts, offset } = rows
  const n = counts.length
  const eta = counts.map((y) => Math.log(y + 0.1))
  const fitted = counts.map((y) => y + 0.1)
  const size = rows.width + rows.levels
  const gram = new Float64Array(size * size)
  const right = new Float64Array(size)
  let phi = Math.max(1, dispersionPrior.mean)
  let before = Infinity
  // With a prior φ weighs data against it, so both are found together: the deviance settles again after each change of φ.
  for (let iteration = 0, rounds = 0; iteration < 100; iteration++) {
    accumulate(rows, weights, eta, fitted, gram, right)
    const data = prior ? gram.slice() : gram
    if (prior) {
      for (let j = 0; j < size; j++) {
        gram[j * size + j]! += phi * prior.precision[j]!
        right[j]! += phi * prior.precision[j]! * prior.mean[j]!
      }
    }
    const inverse = inverseOf(gram, size)
    if (!inverse) return undefined
    const coefficients = product(inverse, right)
    let deviance = 0
    for (let i = 0; i < n; i++) {
      const e = Math.min(30, predictor(rows, coefficients, i) + offset[i]!)
      const mu = Math.exp(e)
      const y = counts[i]!
      eta[i] = e
      fitted[i] = mu
      deviance += 2 * weights[i]! * ((y > 0 ? y * (Math.log(y) - e) : 0) - (y - mu))
    }
    const settled = Math.abs(deviance - before) < 1e-8 * (Math.abs(deviance) + 0.1)
    before = deviance
    if (!settled) continue
    let chi = 0
    for (let i = 0; i < n; i++) chi += (weights[i]! * (counts[i]! - fitted[i]!) ** 2) / fitted[i]!
    let used = 0
    for (let k = 0; k < size * size; k++) used += inverse[k]! * data[k]!
    const degrees = n - used
    const pearson = degrees > 0.5 ? chi / degrees : dispersionPrior.mean
    const next = mixed(pearson, degrees, dispersionPrior)
    if (prior && Math.abs(next - phi) > 1e-3 * phi && rounds++ < 5) {
      phi = next
      before = Infinity
      continue
    }
    const covariance = inverse.map((v) => v * next)
    return { coefficients, covariance, dispersion: next, pearson, degrees, fitted: fitted.slice() }
  }
  return undefined
}

/** A series' own dispersion and its prior, by their degrees of freedom; at least 1. */
export function mixed(own: number, degrees: number, prior = FREE): number {
  const known = Math.max(0, degrees)
  const sum = known + prior.degrees
  return Math.max(1, sum > 0.5 ? (known * own + prior.degrees * prior.mean) / sum : prior.mean)
}

/** Linear predictor of row i, without its offset. */
function predictor({ dense, width, level }: CountRows, coefficients: Float64Array, i: number): number {
  let sum = level[i]! >= 0 ? coefficients[width + level[i]!]! : 0
  for (let j = 0; j < width; j++) sum += dense[i * width + j]! * coefficients[j]!
  return sum
}

/** XᵀWX and XᵀWz of the working response z = η − offset + (y − μ)/μ. */
function accumulate(
  { counts, offset, dense, width, level, levels }: CountRows,
  weights: Float64Array,
  eta: Float64Array,
  fitted: Float64Array,
  gram: Float64Array,
  right: Float64Array,
): void {
  const size = width + levels
  gram.fill(0)
  right.fill(0)
  for (let i = 0; i < counts.length; i++) {
    const w = weights[i]! * fitted[i]!
    const wz = w * (eta[i]! - offset[i]!) + weights[i]! * (counts[i]! - fitted[i]!)
    const at = level[i]! < 0 ? -1 : width + level[i]!
    for (let j = 0; j < width; j++) {
      const x = dense[i * width + j]!
      right[j]! += x * wz
      for (let k = 0; k <= j; k++) gram[j * size + k]! += w * x * dense[i * width + k]!
      if (at >= 0) gram[at * size + j]! += w * x
    }
    if (at >= 0) {
      gram[at * size + at]! += w
      right[at]! += wz
    }
  }
  for (let j = 0; j < size; j++) for (let k = 0; k < j; k++) gram[k * size + j] = gram[j * size + k]!
}

/** Share of each row in its own fitted value: w μ xᵀ (XᵀWX)⁻¹ x. */
export function leverages(rows: CountRows, fit: CountFit): Float64Array {
  return fit.fitted.map((mu, i) => (mu * variance(rows, fit, i)) / fit.dispersion)
}

/** Variance of the linear predictor of row i. */
function variance({ dense, width, level, levels }: CountRows, { covariance }: CountFit, i: number): number {
  const size = width + levels
  const at = level[i]! < 0 ? -1 : width + level[i]!
  let sum = at < 0 ? 0 : covariance[at * size + at]!
  for (let j = 0; j < width; j++) {
    const x = dense[i * width + j]!
    if (at >= 0) sum += 2 * x * covariance[at * size + j]!
    for (let k = 0; k < width; k++) sum += x * dense[i * width + k]! * covariance[j * size + k]!
  }
  return Math.max(0, sum)
}

/** Inverse of a symmetric positive definite matrix, scaled to a unit diagonal first: season levels may be all but empty. */
function inverseOf(a: Float64Array, n: number): Float64Array | undefined {
  const scale = Float64Array.from({ length: n }, (_, j) => 1 / Math.sqrt(a[j * n + j]!))
  const l = cholesky(
    a.map((v, k) => v * scale[Math.floor(k / n)]! * scale[k % n]!),
    n,
  )
  if (!l) return undefined
  // L⁻¹ in place, column by column; then A⁻¹ = L⁻ᵀ L⁻¹.
  const m = new Float64Array(n * n)
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = i === j ? 1 : 0
      for (let k = j; k < i; k++) sum -= l[i * n + k]! * m[k * n + j]!
      m[i * n + j] = sum / l[i * n + i]!
    }
  }
  const inverse = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let k = i; k < n; k++) sum += m[k * n + i]! * m[k * n + j]!
      inverse[i * n + j] = inverse[j * n + i] = sum * scale[i]! * scale[j]!
    }
  }
  return inverse
}

const product = (m: Float64Array, v: Float64Array): Float64Array =>
  v.map((_, i) => {
    let sum = 0
    for (let j = 0; j < v.length; j++) sum += m[i * v.length + j]! * v[j]!
    return sum
  })
