/**
 * Sums of non-negative numbers that do not depend on the order of adding, so that partial results of slices merge to
 * the very bits of one pass.
 *
 * Each sum is a fixed-point number in two doubles: a whole part below 2⁵³ and a fraction in units of 2⁻⁵². Adding
 * rounds the addend to 2⁻⁵² once and is exact from there on.
 */
export class ExactSums {
  readonly whole: Float64Array
  readonly fraction: Float64Array

  constructor(whole: Float64Array, fraction: Float64Array) {
    this.whole = whole
    this.fraction = fraction
  }

  static zeros(length: number): ExactSums {
    return new ExactSums(new Float64Array(length), new Float64Array(length))
  }

  add(i: number, amount: number): void {
    const whole = Math.floor(amount)
    this.#add(i, whole, Math.round((amount - whole) * 2 ** 52))
  }

  merge(other: ExactSums): void {
    for (let i = 0; i < this.whole.length; i++) this.#add(i, other.whole[i]!, other.fraction[i]!)
  }

  at(i: number): number {
    return this.whole[i]! + this.fraction[i]! * 2 ** -52
  }

  #add(i: number, whole: number, fraction: number): void {
    const sum = this.fraction[i]! + fraction
    const carry = sum >= 2 ** 52 ? 1 : 0
    this.fraction[i] = sum - carry * 2 ** 52
    this.whole[i]! += whole + carry
  }
}
