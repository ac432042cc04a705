import type { RegistrationConflict, RegistrationState } from '@hansa/contract/registrations'
import { protectedStates, waitingStates } from '@hansa/contract/registration-states'
import { sql, type Generated } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import { childrenOf } from '../../organizations/queries/tree.ts'
import type { Json } from '../../core/database/tables.ts'
import type { Judgement } from '../rules/registration/judge.ts'

/** What the court found, as it is kept: who decided by it can be asked later. */
export type KeptJudgement = Omit<Judgement, 'conflicts'> & {
  readonly rulesVersion: number
  readonly conflicts: readonly RegistrationConflict[]
}

declare module '../../core/database/tables.ts' {
  interface Tables {
    registrationCase: {
      ecosystemId: Generated<string>
      registrationId: string
      place: Generated<number>
      customerId: string | null
      rootId: string | null
      probability: number | null
      isLowRisk: Generated<boolean>
      judgement: Json<KeptJudgement> | null
      judgedAt: Date | null
      /** It renews the incumbent's own business: it goes before claims of others. */
      precedes: Generated<boolean>
    }
  }
}

/** What stands in a corporate tree: claims in line or protected, and the vendor's own open deals. */
export interface Stander {
  readonly kind: 'registration' | 'own_deal' | 'renewal'
  readonly id: string
  readonly rootId: string
  readonly customerId: string
  readonly customerName: string
  readonly partnerId: string | null
  readonly partnerName: string | null
  readonly families: string[]
  readonly country: string | null
  readonly completeAt: Date | null
  readonly place: number | null
  readonly state: RegistrationState
  readonly precedes: boolean
}

/** One court at a time in an ecosystem: who judges, or changes which companies are one, waits for it. */
export const holdCourt = (db: Db) =>
  sql`select pg_advisory_xact_lock(hashtext('court ' || current_ecosystem()))`.execute(db)

export async function standersIn(db: Db, rootIds: readonly string[], except?: string): Promise<Stander[]> {
  if (rootIds.length === 0) return []
  const { rows } = await sql<Stander>`
    select 'registration' as kind, r.id, c.root_id, c.customer_id, o.name as customer_name, r.partner_id, p.name as partner_name,
      r.families, r.country, r.complete_at, c.place, r.state, c.precedes
    from registration_case c join registration r on r.id = c.registration_id
    join organization o on o.id = c.customer_id join organization p on p.id = r.partner_id
    where c.root_id = any (${rootIds}::text[]) and r.id <> ${except ?? ''}
      and r.state = any (${[...protectedStates, ...waitingStates, 'in_appeal']}::text[])
    union all
    (with recursive tree (id, root_id) as (
      select id, id from organization where id = any (${rootIds}::text[])
      union select child.id, tree.root_id from tree, ${childrenOf(sql`tree.id`)} child
    )
    select 'own_deal', d.id, tree.root_id, d.customer_id, o.name, null, null, '{}', null, d.created_at, null, d.stage, false
    from tree join deal d on d.customer_id = tree.id join organization o on o.id = tree.id
    where d.partner_id is null and d.closed_on is null limit 200)`.execute(db)
  return rows
}

export const caseOf = (db: Db, registrationId: string) =>
  db.selectFrom('registrationCase').selectAll().where('registrationId', '=', registrationId).executeTakeFirst()

export async function writeCase(
  db: Db,
  registrationId: string,
  found: {
    customerId: string | null
    rootId: string | null
    probability: number | null
    judgement: KeptJudgement
  },
  now: Date,
): Promise<void> {
  await db
    .updateTable('registrationCase')
    .set({
      ...found,
      isLowRisk: found.judgement.isLowRisk,
      precedes: found.judgement.precedes,
      judgement: JSON.stringify(found.judgement),
      judgedAt: now,
    })
    .where('registrationId', '=', registrationId)
    .execute()
}

/** Claims that were sent and not judged yet, in their order. */
export const unjudged = async (db: Db): Promise<string[]> =>
  (
    await db
      .selectFrom('registration')
      .innerJoin('registrationCase', 'registrationCase.registrationId', 'registration.id')
      .select('registration.id')
      .where('registration.state', '=', 'submitted')
      .orderBy('registrationCase.place')
      .limit(200)
      .execute()
  ).map(({ id }) => id)

export interface Slot {
  readonly rootId: string
  readonly country: string
  readonly families: readonly string[]
}

/**
 * Puts a claim's protection in place: a row for each product family, by the table's own key nobody else's. Waits for a
 * transaction that is just doing the same.
 *
 * @returns the families that somebody else holds; none where it is protected now.
 */
export async function takeProtection(
  db: Db,
  registrationId: string,
  { rootId, country, families }: Slot,
): Promise<string[]> {
  const ordered = families.toSorted()
  const { rows } = await sql<{ family: string }>`
    insert into protection (root_id, family, country, registration_id)
    select ${rootId}, family, ${country}, ${registrationId} from unnest(${ordered}::text[]) family
    on conflict do nothing returning family`.execute(db)
  const taken = new Set(rows.map(({ family }) => family))
  return ordered.filter((family) => !taken.has(family))
}

export const endProtection = (db: Db, registrationId: string) =>
  db.deleteFrom('protection').where('registrationId', '=', registrationId).execute()

/** Who holds a slot, in whole or in part. */
export const holdersOf = async (db: Db, { rootId, country, families }: Slot): Promise<string[]> =>
  (
    await db
      .selectFrom('protection')
      .select('registrationId')
      .distinct()
      .where('rootId', '=', rootId)
      .where('country', '=', country)
      .where('family', 'in', families)
      .execute()
  ).map(({ registrationId }) => registrationId)

/**
 * Whether a claim for the same customer, country and family still waits for its decision that goes first: an earlier one,
 * or the incumbent's renewal.
 */
export async function earlierWaits(
  db: Db,
  registrationId: string,
  { rootId, country, families }: Slot,
): Promise<boolean> {
  const { rows } = await sql<{ one: number }>`
    select 1 as one from registration_case own
    join registration_case c on c.precedes > own.precedes or c.precedes = own.precedes and c.place < own.place
    join registration r on r.id = c.registration_id
    where own.registration_id = ${registrationId} and c.root_id = ${rootId} and r.country = ${country} and r.families && ${families}::text[]
      and r.state = any (${waitingStates}::text[]) limit 1`.execute(db)
  return rows.length > 0
}
