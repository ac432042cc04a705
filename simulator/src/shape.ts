import type { FieldSource, ImportTarget, Mapping } from '@hansa/contract/integrations'

/** The files of a run, in the order in which they are imported: companies first, then what is said of them. */
export const columns = {
  organizations: [
    'key',
    'name',
    'website',
    'country',
    'city',
    'industry',
    'employees',
    'parentKey',
    'tags',
    'cloud_practice',
    'vertical_focus',
    'consultants',
    'iso9001',
    'followers',
    'founded',
  ],
  partnerships: [
    'key',
    'types',
    'stage',
    'tier',
    'day',
    'until',
    'manager',
    'recruiter',
    'territory',
    'origin',
    'campaign',
  ],
  applications: [
    'applicationKey',
    'name',
    'website',
    'country',
    'city',
    'industry',
    'employees',
    'contact',
    'email',
    'phone',
    'jobTitle',
    'types',
    'submittedAt',
    'cloud_practice',
    'vertical_focus',
    'consultants',
  ],
  people: ['key', 'personName', 'email', 'phone', 'jobTitle', 'country'],
  relationships: ['key', 'kind', 'toKey', 'since'],
  deals: [
    'dealKey',
    'dealName',
    'key',
    'partnerKey',
    'stage',
    'stageDay',
    'amount',
    'currency',
    'owner',
    'product',
    'openedOn',
    'expectedCloseOn',
    'lostReason',
  ],
  revenue: ['key', 'revenueKey', 'day', 'amount', 'currency', 'kind', 'product', 'order'],
  certifications: ['key', 'certification', 'certificationKey', 'day', 'expiresOn'],
  satisfaction: ['key', 'scoreKey', 'day', 'score', 'scaleFrom', 'scaleTo', 'respondents'],
  events: [
    'key',
    'verb',
    'happenedAt',
    'eventKey',
    'deal',
    'role',
    'channel',
    'activity',
    'spend',
    'leads',
    'customer',
    'units',
  ],
} as const satisfies Partial<Record<ImportTarget, readonly string[]>>

export type Target = keyof typeof columns
export const targets = Object.keys(columns) as Target[]
export type Row = Readonly<Record<string, string | number | boolean | null>>
/** A row for one of the files, or a line of the truth, which no import ever sees. */
export type Fact =
  | { readonly to: Target; readonly row: Row }
  | { readonly to: 'truth'; readonly row: Readonly<Record<string, unknown>> }

/** Columns without a field of their own, kept under their names. */
const traits: Partial<Record<Target, { field: string; from: string }>> = {
  organizations: { field: 'traits', from: 'cloud_practice' },
  applications: { field: 'traits', from: 'cloud_practice' },
  events: { field: 'data', from: 'deal' },
}

/** How a file is imported: its columns are named as the fields of the target. */
export function mappingOf(target: Target): Mapping {
  const all: readonly string[] = columns[target]
  const more = traits[target]
  const named = more ? all.slice(0, all.indexOf(more.from)) : all
  const fields: Record<string, FieldSource> = Object.fromEntries(
    named.map((column) => [column, column === 'amount' ? { column, format: 'decimal_point' as const } : { column }]),
  )
  if (more) fields[more.field] = { columns: all.slice(named.length) }
  return { source: 'simulated', nulls: [''], outputs: [{ target, fields }] }
}
