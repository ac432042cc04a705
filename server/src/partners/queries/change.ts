import { partnerStages, type PartnerStage, type Spell as PresentedSpell } from '@hansa/contract/partners'
import { sql, type Selectable } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import type { Tables } from '../../core/database/tables.ts'
import { markPartner } from '../../organizations/queries/organizations.ts'
import { readSpells } from './history.ts'
import './tables.ts'

type Row = Selectable<Tables['partnership']>
type Spell = Omit<PresentedSpell, 'label'>
type Fields = Pick<
  Row,
  | 'types'
  | 'stage'
  | 'tier'
  | 'manager'
  | 'territory'
  | 'since'
  | 'leftOn'
  | 'nextChange'
  | 'origin'
  | 'campaign'
  | 'recruiter'
>

export interface Held {
  readonly organizationId: string
  readonly partnership: (Fields & { readonly id: string; readonly version: number }) | undefined
  readonly spells: Spell[]
}

/** What is to be written; `planned` and `plannedAsGiven` of the rules make it. */
export interface Plan extends Readonly<Fields> {
  readonly organizationId: string
  readonly id: string
  readonly outcome: 'created' | 'updated' | 'unchanged'
  readonly gone: readonly string[]
  readonly changed: readonly Spell[]
  readonly added: readonly Spell[]
}

/**
 * Changes the partnerships of many organizations in a handful of statements, however many they are: holds them until
 * the transaction ends, lets `decide` say what is to become of each, and writes what differs.
 *
 * @param decide gets the organizations that are here and not merged away, with or without a partnership, by their id
 * @returns the plans that were carried out. Telling the log of them is the caller's.
 * @example changePartnerships(db, ids, (held) => plannedAsGiven(held, rows, { day, source, newId }), now)
 */
export async function changePartnerships<P extends Plan>(
  db: Db,
  organizationIds: readonly string[],
  decide: (held: Map<string, Held>) => readonly P[],
  now: Date,
): Promise<readonly P[]> {
  const plans = decide(await hold(db, [...new Set(organizationIds)], 'living'))
  await write(db, plans, now)
  return plans
}

/** Writes what differs of many partnerships, and says of their organizations whether they are partners. */
export async function write(db: Db, plans: readonly Plan[], now: Date): Promise<void> {
  const created = plans.filter((plan) => plan.outcome === 'created')
  const updated = plans.filter((plan) => plan.outcome === 'updated')
  const both = [...created, ...updated]
  const spells = (which: 'changed' | 'added') =>
    both.flatMap((plan) => plan[which].map((spell) => ({ organizationId: plan.organizationId, ...spell })))
  await insertPartnerships(db, created, now)
  await deleteSpells(
    db,
    both.flatMap((plan) => plan.gone),
  )
  await updateSpells(db, spells('changed'))
  await insertSpells(db, spells('added'))
  await updatePartnerships(db, updated, now)
  await markInside(db, both)
}

/** An organization is a partner while its partnership is at a stage inside the programme. */
export async function markInside(
  db: Db,
  partnerships: readonly { readonly organizationId: string; readonly stage: PartnerStage }[],
): Promise<void> {
  for (const inside of [true, false])
    await markPartner(
      db,
      partnerships.filter(({ stage }) => partnerStages[stage].in === inside).map((one) => one.organizationId),
      inside,
    )
}

/**
 * Holds organizations until the transaction ends and reads their partnerships: whoever changes one does this, so no two
 * do at once.
 */
export async function hold(
  db: Db,
  organizationIds: readonly string[],
  which: 'living' | 'merged too',
): Promise<Map<string, Held>> {
  const { rows: organizations } = await sql<{ id: string }>`
    select id from organization
    where id = any (${organizationIds}::text[]) ${which === 'living' ? sql`and merged_into is null` : sql``}
    order by id for no key update`.execute(db)
  const partnerships = await db
    .selectFrom('partnership')
    .selectAll()
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

type Placed = Spell & { readonly organizationId: string }

/** Rows as one array per column: the bulk path of both engines. */
const placed = (spells: readonly Placed[]) => sql`unnest(
  ${spells.map((spell) => spell.id)}::text[], ${spells.map((spell) => spell.organizationId)}::text[],
  ${spells.map((spell) => spell.field)}::text[], ${spells.map((spell) => spell.value)}::text[],
  ${spells.map((spell) => spell.from)}::date[], ${spells.map((spell) => spell.to)}::date[],
  ${spells.map((spell) => spell.reason)}::text[], ${spells.map((spell) => spell.source)}::text[]
) as given (id, organization_id, field, value, from_day, to_day, reason, source)`

async function insertSpells(db: Db, spells: readonly Placed[]): Promise<void> {
  if (spells.length === 0) return
  await sql`insert into partnership_spell (id, organization_id, field, value, from_day, to_day, reason, source)
    select * from ${placed(spells)}`.execute(db)
}

async function updateSpells(db: Db, spells: readonly Placed[]): Promise<void> {
  if (spells.length === 0) return
  await sql`update partnership_spell spell set value = given.value, from_day = given.from_day, to_day = given.to_day,
      reason = given.reason, source = given.source
    from ${placed(spells)} where spell.id = given.id`.execute(db)
}

async function deleteSpells(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`delete from partnership_spell where id = any (${ids}::text[])`.execute(db)
}

const given = (plans: readonly Plan[]) => {
  const text = (value: (plan: Plan) => string | null) => sql`${plans.map(value)}::text[]`
  const days = (value: (plan: Plan) => string | null) => sql`${plans.map(value)}::date[]`
  return sql`unnest(
    ${text((plan) => plan.id)}, ${text((plan) => plan.organizationId)}, ${text((plan) => plan.types.join())},
    ${text((plan) => plan.stage)}, ${text((plan) => plan.tier)}, ${text((plan) => plan.manager)},
    ${text((plan) => plan.territory)}, ${days((plan) => plan.since)}, ${days((plan) => plan.leftOn)},
    ${days((plan) => plan.nextChange)}, ${text((plan) => plan.origin)}, ${text((plan) => plan.campaign)},
    ${text((plan) => plan.recruiter)}
  ) as given (id, organization_id, types, stage, tier, manager, territory, since, left_on, next_change, origin, campaign, recruiter)`
}

async function insertPartnerships(db: Db, plans: readonly Plan[], now: Date): Promise<void> {
  if (plans.length === 0) return
  await sql`insert into partnership (id, organization_id, types, stage, tier, manager, territory, since, left_on,
      next_change, origin, campaign, recruiter, sort_name, country, tags, created_at, updated_at)
    select given.id, given.organization_id, string_to_array(given.types, ','), given.stage, given.tier, given.manager,
      given.territory, given.since, given.left_on, given.next_change, given.origin, given.campaign, given.recruiter,
      organization.sort_name, organization.country, organization.tags, ${now}, ${now}
    from ${given(plans)} join organization on organization.id = given.organization_id`.execute(db)
}

async function updatePartnerships(db: Db, plans: readonly Plan[], now: Date): Promise<void> {
  if (plans.length === 0) return
  await sql`update partnership set types = string_to_array(given.types, ','), stage = given.stage, tier = given.tier,
      manager = given.manager, territory = given.territory, since = given.since, left_on = given.left_on,
      next_change = given.next_change, origin = given.origin, campaign = given.campaign, recruiter = given.recruiter,
      updated_at = ${now}, version = version + 1
    from ${given(plans)} where partnership.id = given.id`.execute(db)
}
