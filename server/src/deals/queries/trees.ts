import { isProtected, type RegistrationState } from '@hansa/contract/registration-states'
import type { RegistrationConflict } from '@hansa/contract/registrations'
import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import type { NewEvent } from '../../core/events/record.ts'
import { childrenOf, rootsOf } from '../../organizations/queries/tree.ts'
import { meets } from '../rules/registration/judge.ts'
import { perform, runClock } from './act.ts'
import { caseOf, endProtection, holdCourt, holdersOf, type Stander, standersIn, takeProtection } from './court.ts'
import { holdRegistration } from './registrations.ts'

/**
 * Companies were merged, taken apart, or came under another parent: what claims them, and who is protected with them, follows.
 * Of two protections that meet by this the earlier complete one stays, unless the customer chose the other one in writing;
 * the later one is set aside and goes to a person. What was set aside comes back as it was, once nothing stands against it.
 *
 * @param organizationIds the companies that changed; what lies below them is looked at too
 * @returns what the log is told.
 */
export async function followTrees(db: Db, organizationIds: readonly string[], at: Date): Promise<NewEvent[]> {
  await holdCourt(db)
  const moved = await movedCases(db, organizationIds)
  if (moved.length === 0) return []
  const roots = [...new Set(moved.flatMap(({ was, is }) => [was, is]))]
  const told: NewEvent[] = []
  // Held before anything is looked at, so that nobody decides meanwhile; what time has ended by now stands against nobody.
  const concerned = [...new Set([...moved.map(({ id }) => id), ...(await protectedIn(db, roots))])].toSorted()
  for (const id of concerned) told.push(...(await runClock(db, id, at)))
  await sql`update registration_case set root_id = moved.is_now
    from unnest(${moved.map(({ id }) => id)}::text[], ${moved.map(({ is }) => is)}::text[]) as moved (id, is_now)
    where registration_id = moved.id`.execute(db)
  for (const id of concerned) await endProtection(db, id)
  const losing: string[] = []
  for (const one of await inOrder(db, concerned)) if (!(await takeOrLeave(db, one))) losing.push(one.id)
  for (const id of losing) {
    const row = await holdRegistration(db, id)
    const { rootId } = (await caseOf(db, id))!
    const [holder] = await holdersOf(db, { rootId: rootId!, country: row.country!, families: row.families })
    const { partnerId } = await holdRegistration(db, holder!)
    const reason = partnerId === row.partnerId ? 'duplicate_self' : 'existing_partner'
    told.push(await perform(db, row, 'set_aside', { by: 'check', at, actor: 'rules', reason, rule: 'one_customer' }))
  }
  for (const one of await setAsideIn(db, roots)) {
    if (losing.includes(one.id) || (await holdersOf(db, one)).length > 0) continue
    const row = await holdRegistration(db, one.id)
    told.push(await perform(db, row, 'restore', { by: 'check', at, actor: 'rules', rule: 'one_customer' }))
  }
  await showConflicts(db, roots)
  return told
}

/** Cases of companies, and of those below them, whose tree has another top now than it had. */
async function movedCases(db: Db, ids: readonly string[]): Promise<{ id: string; was: string; is: string }[]> {
  const { rows } = await sql<{ id: string; customerId: string; rootId: string }>`
    with recursive below (id) as (
      select id from organization where id = any (${ids}::text[])
      union select child.id from below, ${childrenOf(sql`below.id`)} child
    )
    select c.registration_id as id, c.customer_id, c.root_id from below join registration_case c on c.customer_id = below.id`.execute(
    db,
  )
  const roots = await rootsOf(db, [...new Set(rows.map(({ customerId }) => customerId))])
  return rows
    .map(({ id, customerId, rootId }) => ({ id, was: rootId, is: roots.get(customerId)! }))
    .filter(({ was, is }) => was !== is)
}

const protectedIn = async (db: Db, roots: readonly string[]): Promise<string[]> =>
  (await db.selectFrom('protection').select('registrationId').distinct().where('rootId', 'in', roots).execute()).map(
    ({ registrationId }) => registrationId,
  )

interface Claiming {
  readonly id: string
  readonly state: RegistrationState
  readonly rootId: string
  readonly country: string
  readonly families: string[]
}

/** The customer's written choice first; then who was complete first. */
async function inOrder(db: Db, ids: readonly string[]): Promise<Claiming[]> {
  const { rows } = await sql<Claiming>`
    select r.id, r.state, c.root_id, r.country, r.families
    from registration r join registration_case c on c.registration_id = r.id where r.id = any (${ids}::text[])
    order by not exists (select from registration_event e where e.registration_id = r.id and e.data ->> 'rule' = 'customer_choice'),
      c.place`.execute(db)
  return rows.filter(({ state }) => isProtected(state))
}

async function takeOrLeave(db: Db, one: Claiming): Promise<boolean> {
  if ((await takeProtection(db, one.id, one)).length === 0) return true
  await endProtection(db, one.id)
  return false
}

const setAsideIn = async (db: Db, roots: readonly string[]): Promise<Claiming[]> =>
  (
    await sql<Claiming>`
      select r.id, r.state, c.root_id, r.country, r.families
      from registration r join registration_case c on c.registration_id = r.id
      where r.set_aside is not null and r.state in ('in_review', 'info_requested') and c.root_id = any (${roots}::text[])
      order by c.place`.execute(db)
  ).rows

/** Lets the reviewers of all that live in these trees see each other's claims; what has parted is no conflict any more. */
async function showConflicts(db: Db, roots: readonly string[]): Promise<void> {
  const claims = (await standersIn(db, roots)).filter(({ kind }) => kind === 'registration')
  for (const claim of claims) {
    const { judgement } = (await caseOf(db, claim.id))!
    if (!judgement) continue
    // Those that the court saw itself say by what they look alike; those of the tree alone say nothing.
    const seen = judgement.conflicts.filter(({ reasons }) => reasons.length > 0)
    const others = claims.filter(
      (other) =>
        other.id !== claim.id &&
        other.rootId === claim.rootId &&
        meets({ families: claim.families, country: claim.country! }, other) &&
        !seen.some(({ id }) => id === other.id),
    )
    const conflicts = [...others.map((other) => conflictOf(claim, other)), ...seen]
    if (JSON.stringify(conflicts) === JSON.stringify(judgement.conflicts)) continue
    await db
      .updateTable('registrationCase')
      .set({
        judgement: JSON.stringify({ ...judgement, conflicts }),
        ...(others.length > 0 && { isLowRisk: false }),
      })
      .where('registrationId', '=', claim.id)
      .execute()
  }
}

const conflictOf = (claim: Stander, other: Stander): RegistrationConflict => ({
  kind: other.kind,
  id: other.id,
  band: 'block',
  rank: isProtected(other.state) ? 'protected' : other.place! < claim.place! ? 'earlier' : 'later',
  probability: 1,
  reasons: [],
  customerId: other.customerId,
  customerName: other.customerName,
  partnerId: other.partnerId,
  partnerName: other.partnerName,
  families: other.families,
  country: other.country,
  state: other.state,
  completeAt: other.completeAt?.toISOString() ?? null,
})
