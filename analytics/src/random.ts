import { checkInteger, checkNumber } from './check.ts'
import { lgamma } from './special.ts'

/**
 * Seeded random numbers: the same seed and stream give the same draws on every machine.
 *
 * The generator is sfc32 (Chris Doty-Humphrey, PractRand, 2010): 128 bits of state of which 32 are a counter, so every
 * seed and stream has a period of at least 2³² and distinct seeds never run into each other's sequence by accident.
 * It passes PractRand and BigCrush. It is not for secrets.
 *
 * `stream` gives independent sequences of one seed: use it where work is split over slices or replicates, so that a
 * draw depends on what it is for and not on the order of the work.
 *
 * @example
 * const random = new Random(7)
 * random.uniform() // 0.427936967379521
 */
export class Random {
  #a = 0
  #b = 0
  #c = 0
  #counter = 1

  /** @param seed a safe integer ≥ 0. @param stream a whole number from 0 to 2³² − 1. */
  constructor(seed: number, stream = 0) {
    this.restart(seed, stream)
  }

  /** Begins again, as a new object would: for hot loops that need a stream per item. */
  restart(seed: number, stream = 0): void {
    checkInteger('seed', seed, 0)
    checkInteger('stream', stream, 0, 0xffffffff)
    this.#a = stream | 0
    this.#b = seed | 0
    this.#c = (seed / 2 ** 32) | 0
    this.#counter = 1
    for (let i = 0; i < 12; i++) this.uint32()
  }

  /** Uniform over 0 … 2³² − 1. */
  uint32(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  /** Uniform in [0, 1), with all 53 bits of a double. */
  uniform(): number {
    return ((this.uint32() >>> 5) * 67108864 + (this.uint32() >>> 6)) / 9007199254740992
  }

  /** Uniform over the whole numbers 0 … n − 1, without modulo bias (rejection). */
  below(n: number): number {
    checkInteger('n', n, 1, 2 ** 32)
    const limit = 2 ** 32 - (2 ** 32 % n)
    let draw = this.uint32()
    while (draw >= limit) draw = this.uint32()
    return draw % n
  }

  /** Standard normal, by Marsaglia's polar method (1964); the pair's second half is thrown away to keep no state. */
  normal(): number {
    for (;;) {
      const x = 2 * this.uniform() - 1
      const s = x * x + (2 * this.uniform() - 1) ** 2
      if (s > 0 && s < 1) return x * Math.sqrt((-2 * Math.log(s)) / s)
    }
  }

  /** Exponential with mean 1. */
  exponential(): number {
    return -Math.log1p(-this.uniform())
  }

  /** Gamma with the given shape > 0 and scale 1 (Marsaglia & Tsang 2000). */
  gamma(shape: number): number {
    checkNumber('shape', shape, Number.MIN_VALUE)
    if (shape < 1) return this.gamma(shape + 1) * (1 - this.uniform()) ** (1 / shape)
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = this.normal()
      const v = (1 + c * x) ** 3
      if (v > 0 && Math.log(1 - this.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
    }
  }

  /** Beta(a, b), as a ratio of gammas; where both underflow the distribution is two-point, and drawn as such. */
  beta(a: number, b: number): number {
    const x = this.gamma(a)
    const sum = x + this.gamma(b)
    return sum > 0 ? x / sum : Number(this.uniform() < a / (a + b))
  }

  /** Poisson: by inversion below a mean of 30, above by transformed rejection (Hörmann 1993, PTRS). */
  poisson(mean: number): number {
    checkNumber('mean', mean, 0)
    if (mean < 30) {
      const u = this.uniform()
      let k = 0
      let p = Math.exp(-mean)
      for (let sum = p; u >= sum && k < 1000; sum += p) p *= mean / ++k
      return k
    }
    const b = 0.931 + 2.53 * Math.sqrt(mean)
    const a = -0.059 + 0.02483 * b
    for (;;) {
      const u = this.uniform() - 0.5
      const v = 1 - this.uniform()
      const us = 0.5 - Math.abs(u)
      const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43)
      if (us >= 0.07 && v <= 0.9277 - 3.6224 / (b - 2)) return k
      if (k < 0 || (us < 0.013 && v > us)) continue
      const accept = Math.log((v * (1.1239 + 1.1328 / (b - 3.4))) / (a / (us * us) + b))
      if (accept <= k * Math.log(mean) - mean - lgamma(k + 1)) return k
    }
  }

  /** Shuffles in place (Fisher–Yates) and returns the same array. */
  shuffle<T extends { length: number; [i: number]: unknown }>(items: T): T {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1)
      const item = items[i]
      items[i] = items[j]
      items[j] = item
    }
    return items
  }
}
