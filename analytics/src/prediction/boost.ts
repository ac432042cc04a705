import type { Growth, Histogram } from './shallow-tree.ts'

/** Rows as the boosting loop sees them: odds against, outcomes and weights in step. */
export interface BoostRows {
  /** exp(−log-odds), so that a step multiplies it by exp(−step) and no exponential is taken per row. */
  readonly oddsAgainst: Float64Array
  readonly outcomes: Uint8Array
  readonly weights: Float64Array
}

/** A term of the sum as it is boosted: the cell of every row, and how a step is found from the cells' sums. */
export interface BoostTerm {
  readonly cells: number
  readonly training: Uint8Array | Uint16Array
  readonly validation: Uint8Array | Uint16Array
  readonly grow: (histogram: Histogram, step: Float64Array) => void
}

export interface BoostOptions extends Growth {
  readonly maxRounds: number
  /** Rounds without a better validation loss before it stops. */
  readonly patience: number
}

/**
 * Cyclic gradient boosting of additive terms by log loss (Lou, Caruana, Gehrke & Hooker 2013): in each round every term in
 * turn takes one small step, so that correlated features share what they explain. Stops when the validation rows no
 * longer get better, and answers the scores of the best round.
 *
 * @returns a score per cell of each term. Both sets of rows are left at those scores.
 */
export function boost(
  terms: readonly BoostTerm[],
  training: BoostRows,
  validation: BoostRows,
  options: BoostOptions,
): Float64Array[] {
  const scores = terms.map(({ cells }) => new Float64Array(cells))
  const histograms = terms.map(({ cells, training: at }) => {
    const count = new Float64Array(cells)
    for (let i = 0; i < at.length; i++) count[at[i]!]!++
    return { gradient: new Float64Array(cells), curvature: new Float64Array(cells), count }
  })
  const steps = terms.map(({ cells }) => new Float64Array(cells))
  let best = { loss: logLoss(validation), scores: scores.map((score) => score.slice()), round: 0 }
  const before = [training.oddsAgainst.slice(), validation.oddsAgainst.slice()] as const
  for (let round = 1; round <= options.maxRounds; round++) {
    terms.forEach((term, t) => {
      const step = steps[t]!
      accumulate(term.training, training, histograms[t]!)
      term.grow(histograms[t]!, step)
      for (let cell = 0; cell < term.cells; cell++) {
        scores[t]![cell]! += step[cell]!
        step[cell] = Math.exp(-step[cell]!)
      }
      multiply(term.training, training.oddsAgainst, step)
      multiply(term.validation, validation.oddsAgainst, step)
    })
    const loss = logLoss(validation)
    if (loss < best.loss - 1e-7) best = { loss, scores: scores.map((score) => score.slice()), round }
    else if (round - best.round >= options.patience) break
  }
  training.oddsAgainst.set(before[0])
  validation.oddsAgainst.set(before[1])
  terms.forEach((term, t) => {
    const factor = best.scores[t]!.map((score) => Math.exp(-score))
    multiply(term.training, training.oddsAgainst, factor)
    multiply(term.validation, validation.oddsAgainst, factor)
  })
  return best.scores
}

/** Gradients w (y − p) and curvatures w p (1 − p) of the log loss, summed by cell. */
export function accumulate(
  cells: Uint8Array | Uint16Array,
  { oddsAgainst, outcomes, weights }: BoostRows,
  { gradient, curvature }: Pick<Histogram, 'gradient' | 'curvature'>,
): void {
  gradient.fill(0)
  curvature.fill(0)
  for (let i = 0; i < cells.length; i++) {
    const p = 1 / (1 + oddsAgainst[i]!)
    const weight = weights[i]!
    const cell = cells[i]!
    gradient[cell]! += weight * (outcomes[i]! - p)
    curvature[cell]! += weight * p * (1 - p)
  }
}

function multiply(cells: Uint8Array | Uint16Array, oddsAgainst: Float64Array, factor: Float64Array): void {
  for (let i = 0; i < cells.length; i++) oddsAgainst[i]! *= factor[cells[i]!]!
}

/** Mean log loss: log(1 + odds against) of those with the outcome, log(1 + odds for) of the others. */
function logLoss({ oddsAgainst, outcomes, weights }: BoostRows): number {
  let sum = 0
  let total = 0
  for (let i = 0; i < outcomes.length; i++) {
    const odds = outcomes[i] === 1 ? oddsAgainst[i]! : 1 / oddsAgainst[i]!
    sum += weights[i]! * Math.log1p(odds)
    total += weights[i]!
  }
  return sum / total
}
