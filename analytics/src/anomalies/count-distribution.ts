import { betaI, gammaP, gammaQ } from '../special.ts'

/*
 * The distribution of a week's count: negative binomial with mean μ and variance φ μ (size μ/(φ − 1), probability 1/φ), which
 * is Poisson at φ = 1.
 */

/** φ closer to 1 than this is Poisson: the negative binomial's size would drown the tail's digits. */
const POISSON = 1 + 1e-6

/** P(Y ≤ y); 0 below 0. */
export function countCdf(y: number, mean: number, dispersion: number): number {
  if (y < 0) return 0
  if (mean <= 0) return 1
  return dispersion < POISSON ? gammaQ(y + 1, mean) : betaI(1 / dispersion, mean / (dispersion - 1), y + 1)
}

/** P(Y ≥ y), accurate where it is small. */
export function countTail(y: number, mean: number, dispersion: number): number {
  if (y <= 0) return 1
  if (mean <= 0) return 0
  return dispersion < POISSON ? gammaP(y, mean) : betaI(1 - 1 / dispersion, y, mean / (dispersion - 1))
}

/** The smallest y with P(Y ≤ y) ≥ p, 0 < p < 1. */
export function countQuantile(p: number, mean: number, dispersion: number): number {
  let [below, high] = [-1, Math.ceil(mean)]
  while (countCdf(high, mean, dispersion) < p) {
    below = high
    high = 2 * high + 1
  }
  while (high - below > 1) {
    const middle = Math.floor((below + high) / 2)
    if (countCdf(middle, mean, dispersion) < p) below = middle
    else high = middle
  }
  return high
}
