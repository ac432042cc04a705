import { InvalidInput } from './errors.ts'

/** Whole list checks; the sentence is built only for the value that fails. */
export function checkEach(
  field: string,
  values: ArrayLike<number>,
  holds: (value: number) => boolean,
  expected: string,
): void {
  for (let i = 0; i < values.length; i++) {
    if (!holds(values[i]!)) throw new InvalidInput(`${field}[${i}]`, values[i], expected)
  }
}

/** Numbers whose squares and sums stay finite; real measurements are far smaller. */
export function checkMeasures(field: string, values: ArrayLike<number>, min = -1e150): void {
  checkEach(field, values, (value) => value >= min && value <= 1e150, `a number from ${min} to 1e+150`)
}

/** Finite and, where bounds are given, within them (inclusive). */
export function checkNumber(field: string, value: number, min = -Infinity, max = Infinity): void {
  if (Number.isFinite(value) && value >= min && value <= max) return
  throw new InvalidInput(field, value, `a finite number${range(min, max)}`)
}

/** Finite and greater than zero. */
export function checkPositive(field: string, value: number): void {
  if (!(Number.isFinite(value) && value > 0)) throw new InvalidInput(field, value, 'a finite number above 0')
}

/** A safe integer within inclusive bounds. */
export function checkInteger(field: string, value: number, min = -Infinity, max = Infinity): void {
  if (Number.isSafeInteger(value) && value >= min && value <= max) return
  throw new InvalidInput(field, value, `a whole number${range(min, max)}`)
}

/** Strictly between 0 and 1, as confidence levels are. */
export function checkLevel(field: string, value: number): void {
  if (!(value > 0 && value < 1)) throw new InvalidInput(field, value, 'between 0 and 1, exclusive')
}

export function checkLength(field: string, values: ArrayLike<unknown>, like: string, length: number): void {
  if (values.length !== length) throw new InvalidInput(field, values, `as long as ${like} (${length})`)
}

/** Flags may be booleans or 0 and 1, so that they fit in typed arrays. */
export type Flags = ArrayLike<boolean> | ArrayLike<number>

export function flagAt(field: string, flags: Flags, i: number): boolean {
  const flag = flags[i]
  if (flag === true || flag === 1) return true
  if (flag === false || flag === 0) return false
  throw new InvalidInput(`${field}[${i}]`, flag, 'true, false, 1 or 0')
}

function range(min: number, max: number): string {
  if (min === -Infinity && max === Infinity) return ''
  if (max === Infinity) return `, at least ${min}`
  if (min === -Infinity) return `, at most ${max}`
  return ` from ${min} to ${max}`
}
