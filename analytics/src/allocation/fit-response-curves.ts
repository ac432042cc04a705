import { checkEach, checkInteger, checkLength } from '../check.ts'
import { InvalidInput, type NotEnough, notEnough } from '../errors.ts'
import { Random } from '../random.ts'
import { type CurveKind, FAMILIES, type Population, type Scale, toCurve } from './curve-parameters.ts'
import { drawCurves, type History, type PosteriorCurve, posteriorCurve } from './posterior-curve.ts'
import type { ResponseCurve } from './response-curve.ts'

export interface FitCurvesOptions {
  /** Default: the family that explains the group best. */
  readonly kind?: CurveKind
  /** Default: 1. */
  readonly seed?: number
  /** Curves drawn per activity, for intervals. Default: 200. */
  readonly draws?: number
}

export interface FittedActivity {
  /** The most likely curve, pulled towards the group's where the history says little. */
  readonly curve: ResponseCurve
  /** Curves that the history allows, as likely as they occur: the spread is the doubt. */
  readonly draws: readonly ResponseCurve[]
  /** Standard deviation of what one period's outcome differs from the curve. */
  readonly noise: number
  readonly observations: number
}

export interface FittedCurves {
  readonly enough: true
  readonly kind: CurveKind
  readonly activities: readonly FittedActivity[]
  /** The curve of a typical activity of the group: the forecast for a new one. */
  readonly typical: ResponseCurve
  /** ln evidence of each family tried; a difference of 3 is clear. */
  readonly evidence: Partial<Record<CurveKind, number>>
}

/** Periods of the group's usual noise that every activity's own noise is mixed with. */
const NOISE_PERIODS = 4

/** Weight of the usual spread between activities, in activities. */
const SPREAD_ACTIVITIES = 3

/** Different spends needed to see a bend at all. */
const LEAST_SPENDS = 3
const LEAST_PERIODS = 6

/**
 * Learns how outcome responds to spend for a group of alike activities (or partners) together: each has its own curve, and
 * those with little history lean on the others (hierarchical model, empirical Bayes).
 *
 * outcome = curve(spend; θᵢ) + noise, θᵢ ~ Normal(mean, spread²) over the group, on logarithms of the curve's parameters. Mean,
 * spread and noise are fitted by expectation maximisation with a Gauss–Newton approximation for each curve (Lindstrom & Bates
 * 1990). Diminishing returns are estimated, not assumed: the Hill family holds S-shapes, and families are compared by
 * Laplace's evidence. Outcomes without any spend are taken as 0: subtract what comes by itself before.
 *
 * @returns NotEnough where the whole group has too few periods or too few different spends to see a bend
 */
export function fitResponseCurves(
  histories: readonly History[],
  options: FitCurvesOptions = {},
): FittedCurves | NotEnough {
  const { seed = 1, draws = 200 } = options
  checkInteger('draws', draws, 1)
  histories.forEach(checkHistory)
  if (options.kind !== undefined && !Object.hasOwn(FAMILIES, options.kind)) {
    throw new InvalidInput('kind', options.kind, "'log', 'power' or 'hill'")
  }
  const scale = usualScale(histories)
  if ('needs' in scale) return scale
  const kinds: readonly CurveKind[] = options.kind === undefined ? ['log', 'power', 'hill'] : [options.kind]
  const fits = kinds.map((kind) => fitGroup(kind, histories, scale))
  const best = fits.reduce((one, other) => (other.logEvidence > one.logEvidence ? other : one))
  const { kind, population, noises, curves } = best
  return {
    enough: true,
    kind,
    typical: toCurve(kind, population.mean, scale),
    evidence: Object.fromEntries(fits.map((fit) => [fit.kind, fit.logEvidence])),
    activities: histories.map((history, i) => {
      const random = new Random(seed, i)
      const drawn = drawCurves({ kind, history, scale, population, noise: noises[i]! }, curves[i]!, draws, random)
      return {
        curve: toCurve(kind, curves[i]!.theta, scale),
        draws: drawn.map((theta) => toCurve(kind, theta, scale)),
        noise: noises[i]!,
        observations: history.spend.length,
      }
    }),
  }
}

function checkHistory({ spend, outcome }: History, i: number): void {
  checkLength(`histories[${i}].outcome`, outcome, 'spend', spend.length)
  checkEach(`histories[${i}].spend`, spend, (x) => Number.isFinite(x) && x >= 0, 'a finite number, at least 0')
  checkEach(`histories[${i}].outcome`, outcome, Number.isFinite, 'a finite number')
}

/** The median spend and the mean outcome of periods with spend, or what is missing to see a curve. */
function usualScale(histories: readonly History[]): Scale | NotEnough {
  const spends: number[] = []
  let outcomes = 0
  for (const { spend, outcome } of histories) {
    for (let t = 0; t < spend.length; t++) {
      if (spend[t] === 0) continue
      spends.push(spend[t]!)
      outcomes += outcome[t]!
    }
  }
  if (spends.length < LEAST_PERIODS)
    return notEnough(`at least ${LEAST_PERIODS} periods with spend in the group, has ${spends.length}`)
  const different = new Set(spends).size
  if (different < LEAST_SPENDS)
    return notEnough(`at least ${LEAST_SPENDS} different spends in the group, has ${different}`)
  if (outcomes <= 0) return notEnough('an outcome above 0 in the periods with spend')
  spends.sort((a, b) => a - b)
  return { spend: spends[spends.length >> 1]!, outcome: outcomes / spends.length }
}

interface GroupFit {
  readonly kind: CurveKind
  readonly population: Population
  readonly noises: readonly number[]
  readonly curves: readonly PosteriorCurve[]
  readonly logEvidence: number
}

function fitGroup(kind: CurveKind, histories: readonly History[], scale: Scale): GroupFit {
  const family = FAMILIES[kind]
  const periods = histories.reduce((sum, { spend }) => sum + spend.length, 0)
  let population: Population = { mean: family.mean, spread: family.spread.map((spread) => 2 * spread) }
  let noises = histories.map(() => 0.5 * scale.outcome)
  let curves: PosteriorCurve[] = []
  let last = -Infinity
  for (let round = 0; round < 60; round++) {
    curves = histories.map((history, i) =>
      posteriorCurve({ kind, history, scale, population, noise: noises[i]! }, curves[i]?.theta ?? population.mean),
    )
    const logEvidence = curves.reduce((sum, curve) => sum + curve.logEvidence, 0)
    if (Math.abs(logEvidence - last) < 1e-4) break
    last = logEvidence
    population = updatePopulation(kind, curves)
    noises = updateNoises(histories, curves, periods, scale)
  }
  // A parameter more is paid for: the evidence of the population's mean under its prior.
  const prior = population.mean.reduce(
    (sum, mean, p) =>
      sum -
      ((mean - family.mean[p]!) / family.doubt[p]!) ** 2 / 2 -
      Math.log(1 + family.doubt[p]! * Math.sqrt(histories.length)),
    0,
  )
  return { kind, population, noises, curves, logEvidence: last + prior }
}

function updatePopulation(kind: CurveKind, curves: readonly PosteriorCurve[]): Population {
  const family = FAMILIES[kind]
  const size = family.mean.length
  const mean: number[] = []
  const spread: number[] = []
  for (let p = 0; p < size; p++) {
    const doubt = family.doubt[p]! ** -2
    const own = family.spread[p]! ** 2
    let weights = doubt
    let sum = doubt * family.mean[p]!
    for (const { theta } of curves) {
      weights += 1 / own
      sum += theta[p]! / own
    }
    const average = sum / weights
    let squares = SPREAD_ACTIVITIES * own
    for (const { theta, covariance } of curves) squares += (theta[p]! - average) ** 2 + covariance[p * size + p]!
    mean.push(average)
    spread.push(Math.sqrt(squares / (curves.length + SPREAD_ACTIVITIES)))
  }
  return { mean, spread }
}

function updateNoises(
  histories: readonly History[],
  curves: readonly PosteriorCurve[],
  periods: number,
  scale: Scale,
): number[] {
  const total = curves.reduce((sum, { squares }) => sum + squares, 0)
  const common = total / Math.max(1, periods)
  const least = (1e-4 * scale.outcome) ** 2
  return curves.map(({ squares }, i) => {
    const mixed = (squares + NOISE_PERIODS * common) / (histories[i]!.spend.length + NOISE_PERIODS)
    return Math.sqrt(Math.max(least, mixed))
  })
}
