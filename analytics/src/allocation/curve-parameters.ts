import type { ResponseCurve } from './response-curve.ts'

export type CurveKind = ResponseCurve['kind']

/** Typical spend and outcome of a group: parameters are logarithms of multiples of them, so that all are of order one. */
export interface Scale {
  readonly spend: number
  readonly outcome: number
}

/** How a population of curves is spread before anything is seen, on the scale of {@link toCurve}'s parameters. */
export interface Population {
  readonly mean: readonly number[]
  /** Standard deviation between activities. */
  readonly spread: readonly number[]
}

interface Family {
  /** Before data: the curve is bent around the usual spend, within a factor of several. */
  readonly mean: readonly number[]
  /** How far the group's mean may lie from that. */
  readonly doubt: readonly number[]
  /** Usual spread between the activities of a group. */
  readonly spread: readonly number[]
}

export const FAMILIES: Readonly<Record<CurveKind, Family>> = {
  log: { mean: [0, 0], doubt: [1.5, 1.5], spread: [0.5, 0.5] },
  power: { mean: [0, 0.4], doubt: [1.5, 1], spread: [0.5, 0.4] },
  hill: { mean: [Math.log(2), 0, Math.log(1.4)], doubt: [1.5, 1.2, 0.5], spread: [0.5, 0.5, 0.2] },
}

/**
 * The curve of a parameter vector: log (ln scale, ln half), power (ln scale, logit exponent), hill (ln top, ln half, ln shape), each in
 * multiples of the group's usual spend and outcome.
 */
export function toCurve(kind: CurveKind, theta: ArrayLike<number>, { spend, outcome }: Scale): ResponseCurve {
  const first = outcome * bounded(theta[0]!, 20)
  if (kind === 'log') return { kind, scale: first, half: spend * bounded(theta[1]!, 20) }
  if (kind === 'power') {
    const exponent = Math.min(0.999, Math.max(0.001, 1 / (1 + Math.exp(-theta[1]!))))
    return { kind, scale: first, unit: spend, exponent }
  }
  return {
    kind,
    top: first,
    half: spend * bounded(theta[1]!, 20),
    shape: Math.min(50, Math.max(0.05, Math.exp(theta[2]!))),
  }
}

/** exp, within what a curve can bear. */
function bounded(log: number, limit: number): number {
  return Math.exp(Math.min(limit, Math.max(-limit, log)))
}
