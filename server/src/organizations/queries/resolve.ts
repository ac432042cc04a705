import { english } from '@hansa/contract/language'
import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import { newId } from '../../core/ids.ts'
import { derived, identityOf, matchName, registrableDomain } from '../rules.ts'

/** What a source says to name a company, and what it knows of it. At least a key, a website or a name. */
export interface OrganizationRef {
  /** What the source calls it; two keys of one row are the same company. */
  readonly keys: readonly string[]
  readonly name?: string | null
  readonly website?: string | null
  readonly country?: string | null
  readonly city?: string | null
  readonly industry?: string | null
  readonly employees?: number | null
  readonly description?: string | null
  readonly aliases?: readonly string[] | null
  readonly tags?: readonly string[] | null
  readonly traits?: Readonly<Record<string, string | number | boolean>> | null
}

export type Resolved =
  | { readonly id: string; readonly outcome: 'created' | 'updated' | 'unchanged' }
  | { readonly problem: string }

interface Found {
  id: string
  name: string
  matchName: string
  domain: string | null
  country: string | null
}

/**
 * Finds the companies that rows speak of: by the source's own keys; else by domain and name together where a key is
 * new, or by domain, or by name alone where there is none; else creates them. A handful of statements for all of them.
 *
 * A row that could mean several companies is a problem for a person, never a guess.
 *
 * @param write `facts` also changes what the rows say differently; `gaps` fills only what is not known yet.
 */
export async function resolveOrganizations(
  db: Db,
  source: string,
  refs: readonly OrganizationRef[],
  now: Date,
  write: 'facts' | 'gaps',
): Promise<Resolved[]> {
  const byKey = await findByKey(db, source, [...new Set(refs.flatMap((ref) => ref.keys))])
  const open = refs.filter((ref) => !ref.keys.some((key) => byKey.has(key)))
  const candidates = await findCandidates(db, open)
  const made = new Map<string, string>()
  const createdRefs = new Map<string, OrganizationRef>()
  const newKeys: { key: string; organizationId: string }[] = []
  const results: Resolved[] = []
  const touched = new Map<string, OrganizationRef[]>()

  for (const ref of refs) {
    const known = [...new Set(ref.keys.flatMap((key) => byKey.get(key) ?? []))]
    if (known.length > 1) {
      results.push({
        problem: english`its keys ${ref.keys.join(' and ')} belong to two different organizations here; merge them first`,
      })
      continue
    }
    let id = known[0]
    let created = false
    if (!id) {
      const found = pick(ref, candidates)
      if ('problem' in found) {
        results.push(found)
        continue
      }
      const identity = identityOf(ref)
      id = found.id ?? made.get(identity)
      if (!id) {
        if (!ref.name) {
          const known = ref.keys[0] ?? ref.website
          results.push({
            problem: known
              ? english`no organization is known by ${known}, and there is no name to create one with`
              : english`the row has no key, no website and no name of one`,
          })
          continue
        }
        id = newId('org', now)
        created = true
        made.set(identity, id)
        createdRefs.set(id, ref)
      }
    }
    for (const key of ref.keys)
      if (!byKey.has(key)) {
        byKey.set(key, id)
        newKeys.push({ key, organizationId: id })
      }
    if (!created) touched.set(id, [...(touched.get(id) ?? []), ref])
    results.push({ id, outcome: created ? 'created' : 'unchanged' })
  }
  await insertAll(db, createdRefs, now)
  await insertKeys(db, source, newKeys)
  const updated = await updateAll(db, touched, now, write)
  return results.map((result) =>
    'id' in result && result.outcome === 'unchanged' && updated.has(result.id)
      ? { ...result, outcome: 'updated' }
      : result,
  )
}

/** The company that each row without keys speaks of, found as above; creates none. */
export async function findOrganizations(db: Db, refs: readonly OrganizationRef[]) {
  const candidates = await findCandidates(db, refs)
  return refs.map((ref) => pick(ref, candidates))
}

type Picked = { id?: string } | { problem: string; names: string[] }
function pick(ref: OrganizationRef, candidates: readonly Found[]): Picked {
  const domain = registrableDomain(ref.website)
  const name = ref.name ? matchName(ref.name) : null
  const sameName = (found: Found) =>
    found.matchName === name && (!ref.country || !found.country || found.country === ref.country)
  const fits = candidates.filter((found) => {
    if (ref.keys.length > 0) return domain !== null && found.domain === domain && sameName(found)
    return domain !== null ? found.domain === domain || (found.domain === null && sameName(found)) : sameName(found)
  })
  const both = fits.filter((found) => found.domain === domain && sameName(found))
  const best = both.length > 0 ? both : fits
  if (best.length > 1) {
    const names = best.slice(0, 3).map((found) => found.name)
    return {
      problem: english`"${ref.name ?? ref.website}" could be ${names.join(' or ')}; give a key or the website`,
      names,
    }
  }
  return best[0] ? { id: best[0].id } : {}
}

async function findByKey(db: Db, source: string, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<{ key: string; organizationId: string }>`
    select k.key, k.organization_id from unnest(${keys}::text[]) as asked (key)
    join organization_key k on k.source = ${source} and k.key = asked.key collate "C"`.execute(db)
  return new Map(rows.map((row) => [row.key, row.organizationId]))
}

async function findCandidates(db: Db, refs: readonly OrganizationRef[]): Promise<Found[]> {
  const domains = [...new Set(refs.flatMap((ref) => registrableDomain(ref.website) ?? []))]
  const names = [...new Set(refs.flatMap((ref) => (ref.name && ref.keys.length === 0 ? [matchName(ref.name)] : [])))]
  if (domains.length === 0 && names.length === 0) return []
  const { rows } = await sql<Found>`
    select o.id, o.name, o.match_name, o.domain, o.country from unnest(${domains}::text[]) as asked (domain)
    join organization o on o.domain = asked.domain collate "C" where o.merged_into is null
    union
    select o.id, o.name, o.match_name, o.domain, o.country from unnest(${names}::text[]) as asked (name)
    join organization o on o.match_name = asked.name collate "C" where o.merged_into is null`.execute(db)
  return rows
}

const facts = [
  'name',
  'website',
  'country',
  'city',
  'industry',
  'employees',
  'description',
  'aliases',
  'tags',
  'traits',
] as const

/** The rows as one JSON text: fifteen columns in one parameter, checked by the columns they land in. */
const asJson = (rows: readonly object[]) => JSON.stringify(rows)

async function insertAll(db: Db, created: ReadonlyMap<string, OrganizationRef>, now: Date): Promise<void> {
  if (created.size === 0) return
  const rows = [...created].map(([id, ref]) => {
    const {
      sortName,
      matchName: match,
      searchText,
      domain,
    } = derived({ ...ref, name: ref.name!, aliases: ref.aliases ?? [] })
    return {
      id,
      ...Object.fromEntries(facts.map((fact) => [fact, ref[fact] ?? null])),
      sort_name: sortName,
      match_name: match,
      search_text: searchText,
      domain,
    }
  })
  await sql`
    insert into organization (id, name, sort_name, match_name, search_text, website, domain, country, city, industry, employees, description, aliases, tags, traits, created_at, updated_at)
    select id, name, sort_name, match_name, search_text, website, domain, country, city, industry, employees, description,
      coalesce(aliases, '{}'), coalesce(tags, '{}'), coalesce(traits, '{}'), ${now}, ${now}
    from jsonb_to_recordset(${asJson(rows)}::jsonb) as t (
      id text, name text, sort_name text, match_name text, search_text text, website text, domain text, country text, city text,
      industry text, employees integer, description text, aliases text[], tags text[], traits jsonb)`.execute(db)
}

async function insertKeys(
  db: Db,
  source: string,
  keys: readonly { key: string; organizationId: string }[],
): Promise<void> {
  if (keys.length === 0) return
  await sql`
    insert into organization_key (source, key, organization_id)
    select ${source}, key, organization_id from unnest(${keys.map((one) => one.key)}::text[], ${keys.map((one) => one.organizationId)}::text[]) as t (key, organization_id)
    on conflict do nothing`.execute(db)
}

interface Current {
  readonly id: string
  readonly name: string
  readonly website: string | null
  readonly city: string | null
  readonly aliases: string[]
  readonly tags: string[]
  readonly traits: Record<string, unknown>
  readonly [fact: string]: unknown
}

/** Writes what differs; later rows win. Answers the ids that changed. */
async function updateAll(
  db: Db,
  touched: ReadonlyMap<string, readonly OrganizationRef[]>,
  now: Date,
  write: 'facts' | 'gaps',
): Promise<Set<string>> {
  const asked = [...touched].filter(([, refs]) =>
    refs.some((ref) => facts.some((fact) => ref[fact] !== undefined && ref[fact] !== null)),
  )
  if (asked.length === 0) return new Set()
  const current = await db
    .selectFrom('organization')
    .select([
      'id',
      'name',
      'website',
      'country',
      'city',
      'industry',
      'employees',
      'description',
      'aliases',
      'tags',
      'traits',
    ])
    .where(
      'id',
      'in',
      asked.map(([id]) => id),
    )
    .execute()
  const changed = current.flatMap((before: Current) => {
    const after = touched.get(before.id)!.reduce<Current>((now, ref) => merged(now, ref, write), before)
    if (facts.every((fact) => JSON.stringify(after[fact]) === JSON.stringify(before[fact]))) return []
    const { sortName, matchName: match, searchText, domain } = derived(after)
    return [{ ...after, sort_name: sortName, match_name: match, search_text: searchText, domain }]
  })
  if (changed.length === 0) return new Set()
  await sql`
    update organization o set name = t.name, sort_name = t.sort_name, match_name = t.match_name, search_text = t.search_text, website = t.website, domain = t.domain,
      country = t.country, city = t.city, industry = t.industry, employees = t.employees, description = t.description,
      aliases = t.aliases, tags = t.tags, traits = t.traits, updated_at = ${now}, version = o.version + 1
    from jsonb_to_recordset(${asJson(changed)}::jsonb) as t (
      id text, name text, sort_name text, match_name text, search_text text, website text, domain text, country text, city text,
      industry text, employees integer, description text, aliases text[], tags text[], traits jsonb)
    where o.id = t.id collate "C"`.execute(db)
  return new Set(changed.map((row) => row.id))
}

function merged(before: Current, ref: OrganizationRef, write: 'facts' | 'gaps'): Current {
  const scalar = (fact: 'name' | 'website' | 'country' | 'city' | 'industry' | 'employees' | 'description') => {
    const given = ref[fact] ?? null
    return given === null || (write === 'gaps' && before[fact] !== null) ? before[fact] : given
  }
  const together = (had: readonly string[], given: readonly string[] | null | undefined) => [
    ...had,
    ...(given ?? []).filter((one) => !had.includes(one)),
  ]
  return {
    ...before,
    ...Object.fromEntries(
      (['name', 'website', 'country', 'city', 'industry', 'employees', 'description'] as const).map((fact) => [
        fact,
        scalar(fact),
      ]),
    ),
    aliases: together(before.aliases, ref.aliases),
    tags: together(before.tags, ref.tags),
    traits: write === 'facts' ? { ...before.traits, ...ref.traits } : { ...ref.traits, ...before.traits },
  } as Current
}
