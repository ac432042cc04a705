import { checkInteger, checkNumber, checkPositive } from '../check.ts'
import { InvalidInput, type NotEnough, notEnough } from '../errors.ts'
import { moments, quantile } from '../intervals.ts'
import { Random } from '../random.ts'
import { stageHazards, type StageSpell, step } from './stage-hazards.ts'

export type { StageSpell } from './stage-hazards.ts'

export interface OpenDeal {
  readonly stage: number
  /** Whole periods that the deal has been in its stage. */
  readonly age: number
  /** Value if won, ≥ 0, in one currency. */
  readonly value: number
}

export interface PipelineInput {
  readonly stages: number
  /** History: every stay of every deal in a stage, those still open included. */
  readonly spells: readonly StageSpell[]
  readonly deals: readonly OpenDeal[]
  /** Periods to look ahead. */
  readonly horizon: number
  /** Default 2000. */
  readonly draws?: number
  readonly seed?: number
  /** Periods' worth of data by which an age is drawn towards the age before it. Default 10. */
  readonly smoothing?: number
}

export interface ForecastPeriod {
  /** Value won up to the end of the period: exceeded in 90, 50 and 10 of 100 futures. */
  readonly p10: number
  readonly p50: number
  readonly p90: number
  readonly mean: number
}

export interface PipelineForecast {
  readonly enough: true
  /** Cumulative, one per period ahead. */
  readonly periods: readonly ForecastPeriod[]
  /** Per deal, the probability of being won within the horizon. */
  readonly won: Float64Array
}

/** Ages beyond this many periods are taken as this one. */
const OLDEST = 520

/**
 * Pipeline forecast: what of today's open deals will be won, and when?
 *
 * Each deal is walked through the stages period by period, with the chances of moving on, back, to won or to lost that history
 * shows for its stage and its age in it: a deal that has sat for long is not a fresh one. Deals are independent given the
 * chances; the chances are redrawn in each of 100 sets by weighting the history anew (Bayesian bootstrap, Rubin 1981), so a
 * short history gives a wide forecast.
 *
 * ```
 * h(s, a, k) = (moves(s, a, k) + κ h(s, a − 1, k)) / (atRisk(s, a) + κ)
 * P10, P50, P90: quantiles of the value won over the draws
 * ```
 *
 * Deals not yet in the pipeline are not in it, and values are taken as they stand.
 *
 * @returns not enough below 30 ended stays and 5 wins in the history.
 * @example
 * // One stage; each period a fifth of the deals is won and a fifth is lost. Thirty fresh deals of 10 over one
 * // period: mean about 60, P10 30, P50 60, P90 90; over ten periods a mean of about 150.
 */
export function pipelineForecast(input: PipelineInput): PipelineForecast | NotEnough {
  const { stages, spells, deals, horizon, draws = 2000, seed = 0, smoothing = 10 } = input
  checkInteger('stages', stages, 1, 100)
  checkInteger('horizon', horizon, 1, OLDEST)
  checkInteger('draws', draws, 100, 1_000_000)
  checkPositive('smoothing', smoothing)
  let [ended, wins, oldest] = [0, 0, 0]
  spells.forEach(({ stage, duration, to }, i) => {
    checkInteger(`spells[${i}].stage`, stage, 0, stages - 1)
    checkInteger(`spells[${i}].duration`, duration, 0)
    if (typeof to === 'number') checkInteger(`spells[${i}].to`, to, 0, stages - 1)
    else if (to !== 'won' && to !== 'lost' && to !== 'open') {
      throw new InvalidInput(`spells[${i}].to`, to, 'a stage, "won", "lost" or "open"')
    }
    if (to === stage) throw new InvalidInput(`spells[${i}].to`, to, 'another stage than the one it left')
    if (to !== 'open') ended++
    if (to === 'won') wins++
    oldest = Math.max(oldest, Math.min(duration, OLDEST - 1))
  })
  deals.forEach(({ stage, age, value }, i) => {
    checkInteger(`deals[${i}].stage`, stage, 0, stages - 1)
    checkInteger(`deals[${i}].age`, age, 0)
    checkNumber(`deals[${i}].value`, value, 0, 1e150)
  })
  if (ended < 30 || wins < 5) return notEnough(`30 ended stays in a stage and 5 wins, has ${ended} and ${wins}`)

  const random = new Random(seed)
  const won = new Float64Array(deals.length)
  const totals = Array.from({ length: horizon }, () => new Float64Array(draws))
  const sets = Math.min(100, draws)
  let hazards = stageHazards(stages, oldest + 1, spells, smoothing)
  for (let draw = 0; draw < draws; draw++) {
    if (Math.floor((draw * sets) / draws) !== Math.floor(((draw - 1) * sets) / draws)) {
      const weights = Float64Array.from(spells, () => random.exponential())
      hazards = stageHazards(stages, oldest + 1, spells, smoothing, weights)
    }
    deals.forEach(({ stage: from, age: since, value }, i) => {
      let [stage, age] = [from, since]
      for (let t = 0; t < horizon; t++) {
        const to = step(hazards, stage, age, random)
        if (to === stages) {
          totals[t]![draw]! += value
          won[i]! += 1 / draws
        }
        if (to >= stages) break
        age = to < 0 ? age + 1 : 0
        if (to >= 0) stage = to
      }
    })
  }
  for (let t = 1; t < horizon; t++) for (let d = 0; d < draws; d++) totals[t]![d]! += totals[t - 1]![d]!
  return {
    enough: true,
    periods: totals.map((values) => {
      const { mean } = moments(values)
      const sorted = values.sort()
      return { p10: quantile(sorted, 0.1), p50: quantile(sorted, 0.5), p90: quantile(sorted, 0.9), mean }
    }),
    won,
  }
}
