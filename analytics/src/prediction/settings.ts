import { checkInteger, checkNumber } from '../check.ts'
import type { Growth } from './shallow-tree.ts'

export interface AdditiveOptions {
  readonly seed: number
  /** Models trained on resampled rows and averaged; their spread is the band of a prediction. Default 8. */
  readonly bags?: number
  /** Pairs of features that may act together. Default 10. */
  readonly pairs?: number
  /** Bins of a number, or kept categories. Default 255, which is also the most. */
  readonly bins?: number
  /** Shrinks every step of boosting. Default 0.04. */
  readonly rate?: number
  /** Default 3,000; training mostly stops by itself before. */
  readonly maxRounds?: number
  /** Rows that a leaf must hold. Default 10. */
  readonly minLeaf?: number
}

export type AdditiveSettings = Required<AdditiveOptions>

export function settingsOf(options: AdditiveOptions): AdditiveSettings {
  const settings = { bags: 8, pairs: 10, bins: 255, rate: 0.04, maxRounds: 3000, minLeaf: 10, ...options }
  checkInteger('seed', settings.seed, 0)
  checkInteger('bags', settings.bags, 2, 100)
  checkInteger('pairs', settings.pairs, 0, 1000)
  checkInteger('bins', settings.bins, 2, 255)
  checkNumber('rate', settings.rate, 1e-4, 1)
  checkInteger('maxRounds', settings.maxRounds, 1, 100_000)
  checkInteger('minLeaf', settings.minLeaf, 1)
  return settings
}

export const growthOf = ({ minLeaf, rate }: AdditiveSettings): Growth => ({ minLeaf, ridge: 1, rate })
