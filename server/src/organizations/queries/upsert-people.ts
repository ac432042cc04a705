import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import { newId } from '../../core/ids.ts'
import { personDerived } from '../rules.ts'

/** A person as a source tells of one; what it leaves out stays as it is. */
export interface GivenPerson {
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly title: string | null
  readonly country: string | null
  readonly organizationId: string | null
}
export type PersonOutcome = 'created' | 'updated' | 'unchanged'

interface Current extends GivenPerson {
  readonly id: string
}

/**
 * Creates or completes people: known by their e-mail, else by name within the organization.
 *
 * @returns one outcome per row, with the person's id.
 */
export async function upsertPeople(
  db: Db,
  rows: readonly GivenPerson[],
  now: Date,
): Promise<{ id: string; outcome: PersonOutcome }[]> {
  const given = rows.map((row) => ({ ...row, ...personDerived(row) }))
  const { rows: current } = await sql<Current & { sortName: string }>`
    select id, name, sort_name, email, phone, title, country, organization_id from person
    where email = any (${given.flatMap((row) => row.email ?? [])}::text[])
      or (organization_id = any (${given.flatMap((row) => row.organizationId ?? [])}::text[]) and sort_name = any (${given.map((row) => row.sortName)}::text[]))`.execute(
    db,
  )
  const known = new Map<string, Current>()
  const nameKey = (row: { organizationId: string | null; sortName: string }) => `${row.organizationId} ${row.sortName}`
  for (const person of current) {
    known.set(nameKey(person), person)
    if (person.email) known.set(person.email, person)
  }
  const before = new Map(current.map((person) => [person.id, person]))
  const after = new Map<string, Current>()
  const outcomes = given.map((row) => {
    const found = row.email ? (known.get(row.email) ?? withoutEmail(known.get(nameKey(row)))) : known.get(nameKey(row))
    const person: Current = {
      id: found?.id ?? newId('per', now),
      name: row.name,
      email: row.email ?? found?.email ?? null,
      phone: row.phone ?? found?.phone ?? null,
      title: row.title ?? found?.title ?? null,
      country: row.country ?? found?.country ?? null,
      organizationId: row.organizationId ?? found?.organizationId ?? null,
    }
    known.set(nameKey(row), person)
    if (person.email) known.set(person.email, person)
    after.set(person.id, person)
    return { id: person.id, created: found === undefined }
  })
  const changed = [...after.values()].filter(
    (person) => JSON.stringify(person) !== JSON.stringify(pickFacts(before.get(person.id))),
  )
  await write(db, changed, now)
  const changedIds = new Set(changed.map((person) => person.id))
  return outcomes.map(({ id, created }) => ({
    id,
    outcome: created ? 'created' : changedIds.has(id) ? 'updated' : 'unchanged',
  }))
}

/** Someone of the same name with another e-mail is someone else. */
const withoutEmail = (person: Current | undefined) => (person?.email ? undefined : person)

const pickFacts = (person: Current | undefined) =>
  person && {
    id: person.id,
    name: person.name,
    email: person.email,
    phone: person.phone,
    title: person.title,
    country: person.country,
    organizationId: person.organizationId,
  }

async function write(db: Db, people: readonly Current[], now: Date): Promise<void> {
  if (people.length === 0) return
  const rows = people.map((person) => {
    const { sortName, searchText } = personDerived(person)
    return { ...person, organization_id: person.organizationId, sort_name: sortName, search_text: searchText }
  })
  await sql`
    insert into person (id, name, sort_name, search_text, email, phone, title, country, organization_id, created_at, updated_at)
    select id, name, sort_name, search_text, email, phone, title, country, organization_id, ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (
      id text, name text, sort_name text, search_text text, email text, phone text, title text, country text, organization_id text)
    on conflict (ecosystem_id, id) do update set name = excluded.name, sort_name = excluded.sort_name, search_text = excluded.search_text,
      email = excluded.email, phone = excluded.phone, title = excluded.title, country = excluded.country,
      organization_id = excluded.organization_id, updated_at = excluded.updated_at, version = person.version + 1`.execute(
    db,
  )
}
