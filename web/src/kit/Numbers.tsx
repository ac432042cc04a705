import { countryText, countText, percentText, wordsOf } from './format.ts'
import { t } from './language.tsx'
import { None } from './None.tsx'

/** A number with the reader's separators; `compact` shortens from ten thousand on. */
export function Count({ value, compact }: { value: number | null | undefined; compact?: boolean }) {
  if (value === null || value === undefined) return <None />
  return compact ? <span title={countText(value)}>{countText(value, undefined, true)}</span> : <>{countText(value)}</>
}

/** A share (0.123) as per cent (12.3%). */
export function Percent({ value, digits = 1 }: { value: number | null | undefined; digits?: number }) {
  return value === null || value === undefined ? <None /> : <>{percentText(value, undefined, digits)}</>
}

/** A code as words (`in_review` → In review), by the list's own words where it has some. */
export function Words({ code, words }: { code: string | null | undefined; words?: Readonly<Record<string, string>> }) {
  return code ? <>{t(words?.[code] ?? wordsOf(code))}</> : <None />
}

/** A country code as its name in the reader's language. */
export function CountryName({ code }: { code: string | null | undefined }) {
  return code ? <>{countryText(code)}</> : <None />
}
