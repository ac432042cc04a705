import { checkNumber, checkPositive } from '../check.ts'
import { InvalidInput } from '../errors.ts'

/**
 * What comes back for money spent. All are 0 at no spend and rise.
 *
 * - `log`: scale · ln(1 + spend / half-way), concave: every doubling brings about the same
 * - `power`: scale · (spend / unit) ^ exponent with 0 < exponent < 1, concave, without a limit
 * - `hill`: top · spendⁿ / (halfⁿ + spendⁿ): concave for n ≤ 1, S-shaped for n > 1 (nothing happens before a threshold), saturating at `top`
 */
export type ResponseCurve =
  | { readonly kind: 'log'; readonly scale: number; readonly half: number }
  | { readonly kind: 'power'; readonly scale: number; readonly unit: number; readonly exponent: number }
  | { readonly kind: 'hill'; readonly top: number; readonly half: number; readonly shape: number }

/** Refuses parameters outside their range; `field` names the curve's place. */
export function checkCurve(field: string, curve: ResponseCurve): void {
  switch (curve.kind) {
    case 'log':
      checkNumber(`${field}.scale`, curve.scale, 0)
      checkPositive(`${field}.half`, curve.half)
      return
    case 'power':
      checkNumber(`${field}.scale`, curve.scale, 0)
      checkPositive(`${field}.unit`, curve.unit)
      if (!(curve.exponent > 0 && curve.exponent < 1)) {
        throw new InvalidInput(`${field}.exponent`, curve.exponent, 'between 0 and 1, exclusive')
      }
      return
    case 'hill':
      checkNumber(`${field}.top`, curve.top, 0)
      checkPositive(`${field}.half`, curve.half)
      checkNumber(`${field}.shape`, curve.shape, 0.05, 50)
      return
    default:
      throw new InvalidInput(`${field}.kind`, (curve as { kind: unknown }).kind, "'log', 'power' or 'hill'")
  }
}

/**
 * The response to a spend ≥ 0, in units of outcome.
 *
 * @example response({ kind: 'hill', top: 100, half: 50, shape: 2 }, 50) // 50: half of the top
 */
export function response(curve: ResponseCurve, spend: number): number {
  switch (curve.kind) {
    case 'log':
      return curve.scale * Math.log1p(spend / curve.half)
    case 'power':
      return curve.scale * (spend / curve.unit) ** curve.exponent
    case 'hill':
      return curve.top * share(spend / curve.half, curve.shape)
  }
}

/** uⁿ / (1 + uⁿ), without overflow. */
function share(u: number, n: number): number {
  return u <= 1 ? u ** n / (1 + u ** n) : 1 / (1 + u ** -n)
}

/**
 * The marginal response: outcome per unit of money for the next unit, the derivative of {@link response}.
 * At spend 0 it is infinite for a power curve and a Hill curve with shape below 1.
 */
export function marginalResponse(curve: ResponseCurve, spend: number): number {
  switch (curve.kind) {
    case 'log':
      return curve.scale / (curve.half + spend)
    case 'power':
      return ((curve.scale * curve.exponent) / curve.unit) * (spend / curve.unit) ** (curve.exponent - 1)
    case 'hill': {
      const { top, half, shape } = curve
      if (spend === 0) return shape > 1 || top === 0 ? 0 : shape === 1 ? top / half : Infinity
      // s (1 − s), by the smaller of uⁿ and u⁻ⁿ: far out 1 − s alone would lose its digits.
      const w = Math.exp(-Math.abs(shape * Math.log(spend / half)))
      return (top * shape * w) / (1 + w) ** 2 / spend
    }
  }
}

/** The spend from which returns diminish: 0 for a concave curve, the inflection point of an S-shaped one. */
export function inflection(curve: ResponseCurve): number {
  if (curve.kind !== 'hill' || curve.shape <= 1) return 0
  return curve.half * ((curve.shape - 1) / (curve.shape + 1)) ** (1 / curve.shape)
}

/**
 * The spend of [from, to], beyond the inflection, at which the marginal response has fallen to `slope` > 0: `from` if it is
 * lower already, `to` if it is still higher there.
 */
export function spendAtMarginal(curve: ResponseCurve, slope: number, from: number, to: number): number {
  switch (curve.kind) {
    case 'log':
      return clamp(curve.scale / slope - curve.half, from, to)
    case 'power': {
      const ratio = (curve.scale * curve.exponent) / (curve.unit * slope)
      return clamp(curve.unit * ratio ** (1 / (1 - curve.exponent)), from, to)
    }
    case 'hill': {
      if (curve.shape === 1) return clamp(Math.sqrt((curve.top * curve.half) / slope) - curve.half, from, to)
      return fallingHill(curve, slope, from, to)
    }
  }
}

/** Newton's method on the logarithm of the marginal response, kept inside a shrinking bracket. */
function fallingHill(curve: ResponseCurve & { kind: 'hill' }, slope: number, from: number, to: number): number {
  if (marginalResponse(curve, to) >= slope) return to
  if (marginalResponse(curve, from) <= slope) return from
  const { half, shape } = curve
  let low = from
  let high = to
  // Far out the curve's marginal is about top · n · halfⁿ / xⁿ⁺¹, which gives a close first guess.
  let x = clamp(half * ((curve.top * shape) / (half * slope)) ** (1 / (shape + 1)), low, high)
  for (let step = 0; step < 100; step++) {
    const marginal = marginalResponse(curve, x)
    const error = Math.log(marginal / slope)
    if (error > 0) low = x
    else high = x
    // d ln v′ / d ln x = n − 1 − 2n · s, with s the share of the top that is reached.
    const steepness = shape - 1 - 2 * shape * share(x / half, shape)
    const next = steepness < 0 ? x * Math.exp(-error / steepness) : NaN
    const inside = next > low && next < high
    const moved = inside ? next : (low + high) / 2
    if (Math.abs(moved - x) <= 1e-14 * x || high - low <= 1e-14 * high) return moved
    x = moved
  }
  return x
}

function clamp(x: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, x))
}
