import type { FeatureBins } from './bins.ts'

/**
 * A trained model as plain data: JSON keeps it to the bit. The log-odds of a row are `intercept` plus, for each term, the
 * score of the cell that the row falls into.
 */
export interface AdditiveModel {
  readonly enough: true
  readonly version: 1
  readonly features: readonly FeatureBins[]
  readonly terms: readonly AdditiveTerm[]
  readonly intercept: number
  /** The intercepts of the bagged models. */
  readonly bagIntercepts: readonly number[]
  /** Where training saw something that a person should know of. */
  readonly warnings: readonly ModelWarning[]
  readonly training: {
    readonly rows: number
    /** Weighted share with the outcome. */
    readonly share: number
  }
}

export interface AdditiveTerm {
  /** One feature, or a pair, by place in `features`. */
  readonly features: readonly number[]
  /** For a pair: the group of each bin of either feature, and how many groups the second one has. */
  readonly groups?: readonly (readonly number[])[]
  readonly width: number
  /** Mean over the bags, of weighted mean 0 over the training rows. */
  readonly scores: readonly number[]
  readonly bags: readonly (readonly number[])[]
  /** Mean distance from 0 over the training rows: how much the term matters. */
  readonly importance: number
}

export interface ModelWarning {
  readonly feature: string
  readonly kind: 'constant' | 'suspiciously strong'
  readonly message: string
}
