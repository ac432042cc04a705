import type { ClaimColumn } from '@hansa/contract/claim-batches'
import { english } from '@hansa/contract/language'
import type { RegistrationRules } from '@hansa/contract/registration-rules'
import { RegistrationClaim } from '@hansa/contract/registrations'
import { createHash } from 'node:crypto'
import { parseBoolean } from '../../core/tabular/cells/booleans.ts'
import { parseEmail } from '../../core/tabular/cells/addresses.ts'
import { parseCountry } from '../../core/tabular/cells/countries.ts'
import { parseDate } from '../../core/tabular/cells/dates.ts'
import { parseCurrency, parseMoney } from '../../core/tabular/cells/money.ts'
import { type Parsed, quoted, shortened } from '../../core/tabular/cells/parsed.ts'
import type { Values } from '../../core/tabular/format.ts'

export interface CellProblem {
  readonly field: ClaimColumn
  readonly message: string
}
export interface ReadClaim {
  readonly claim: RegistrationClaim
  /** Cells that could not be read; their fields are empty. */
  readonly problems: readonly CellProblem[]
  /** What the row is known by again: its own reference, or all that it says. */
  readonly known: readonly ['reference' | 'content', string]
  /** All that it says, as a hash. */
  readonly content: string
}

/** Which column of the table each field of a claim is read from. */
export const columnOfField: Readonly<Record<keyof RegistrationClaim, ClaimColumn>> = {
  customerName: 'customer_name',
  customerDomain: 'website',
  country: 'country',
  contactName: 'contact',
  contactEmail: 'contact_email',
  families: 'products',
  value: 'value',
  expectedCloseOn: 'expected_close',
  evidence: 'evidence',
  evidenceOn: 'evidence_on',
  isPublicSector: 'public_sector',
  kind: 'renewal',
}

const mostReference = 200

/** Reads one row as a claim. What cannot be read is left empty and named with its value and what would be right. */
export function readClaim(
  values: Values,
  columns: ReadonlyMap<ClaimColumn, string>,
  { currency, families }: { currency: string; families: RegistrationRules['families'] },
): ReadClaim {
  const problems: CellProblem[] = []
  const text = (column: ClaimColumn) => values[columns.get(column) ?? '']?.trim() || null
  const read = <T>(column: ClaimColumn, parse: (cell: string) => Parsed<T>): T | null => {
    const cell = text(column)
    if (cell === null) return null
    const parsed = parse(cell)
    if (parsed.problem === undefined) return parsed.value
    problems.push({ field: column, message: parsed.problem })
    return null
  }
  const as = (value: string): Parsed<string> => ({ value })
  const told = read('currency', parseCurrency)
  const moneyIn = told ?? (text('currency') === null ? currency : null)
  const amount = moneyIn === null ? null : read('value', (cell) => parseMoney(cell, moneyIn))
  const only = families.length === 1 && text('products') === null ? [families[0]!.key] : null
  const said: RegistrationClaim = {
    customerName: read('customer_name', as),
    customerDomain: read('website', as),
    country: read('country', parseCountry),
    contactName: read('contact', as),
    contactEmail: read('contact_email', parseEmail),
    families: only ?? read('products', (cell) => productsIn(cell, families)) ?? [],
    value: amount === null || moneyIn === null ? null : { amount, currency: moneyIn },
    expectedCloseOn: read('expected_close', (cell) => parseDate(cell)),
    evidence: read('evidence', as),
    evidenceOn: read('evidence_on', (cell) => parseDate(cell)),
    isPublicSector: read('public_sector', parseBoolean) ?? false,
    kind: read('renewal', parseBoolean) ? 'renewal' : 'new',
  }
  const claim = within(said, problems, (field) => text(columnOfField[field]) ?? '')
  const content = hashOf([claim, problems])
  const reference = text('reference')
  if (reference !== null && reference.length > mostReference)
    problems.push({ field: 'reference', message: tooLong(reference, mostReference) })
  return { claim, problems, content, known: reference === null ? ['content', content] : ['reference', reference] }
}

export const hashOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')

const tooLong = (cell: string, most: number) =>
  `${quoted(cell)} ${english`is ${cell.length} characters long; ${most.toLocaleString('en')} at most are kept.`}`

/** What the API would refuse, a table cannot bring in either. */
function within(
  said: RegistrationClaim,
  problems: CellProblem[],
  cell: (field: keyof RegistrationClaim) => string,
): RegistrationClaim {
  const parsed = RegistrationClaim.safeParse(said)
  if (parsed.success) return parsed.data
  const claim: RegistrationClaim = { ...said }
  for (const { path, ...issue } of parsed.error.issues) {
    const field = path[0] as keyof RegistrationClaim
    const message =
      issue.code === 'too_big' && issue.origin === 'string'
        ? tooLong(cell(field), Number(issue.maximum))
        : field === 'value'
          ? `${quoted(cell(field))} ${english`is not an amount above zero`}.`
          : `${quoted(cell(field))} ${issue.message}.`
    problems.push({ field: columnOfField[field], message })
    Object.assign(claim, { [field]: field === 'families' ? [] : null })
  }
  return claim
}

/** Product families by key or name. */
function productsIn(cell: string, families: RegistrationRules['families']): Parsed<string[]> {
  const found: string[] = []
  for (const part of cell.split(/[;|]/)) {
    const wanted = part.trim().toLowerCase()
    if (wanted === '') continue
    const family = families.find(({ key, name }) => key === wanted || name.toLowerCase() === wanted)
    if (!family)
      return {
        problem: english`"${shortened(part.trim(), 60)}" is not one of ${families.map(({ key }) => key).join(', ')}`,
      }
    if (!found.includes(family.key)) found.push(family.key)
  }
  return { value: found }
}
