import { checkInteger } from '../check.ts'
import { InvalidInput } from '../errors.ts'
import { quantile } from '../intervals.ts'
import { Random } from '../random.ts'

export interface Bootstrap {
  /** Resampled data sets. 200 settle a 95% interval to about a tenth of its width. */
  readonly replicates: number
  readonly seed: number
}

/** 2³² times the Poisson(1) distribution function at 0, 1, 2, … */
const POISSON_ONE = Array.from({ length: 13 }, (_, k) => {
  let term = Math.exp(-1)
  let sum = term
  for (let i = 1; i <= k; i++) sum += term /= i
  return Math.floor(sum * 2 ** 32)
})

/**
 * Poisson bootstrap in one pass (Oza & Russell 2001; Chamandy et al. 2012): in each replicate a journey of weight w
 * counts Poisson(w) times. Journeys with the same key get the same draws and are so resampled together.
 *
 * A draw depends on the seed and the key alone, not on the order of journeys or on how they are sliced.
 */
export class Resampler {
  /** Lane 0 is the data as they are; lanes 1 … replicates are the resampled ones. */
  readonly lanes: number
  readonly weights: Float64Array
  readonly #random = new Random(0)
  readonly #seed: number

  constructor(bootstrap?: Bootstrap) {
    if (bootstrap) {
      checkInteger('replicates', bootstrap.replicates, 1, 100_000)
      checkInteger('seed', bootstrap.seed, 0, 0xffffffff)
    }
    this.lanes = 1 + (bootstrap?.replicates ?? 0)
    this.#seed = bootstrap?.seed ?? 0
    this.weights = new Float64Array(this.lanes)
  }

  /** Fills `weights` for one journey. */
  draw(weight: number, key: number | undefined): void {
    const { weights } = this
    weights[0] = weight
    if (this.lanes === 1) return
    if (key === undefined) throw new InvalidInput('key', key, 'a whole number per journey or account, to resample by')
    checkInteger('key', key, 0)
    this.#random.restart(key, this.#seed)
    for (let lane = 1; lane < weights.length; lane++) {
      if (weight === 1) {
        const draw = this.#random.uint32()
        let k = 0
        while (draw >= POISSON_ONE[k]! && k < 12) k++
        weights[lane] = k
      } else {
        weights[lane] = this.#random.poisson(weight)
      }
    }
  }
}

/** Percentile limits per player over the replicates that have an answer. */
export function percentileLimits(
  replicates: readonly Float64Array[],
  level: number,
): { low: Float64Array; high: Float64Array } {
  const columns = Array.from(replicates[0] ?? [], (_, player) =>
    Float64Array.from(replicates, (replicate) => replicate[player]!).sort(),
  )
  return {
    low: Float64Array.from(columns, (column) => quantile(column, (1 - level) / 2)),
    high: Float64Array.from(columns, (column) => quantile(column, (1 + level) / 2)),
  }
}
