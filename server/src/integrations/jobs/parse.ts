import { english } from '@hansa/contract/language'
import { importTargets, type FieldSource, type Output, type TargetField } from '@hansa/contract/integrations'
import { Person } from '@hansa/contract/organizations'
import { parseEmail, parseUrl } from '../../core/tabular/cells/addresses.ts'
import { parseCountry } from '../../core/tabular/cells/countries.ts'
import { parseDate, parseDateTime, type DateOrder } from '../../core/tabular/cells/dates.ts'
import { parseDecimal, parseInteger, type DecimalMark } from '../../core/tabular/cells/decimals.ts'
import { parseCurrency, parseMoney } from '../../core/tabular/cells/money.ts'
import { problem, type Parsed } from '../../core/tabular/cells/parsed.ts'
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
  const all = importTargets[output.target].fields as Record<string, TargetField>
  const told = valueOf(output.fields.currency, row)
  const currency = told === null ? { value: reading.currency } : parseCurrency(told)
  if (currency.value === undefined) return { field: 'currency', reason: `Currency: ${currency.problem}` }
  for (const [name, field] of Object.entries(all)) {
    const source = output.fields[name]
    if (field.type === 'traits') {
      const traits = traitsOf(source, row)
      const long = Object.entries(traits).find(([, value]) => value.length > mostOfTrait)
      if (long) return { field: name, reason: `${field.title}: ${long[0]} ${tooLong(long[1], mostOfTrait)}` }
      if (source) fields[name] = traits
      continue
    }
    const text = valueOf(source, row)
    if (text === null) {
      if (field.required) return { field: name, reason: english`${field.title} is empty` }
      continue
    }
    const read = within(readCell(text, field, source, currency.value, reading.timeZone), text, field)
    if (read.problem !== undefined) return { field: name, reason: `${field.title}: ${read.problem}${hint(read)}` }
    fields[name] = read.value
  }
  return { fields }
}

const hint = ({ suggestion }: Parsed<string | number | string[]>) =>
  suggestion === undefined ? '' : ` ${english`Is ${suggestion.toString()} meant?`}`

function readCell(
  text: string,
  { type }: TargetField,
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
      return { value: text.split(/\s*[;|,]\s*/).filter(Boolean) }
    default:
      return { value: text }
  }
}

const mostOfTrait = 500
const mostOfList = 50
const tooLong = (text: string, most: number) =>
  english`is ${text.length} characters long; ${most.toLocaleString('en')} at most are kept.`

/** What was read, where the field can hold it: what the API would refuse, a file cannot bring in either. */
function within(
  read: Parsed<string | number | string[]>,
  text: string,
  { type, most = type === 'url' ? 500 : 200, least = -Infinity }: TargetField,
): Parsed<string | number | string[]> {
  const { value } = read
  if (value === undefined) return read
  if (type === 'integer' && ((value as number) > most || (value as number) < least))
    return problem(text, english`is not a number from ${least} to ${most.toLocaleString('en')}`)
  if ((type === 'date' || type === 'datetime') && !/^(19|20|21)/.test(value as string))
    return problem(text, english`is not in the years from 1900 to 2199`)
  if (type === 'email' && !Person.shape.email.safeParse(value).success)
    return problem(text, english`is not an e-mail address; write it like ann@example.com`)
  if (Array.isArray(value)) {
    if (value.length > mostOfList)
      return { problem: english`holds ${value.length} values; ${mostOfList} at most are kept.` }
    const long = value.find((one) => one.length > most)
    return long === undefined ? read : { problem: english`a value of it ${tooLong(long, most)}` }
  }
  return typeof value === 'string' && value.length > most ? { problem: tooLong(value, most) } : read
}
