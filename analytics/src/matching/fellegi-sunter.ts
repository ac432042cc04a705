import { checkNumber } from '../check.ts'
import type { NotEnough } from '../errors.ts'
import { fitLatentClasses } from './latent-classes.ts'

export interface FellegiSunterModel {
  /** Share of the compared pairs that are matches. */
  readonly matchShare: number
  /** Per field, per level: probability among matches. */
  readonly m: readonly (readonly number[])[]
  /** Per field, per level: probability among non-matches. */
  readonly u: readonly (readonly number[])[]
}

export interface FellegiSunterInput {
  /** Compared pairs, row by row: one level per field, from 1 (best agreement) downwards; 0 is unknown. */
  readonly levels: Uint8Array
  /** How many levels each field has, without "unknown". */
  readonly fieldLevels: readonly number[]
  /** How many pairs each row stands for. Default: 1. */
  readonly counts?: ArrayLike<number>
  /** A first guess at the share of matches. Default: 0.05. */
  readonly matchShare?: number
}

/**
 * Learns from compared pairs alone, without knowing a single match, how often each field agrees among matches (m) and among
 * non-matches (u): the model of Fellegi & Sunter (1969), fitted by expectation maximisation (Winkler 1988).
 *
 * A pair's weight is Σ over known fields log₂ (m / u) of its levels; log₂ odds of a match = log₂ (matchShare / (1 − matchShare)) + weight.
 * Level 1 is taken to be the best agreement: that is what tells the two classes apart at the start. At least three fields are
 * needed for the parameters to be determined at all.
 *
 * @example two fields agree in 9 of 10 matches and 1 of 10 others: the weight of an agreement is log₂ 9 = 3.17 bits.
 */
export function fitFellegiSunter(input: FellegiSunterInput): FellegiSunterModel | NotEnough {
  const matchShare = input.matchShare ?? 0.05
  checkNumber('matchShare', matchShare, 1e-9, 1 - 1e-9)
  const fit = fitLatentClasses({
    levels: input.levels,
    counts: input.counts,
    maxIterations: 2000,
    start: [
      { share: matchShare, levels: input.fieldLevels.map((levels) => leaning(levels, 4)) },
      { share: 1 - matchShare, levels: input.fieldLevels.map((levels) => leaning(levels, 0.25)) },
    ],
  })
  if (!fit.enough) return fit
  const [match, other] = fit.classes
  return { matchShare: match!.share, m: match!.levels, u: other!.levels }
}

/** Probabilities in which each level is `ratio` times as likely as the next. */
function leaning(levels: number, ratio: number): number[] {
  const shares = Array.from({ length: levels }, (_, level) => ratio ** -level)
  const sum = shares.reduce((total, share) => total + share, 0)
  return shares.map((share) => share / sum)
}
