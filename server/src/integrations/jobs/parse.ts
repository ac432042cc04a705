import { importTargets, type FieldSource, type ImportTarget, type Output } from '@hansa/contract/integrations'
import { parseEmail, parseUrl } from '../../core/tabular/cells/addresses.ts'
import { parseCountry } from '../../core/tabular/cells/countries.ts'
import { parseDate, parseDateTime, type DateOrder } from '../../core/tabular/cells/dates.ts'
import { parseDecimal, parseInteger, type DecimalMark } from '../../core/tabular/cells/decimals.ts'
import { parseMoney } from '../../core/tabular/cells/money.ts'
import type { Parsed } from '../../core/tabular/cells/parsed.ts'
import { traitsOf, valueOf, type Row } from '../rules/mapping.ts'

/** A row's fields for one target, read: days as `2026-03-31`, amounts in minor units, lists split. */
export type Fields = Readonly<Record<string, string | number | readonly string[] | Record<string, string> | null>>
export type ReadRow = { readonly fields: Fields } | { readonly field: string; readonly reason: string }

export interface Reading {
  /** What amounts without a currency of their own are in. */
  readonly currency: string
  readonly timeZone: string
}

/** Reads a row's cells as what the target's fields need, or says which field cannot be read and why. */
export function readFields(output: Output, row: Row, reading: Reading): ReadRow {
  const fields: Record<string, Fields[string]> = {}
  const all = importTargets[output.target].fields as Record<string, { title: string; type: string; required?: true }>
  const currency = valueOf(output.fields.currency, row)?.toUpperCase() ?? reading.currency
  for (const [name, field] of Object.entries(all)) {
    const source = output.fields[name]
    if (field.type === 'traits') {
      if (source) fields[name] = traitsOf(source, row)
      continue
    }
    const text = valueOf(source, row)
    if (text === null) {
      if (field.required) return { field: name, reason: `${field.title} is empty` }
      continue
    }
    const read = readCell(text, field.type, source, currency, reading.timeZone)
    if (read.problem !== undefined) return { field: name, reason: `${field.title}: ${read.problem}${hint(read)}` }
    fields[name] = read.value
  }
  return { fields }
}

const hint = ({ suggestion }: Parsed<string | number | string[]>) =>
  suggestion === undefined ? '' : ` Is ${suggestion.toString()} meant?`

function readCell(
  text: string,
  type: string,
  source: FieldSource | undefined,
  currency: string,
  zone: string,
): Parsed<string | number | string[]> {
  const order =
    source?.format && ['ymd', 'dmy', 'mdy'].includes(source.format) ? (source.format as DateOrder) : undefined
  const mark: DecimalMark | undefined =
    source?.format === 'decimal_point' ? 'point' : source?.format === 'decimal_comma' ? 'comma' : undefined
  switch (type) {
    case 'date':
      return parseDate(text, order)
    case 'datetime':
      return parseDateTime(text, { zone, ...(order && { order }) })
    case 'integer':
      return parseInteger(text, mark)
    case 'decimal': {
      const decimal = parseDecimal(text, mark)
      return decimal.problem === undefined ? { value: Number(decimal.value) } : { problem: decimal.problem }
    }
    case 'money':
      return parseMoney(text, currency, mark)
    case 'email':
      return parseEmail(text)
    case 'url':
      return parseUrl(text).problem === undefined ? { value: text } : parseUrl(text)
    case 'country':
      return parseCountry(text)
    case 'list':
      return {
        value: text
          .split(/\s*[;|,]\s*/)
          .filter(Boolean)
          .slice(0, 50),
      }
    default:
      return text.length > 4000
        ? { problem: `is ${text.length} characters long; 4,000 at most are kept.` }
        : { value: text }
  }
}

/** The names of a target's fields that say which organization a row speaks of. */
export const namesOrganization = (target: ImportTarget): boolean => 'key' in importTargets[target].fields
