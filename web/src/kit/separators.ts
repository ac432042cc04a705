import { locale as readers } from './language.tsx'

/** How the reader's locale writes 1234.5: the sign between thousands and the one before decimals. */
export function separators(locale = readers()): { thousandSeparator: string; decimalSeparator: string } {
  const parts = new Intl.NumberFormat(locale).formatToParts(12_345.6)
  const of = (type: string, otherwise: string) => parts.find((part) => part.type === type)?.value ?? otherwise
  return { thousandSeparator: of('group', ','), decimalSeparator: of('decimal', '.') }
}
