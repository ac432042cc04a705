import type { Option } from '../kit/choices.tsx'
import { locale } from '../kit/language.tsx'

const named = (codes: readonly string[], name: (code: string) => string): Option[] =>
  codes.map((code) => ({ value: code, label: name(code) })).sort((a, b) => a.label.localeCompare(b.label, locale()))

/** Currencies with their names in the reader's language. */
export function currencyOptions(): Option[] {
  const names = new Intl.DisplayNames(locale(), { type: 'currency' })
  return named(Intl.supportedValuesOf('currency'), (code) => `${code} · ${names.of(code) ?? code}`)
}

export const timeZoneOptions = (): Option[] =>
  named(
    [...new Set(['UTC', Intl.DateTimeFormat().resolvedOptions().timeZone, ...Intl.supportedValuesOf('timeZone')])],
    (zone) => zone.replaceAll('_', ' '),
  )
