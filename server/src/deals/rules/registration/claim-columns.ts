import type { ClaimColumn } from '@hansa/contract/claim-batches'

/** Other names that people give the columns, without case, blanks and signs. */
const names: Readonly<Record<ClaimColumn, readonly string[]>> = {
  reference: ['ref', 'id', 'key', 'yourreference', 'referenz'],
  customer_name: ['customer', 'name', 'company', 'companyname', 'account', 'accountname', 'legalname', 'kunde'],
  website: ['domain', 'customerdomain', 'url', 'web'],
  country: ['countrycode', 'land'],
  contact: ['contactname', 'contactperson', 'ansprechpartner', 'kontakt'],
  contact_email: ['email', 'mail'],
  products: ['product', 'families', 'family', 'productfamily', 'produkte', 'produkt'],
  value: ['amount', 'dealvalue', 'wert', 'betrag'],
  currency: ['currencycode', 'waehrung', 'währung'],
  expected_close: ['expectedcloseon', 'expectedclosedate', 'closedate', 'close', 'abschluss'],
  evidence: ['activity', 'ownactivity', 'nachweis'],
  evidence_on: ['evidencedate', 'activitydate', 'evidenceday'],
  public_sector: ['ispublicsector', 'publicbody', 'public'],
  renewal: ['isrenewal', 'verlängerung', 'verlaengerung'],
}

const bare = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

const columnOf: ReadonlyMap<string, ClaimColumn> = new Map(
  Object.entries(names).flatMap(([column, others]) =>
    [bare(column), ...others].map((name) => [name, column as ClaimColumn] as const),
  ),
)

/** Which column of a file holds what; the first of two that mean the same. */
export function claimColumnsIn(header: readonly string[]): {
  columns: ReadonlyMap<ClaimColumn, string>
  unknown: string[]
} {
  const columns = new Map<ClaimColumn, string>()
  const unknown: string[] = []
  for (const name of header) {
    const column = columnOf.get(bare(name))
    if (column && !columns.has(column)) columns.set(column, name)
    // A corrected file still carries its reasons.
    else if (name !== 'reason') unknown.push(name)
  }
  return { columns, unknown }
}
