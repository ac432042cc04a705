import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import { newId } from '../../core/ids.ts'
import { markPartner } from '../../organizations/queries/organizations.ts'
import { isInside, newTurns, standingOn, type Change, type Spell, type Standing } from '../rules.ts'
import './tables.ts'

/** How an organization came to the programme. */
export interface HowItCame {
  readonly origin: string | null
  readonly campaign: string | null
  readonly recruiter: string | null
}

/** An organization with its partnership, as it is before a change; held until the transaction ends. */
export interface Held {
  readonly organizationId: string
  readonly partnership: ({ readonly id: string; readonly version: number } & Standing & HowItCame) | undefined
  readonly spells: readonly Spell[]
}

const columns = [
  'id',
  'organizationId',
  'version',
  'types',
  'stage',
  'tier',
  'manager',
  'territory',
  'since',
  'leftOn',
  'nextChange',
  'origin',
  'campaign',
  'recruiter',
] as const

/** The spells of many organizations, each in the order of track and day. For whoever reads history: figures, exports. */
export async function readSpells(db: Db, organizationIds: readonly string[]): Promise<Map<string, Spell[]>> {
  const rows = await db
    .selectFrom('partnershipSpell')
    .selectAll()
    .where(sql<boolean>`organization_id = any (${organizationIds}::text[])`)
    .orderBy('organizationId')
    .orderBy('field')
    .orderBy('fromDay')
    .orderBy('value')
    .execute()
  const spells = new Map<string, Spell[]>()
  for (const { id, organizationId, field, value, fromDay, toDay, reason, source } of rows) {
    const list = spells.get(organizationId) ?? []
    list.push({ id, field, value, from: fromDay, to: toDay, reason, source })
    spells.set(organizationId, list)
  }
  return spells
}

/**
 * Takes hold of organizations and reads their partnerships: whoever changes one holds its organization's row, so that
 * no two do at once. Organizations that are not here, or were merged away, are left out.
 */
export async function hold(db: Db, organizationIds: readonly string[]): Promise<Map<string, Held>> {
  const { rows: organizations } = await sql<{ id: string }>`
    select id from organization where id = any (${organizationIds}::text[]) and merged_into is null
    order by id for no key update`.execute(db)
  const partnerships = await db
    .selectFrom('partnership')
    .select(columns)
    .where(sql<boolean>`organization_id = any (${organizationIds}::text[])`)
    .execute()
  const byOrganization = new Map(partnerships.map((row) => [row.organizationId, row]))
  const spells = await readSpells(db, organizationIds)
  return new Map(
    organizations.map(({ id }) => [
      id,
      { organizationId: id, partnership: byOrganization.get(id), spells: spells.get(id) ?? [] },
    ]),
  )
}

/** What is to become of a partnership: its whole history, and how it came. */
export interface Wanted extends HowItCame {
  readonly held: Held
  readonly spells: readonly Spell[]
}

export interface Saved {
  readonly organizationId: string
  /** The partnership's id. */
  readonly id: string
  readonly outcome: 'created' | 'updated' | 'unchanged'
  /** What became different, by the day from which it is. */
  readonly changes: readonly Change[]
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const standingOf = ({ types, stage, tier, manager, territory, since, leftOn, nextChange }: Standing): Standing => ({
  types,
  stage,
  tier,
  manager,
  territory,
  since,
  leftOn,
  nextChange,
})

interface Row extends HowItCame, Standing {
  readonly id: string
  readonly organizationId: string
}

/**
 * Writes partnerships in a handful of statements, however many there are: of the history what differs, and the fields
 * that follow from it on `day`.
 */
export async function save(db: Db, wanted: readonly Wanted[], now: Date, day: string): Promise<Saved[]> {
  const saved: Saved[] = []
  const [created, updated]: [Row[], Row[]] = [[], []]
  const gone: string[] = []
  const [changed, added]: [Placed[], Placed[]] = [[], []]
  for (const { held, spells, origin, campaign, recruiter } of wanted) {
    const { organizationId, partnership } = held
    const standing = standingOn(spells, day)
    if (!standing) throw new Error(`The partnership of ${organizationId} has no stage`)
    const id = partnership?.id ?? newId('ptr', now)
    const known = new Map(held.spells.map((spell) => [spell.id, spell]))
    const kept = new Set(spells.map((spell) => spell.id))
    const before = [gone.length, changed.length, added.length].join()
    gone.push(...held.spells.filter((spell) => !kept.has(spell.id)).map((spell) => spell.id))
    for (const spell of spells) {
      const was = known.get(spell.id)
      if (!was) added.push({ organizationId, ...spell })
      else if (was !== spell && !same(was, spell)) changed.push({ organizationId, ...spell })
    }
    const row: Row = { id, organizationId, ...standing, origin, campaign, recruiter }
    const still =
      partnership !== undefined &&
      before === [gone.length, changed.length, added.length].join() &&
      same(standingOf(partnership), standing) &&
      same([partnership.origin, partnership.campaign, partnership.recruiter], [origin, campaign, recruiter])
    if (!still) (partnership ? updated : created).push(row)
    const outcome = still ? 'unchanged' : partnership ? 'updated' : 'created'
    saved.push({ organizationId, id, outcome, changes: still ? [] : newTurns(held.spells, spells) })
  }
  if (created.length > 0) await insertPartnerships(db, created, now)
  if (gone.length > 0) await sql`delete from partnership_spell where id = any (${gone}::text[])`.execute(db)
  if (changed.length > 0) await updateSpells(db, changed)
  if (added.length > 0) await insertSpells(db, added)
  if (updated.length > 0) await updatePartnerships(db, updated, now)
  await markInside(db, [...created, ...updated])
  return saved
}

type Placed = Spell & { readonly organizationId: string }

/** An organization is a partner while its partnership is inside the programme. */
async function markInside(db: Db, rows: readonly Row[]): Promise<void> {
  const ids = (inside: boolean) => rows.filter((row) => isInside(row.stage) === inside).map((row) => row.organizationId)
  await markPartner(db, ids(true), true)
  await markPartner(db, ids(false), false)
}

/** Rows as one array per column, for `unnest`. */
const placed = (spells: readonly Placed[]) => sql`unnest(
  ${spells.map((spell) => spell.id)}::text[], ${spells.map((spell) => spell.organizationId)}::text[],
  ${spells.map((spell) => spell.field)}::text[], ${spells.map((spell) => spell.value)}::text[],
  ${spells.map((spell) => spell.from)}::date[], ${spells.map((spell) => spell.to)}::date[],
  ${spells.map((spell) => spell.reason)}::text[], ${spells.map((spell) => spell.source)}::text[]
) as given (id, organization_id, field, value, from_day, to_day, reason, source)`

const insertSpells = (db: Db, spells: readonly Placed[]) =>
  sql`insert into partnership_spell (id, organization_id, field, value, from_day, to_day, reason, source)
    select * from ${placed(spells)}`.execute(db)

const updateSpells = (db: Db, spells: readonly Placed[]) =>
  sql`update partnership_spell spell set value = given.value, from_day = given.from_day, to_day = given.to_day,
      reason = given.reason, source = given.source
    from ${placed(spells)} where spell.id = given.id`.execute(db)

const given = (rows: readonly Row[]) => {
  const text = (value: (row: Row) => string | null) => sql`${rows.map(value)}::text[]`
  const days = (value: (row: Row) => string | null) => sql`${rows.map(value)}::date[]`
  return sql`unnest(
    ${text((row) => row.id)}, ${text((row) => row.organizationId)}, ${text((row) => row.types.join())},
    ${text((row) => row.stage)}, ${text((row) => row.tier)}, ${text((row) => row.manager)}, ${text((row) => row.territory)},
    ${days((row) => row.since)}, ${days((row) => row.leftOn)}, ${days((row) => row.nextChange)},
    ${text((row) => row.origin)}, ${text((row) => row.campaign)}, ${text((row) => row.recruiter)}
  ) as given (id, organization_id, types, stage, tier, manager, territory, since, left_on, next_change, origin, campaign, recruiter)`
}

const insertPartnerships = (db: Db, rows: readonly Row[], now: Date) =>
  sql`insert into partnership (id, organization_id, types, stage, tier, manager, territory, since, left_on, next_change,
      origin, campaign, recruiter, sort_name, country, tags, created_at, updated_at)
    select given.id, given.organization_id, string_to_array(given.types, ','), given.stage, given.tier, given.manager,
      given.territory, given.since, given.left_on, given.next_change, given.origin, given.campaign, given.recruiter,
      organization.sort_name, organization.country, organization.tags, ${now}, ${now}
    from ${given(rows)} join organization on organization.id = given.organization_id`.execute(db)

const updatePartnerships = (db: Db, rows: readonly Row[], now: Date) =>
  sql`update partnership set types = string_to_array(given.types, ','), stage = given.stage, tier = given.tier,
      manager = given.manager, territory = given.territory, since = given.since, left_on = given.left_on,
      next_change = given.next_change, origin = given.origin, campaign = given.campaign, recruiter = given.recruiter,
      updated_at = ${now}, version = version + 1
    from ${given(rows)} where partnership.id = given.id`.execute(db)
