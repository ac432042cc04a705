import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import { matchName, registrableDomain } from '../rules.ts'

/** A company that could be the one somebody speaks of. */
export interface Candidate {
  readonly id: string
  readonly name: string
  readonly website: string | null
  readonly domain: string | null
  readonly country: string | null
  readonly city: string | null
  readonly aliases: readonly string[]
  /** The top of its corporate tree; itself where it has no parent. */
  readonly rootId: string
}

/**
 * One organization, looked up by its key for each row before it. The planner cannot know that few are asked for, and would
 * read all organizations for a join.
 */
const one = (id: RawBuilder<unknown>) => sql`lateral (select * from organization where organization.id = ${id} limit 1)`

/** The same for those right below one. */
export const childrenOf = (id: RawBuilder<unknown>) =>
  sql`lateral (select * from organization where organization.parent_id = ${id} offset 0)`

/**
 * Companies that could be meant by a name, a website and a country: those of the domain, of the same name without its
 * legal form, and the nearest by search. One that others were merged into comes once for each, with the facts by which that
 * one was known. How alike they are is for the caller's rules to say.
 */
export async function candidatesFor(
  db: Db,
  { name, domain }: { name: string; domain: string | null },
): Promise<Candidate[]> {
  const { rows: found } = await sql<{ id: string }>`
    select id from organization where domain = ${registrableDomain(domain)} collate "C"
    union select id from organization where match_name = ${matchName(name)} collate "C"
    union select search_organization(${matchName(name)}, 20) collate "C" limit 60`.execute(db)
  if (found.length === 0) return []
  const { rows } = await sql<Candidate>`
    with recursive standing (id, at, gone) as (
      select id, id, merged_into from organization where id = any (${found.map(({ id }) => id)}::text[])
      union select standing.id, o.id, o.merged_into from standing, ${one(sql`standing.gone`)} o
    ), tree (id, customer, at, above) as (
      select s.id, s.at, s.at, o.parent_id from standing s, ${one(sql`s.at`)} o where s.gone is null
      union select tree.id, tree.customer, parent.id, parent.parent_id from tree, ${one(sql`tree.above`)} parent
    )
    select tree.customer as id, o.name, o.website, o.domain, o.country, o.city, o.aliases, tree.at as root_id
    from tree, ${one(sql`tree.id`)} o where tree.above is null limit 60`.execute(db)
  return rows
}

/** The tops of the corporate trees that companies belong to. */
export async function rootsOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; rootId: string }>`
    with recursive tree (id, at, above) as (
      select id, id, parent_id from organization where id = any (${ids}::text[])
      union select tree.id, parent.id, parent.parent_id from tree, ${one(sql`tree.above`)} parent
    )
    select id, at as root_id from tree where above is null`.execute(db)
  return new Map(rows.map(({ id, rootId }) => [id, rootId]))
}
