import { dayText } from './format.ts'
import { t } from './language.tsx'
import { valueOf, valuesOf, type Query } from './query.ts'

interface Base {
  /** The name in the address and in the list's input. */
  name: string
  label: string
}
/** `count`: how many rows have the value, where somebody counted. */
type Options = readonly { value: string; label: string; count?: number }[]

export type ChoiceFilter = Base & { kind: 'select' | 'multi'; options: Options }
export type TextFilter = Base & { kind: 'text'; placeholder?: string }
export type DatesFilter = Base & { kind: 'dates'; from: string; until: string }

/** One way to narrow a list. `dates` takes the two names of its ends in place of one. */
export type Filter = ChoiceFilter | TextFilter | DatesFilter

/** The names that a filter uses in the address. */
export const namesOf = (filter: Filter): string[] =>
  filter.kind === 'dates' ? [filter.from, filter.until] : [filter.name]

export const isActive = (filter: Filter, query: Query): boolean =>
  namesOf(filter).some((name) => valuesOf(query, name).length > 0)

/** An active filter's values in words: `Germany, France +2`, `from 1 Mar 2026`. */
export function filterText(filter: Filter, query: Query, locale?: string): string {
  if (filter.kind === 'dates') {
    const [from, until] = [valueOf(query, filter.from), valueOf(query, filter.until)]
    if (from && until) return `${dayText(from, locale)} – ${dayText(until, locale)}`
    return from
      ? t('from {day}', { day: dayText(from, locale) })
      : t('until {day}', { day: dayText(until ?? '', locale) })
  }
  const values = valuesOf(query, filter.name)
  if (filter.kind === 'text') return values.join(', ')
  const words = values.map((value) => filter.options.find((option) => option.value === value)?.label ?? value)
  return words.length > 2 ? `${words.slice(0, 2).join(', ')} +${words.length - 2}` : words.join(', ')
}
