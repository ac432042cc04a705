import { inflection, marginalResponse, type ResponseCurve, response, spendAtMarginal } from './response-curve.ts'

/** Where an activity may spend: at `rest` alone (usually nothing), if that is open, or anywhere in [low, high]. */
export interface Domain {
  readonly rest: number | null
  readonly low: number
  readonly high: number
}

/** The part of a domain that is at most x, or null where nothing is left. */
export function atMost(domain: Domain, x: number): Domain | null {
  const { rest, low, high } = domain
  if (x >= high) return domain
  if (x >= low) return { rest, low, high: x }
  return rest === null ? null : { rest: null, low: rest, high: rest }
}

/** The part of a domain that is at least x > rest, or null where nothing is left. */
export function atLeast({ low, high }: Domain, x: number): Domain | null {
  return x > high ? null : { rest: null, low: Math.max(low, x), high }
}

/**
 * The least concave function above an activity's value on its domain: a straight jump from `start` to `end`, then the curve
 * itself. The jump is the tangent from the start to an S-shaped curve, or the chord over a gap in the domain.
 */
export interface Envelope {
  readonly curve: ResponseCurve
  /** Value of one unit of outcome. */
  readonly value: number
  readonly domain: Domain
  readonly start: number
  readonly end: number
  /** Value per unit of money along the jump; 0 where there is none. */
  readonly jumpSlope: number
}

export function envelope(curve: ResponseCurve, value: number, domain: Domain): Envelope {
  const { low, high } = domain
  const start = domain.rest ?? low
  const end = jumpEnd(curve, start, low, high)
  const rise = value * (response(curve, end) - response(curve, start))
  return { curve, value, domain, start, end, jumpSlope: end > start ? rise / (end - start) : 0 }
}

function jumpEnd(curve: ResponseCurve, start: number, low: number, high: number): number {
  const bend = inflection(curve)
  if (start >= bend) return low
  if (high <= bend) return high
  return Math.min(high, Math.max(low, tangentPoint(curve, start, bend, high)))
}

/** Where the line from (start, response) touches the falling part of the curve; `high` if it would beyond. */
function tangentPoint(curve: ResponseCurve, start: number, bend: number, high: number): number {
  if (curve.kind === 'hill' && start === 0) return Math.min(high, curve.half * (curve.shape - 1) ** (1 / curve.shape))
  const base = response(curve, start)
  const isBefore = (x: number): boolean => marginalResponse(curve, x) * (x - start) > response(curve, x) - base
  if (isBefore(high)) return high
  let low = bend
  let above = high
  for (let step = 0; step < 80 && above - low > 1e-13 * above; step++) {
    const middle = (low + above) / 2
    if (isBefore(middle)) low = middle
    else above = middle
  }
  return above
}

/**
 * The spend that the envelope asks for where money costs `price` per unit. Where the price is the jump's own slope, both ends
 * of the jump are as good: `eager` takes the far one.
 */
export function demand(piece: Envelope, price: number, eager: boolean): number {
  const { curve, value, domain, start, end, jumpSlope } = piece
  if (end > start && (jumpSlope < price || (jumpSlope === price && !eager))) return start
  if (value === 0) return end
  if (price <= 0) return domain.high
  return spendAtMarginal(curve, price / value, end, domain.high)
}

/** Value of the envelope at a spend. */
export function envelopeValue(piece: Envelope, spend: number): number {
  const { curve, value, start, end, jumpSlope } = piece
  if (spend >= end) return value * response(curve, spend)
  return value * response(curve, start) + jumpSlope * (spend - start)
}
