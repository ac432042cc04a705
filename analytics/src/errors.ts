/** Input that a method cannot honestly answer. The message names the field, the offending value and what would be right. */
export class InvalidInput extends RangeError {
  override readonly name = 'InvalidInput'
  readonly field: string
  readonly value: unknown
  readonly expected: string

  constructor(field: string, value: unknown, expected: string) {
    super(`${field} must be ${expected}, got ${show(value)}`)
    this.field = field
    this.value = value
    this.expected = expected
  }
}

/** The honest answer where the data cannot support a number: `needs` says what would. */
export interface NotEnough {
  readonly enough: false
  readonly needs: string
}

export const notEnough = (needs: string): NotEnough => ({ enough: false, needs })

function show(value: unknown): string {
  if (typeof value === 'string') return `"${value.length > 80 ? `${value.slice(0, 80)}…` : value}"`
  if (typeof value === 'function') return 'a function'
  if (typeof value === 'symbol') return 'a symbol'
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value)
  return 'length' in value ? `a list of ${String(value.length)}` : 'an object'
}
