import { MultiSelectField, SelectField, type Option } from './choices.tsx'
import type { FieldProps } from './input.ts'
import { locale } from './language.tsx'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
/** Regions that are no countries (the European Union, the unknown one), and places that ISO 3166-1 only sets aside. */
const others = new Set('AC AN CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '))

let known: Option[] | undefined
/** Every country of ISO 3166-1, and Kosovo, under its name in the reader's language, in the order of that language. */
function countryOptions(): Option[] {
  if (known) return known
  const names = new Intl.DisplayNames(locale(), { type: 'region', fallback: 'none' })
  const codes = letters.flatMap((first) => letters.map((second) => first + second))
  // A code that was given up (DD) is turned into the one that took its place.
  const isCurrent = (code: string) => new Intl.Locale(`und-${code}`).region === code
  known = codes
    .flatMap((value) => {
      const label = others.has(value) || !isCurrent(value) ? undefined : names.of(value)
      return label === undefined ? [] : [{ value, label }]
    })
    .sort((a, b) => a.label.localeCompare(b.label, locale()))
  return known
}

/** A country; the value is its code, `DE`. */
export const CountryField = (field: FieldProps) => <SelectField {...field} options={countryOptions()} />

/** Several countries, by their codes. */
export const CountriesField = (field: FieldProps) => <MultiSelectField {...field} options={countryOptions()} />
