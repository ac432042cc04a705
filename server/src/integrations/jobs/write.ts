import { english } from '@hansa/contract/language'
import type { ImportTarget } from '@hansa/contract/integrations'
import type { Db } from '../../core/database/scope.ts'
import type { NewEvent } from '../../core/events/record.ts'
import { createHash } from 'node:crypto'
import { resolveOrganizations, type OrganizationRef, type Resolved } from '../../organizations/queries/resolve.ts'
import type { Fields } from './parse.ts'

/** What a batch of rows is written with. */
export interface Writing {
  readonly db: Db
  /** Names the system whose keys the rows use. */
  readonly source: string
  readonly now: Date
  /** Today, where the ecosystem lives. */
  readonly day: string
  readonly currency: string
  record(events: readonly NewEvent[]): Promise<number>
}

/** One row on its way to one target. */
export interface Item {
  readonly row: number
  readonly fields: Fields
}

export type Outcome = 'created' | 'updated' | 'unchanged'
/** What became of an item: what was written, or why nothing was. */
export type Written = { readonly row: number } & (
  | { readonly outcome: Outcome }
  | { readonly field: string | null; readonly reason: string }
)

export type Writer = (to: Writing, items: readonly Item[]) => Promise<Written[]>

export const text = (value: Fields[string] | undefined): string | null => (typeof value === 'string' ? value : null)
export const number = (value: Fields[string] | undefined): number | null => (typeof value === 'number' ? value : null)
export const list = (value: Fields[string] | undefined): readonly string[] =>
  Array.isArray(value) ? (value as readonly string[]) : []
export const traits = (value: Fields[string] | undefined): Record<string, string> =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, string>) : {}

/** Which organization an item speaks of, with the facts that only rows about organizations may change. */
export function refOf(fields: Fields, target: ImportTarget): OrganizationRef {
  const ref: OrganizationRef = {
    keys: [text(fields.key), text(fields.otherKey)].filter((key): key is string => key !== null),
    name: text(fields.name),
    website: text(fields.website),
  }
  if (target === 'partnerships') return { ...ref, country: text(fields.country) }
  if (target !== 'organizations') return ref
  return {
    ...ref,
    country: text(fields.country),
    city: text(fields.city),
    industry: text(fields.industry),
    employees: number(fields.employees),
    description: text(fields.description),
    aliases: list(fields.aliases),
    tags: list(fields.tags),
    traits: traits(fields.traits),
  }
}

/** The company that each item names by other fields, such as a deal's partner. Undefined where it names none. */
export async function resolveOthers(
  to: Writing,
  items: readonly Item[],
  fields: { key: string; name: string; website?: string },
): Promise<(Resolved | undefined)[]> {
  const refs = items.map(({ fields: all }) => ({
    keys: [text(all[fields.key])].filter((key): key is string => key !== null),
    name: text(all[fields.name]),
    website: fields.website ? text(all[fields.website]) : null,
  }))
  const named = refs.filter((ref) => ref.keys.length > 0 || ref.name || ref.website)
  const found = await resolveOrganizations(to.db, to.source, named, to.now, 'gaps')
  return refs.map((ref) => found[named.indexOf(ref)])
}

/**
 * A writer for rows about an organization: finds or creates the organizations first, tells of new ones, and hands over
 * those items whose organization is clear.
 */
export const aboutOrganizations =
  (
    target: ImportTarget,
    write: (
      to: Writing,
      items: readonly (Item & { organizationId: string; organization: Outcome })[],
    ) => Promise<Written[]>,
  ): Writer =>
  async (to, items) => {
    const found = await resolveOrganizations(
      to.db,
      to.source,
      items.map((item) => refOf(item.fields, target)),
      to.now,
      target === 'organizations' ? 'facts' : 'gaps',
    )
    const clear: (Item & { organizationId: string; organization: Outcome })[] = []
    const unclear: Written[] = []
    const told = new Set<string>()
    const events: NewEvent[] = []
    items.forEach((item, index) => {
      const one = found[index]!
      if ('problem' in one)
        return unclear.push({
          row: item.row,
          field: 'name',
          reason: english`The company is not clear: ${one.problem}.`,
        })
      clear.push({ ...item, organizationId: one.id, organization: one.outcome })
      if (one.outcome === 'unchanged' || told.has(one.id)) return
      told.add(one.id)
      events.push({
        verb: `organization.${one.outcome}`,
        objectId: one.id,
        organizationId: one.id,
        data: { name: text(item.fields.name) },
      })
    })
    await to.record(events)
    return [...unclear, ...(await write(to, clear))]
  }

/** A key for a row that brings none: its content. */
export const fingerprint = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22)

/** A word as a code: `Best case` → `best_case`. */
export const code = (word: string): string =>
  word
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
