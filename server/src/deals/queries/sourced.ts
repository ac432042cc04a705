import type { CreditDecision } from '@hansa/contract/deal-credit'
import { sql, type Generated } from 'kysely'
import { today } from '../../core/calendar.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Json } from '../../core/database/tables.ts'
import type { NewEvent } from '../../core/events/record.ts'
import { newId } from '../../core/ids.ts'
import { defaultProgramme, rulesAt } from '../../programme/queries/programmes.ts'
import { credit, type Evidence } from '../rules/sourced.ts'
import './team-tables.ts'

interface Kept {
  readonly reason: string | null
  readonly decision: CreditDecision
}
declare module '../../core/database/tables.ts' {
  interface Tables {
    dealCredit: {
      ecosystemId: Generated<string>
      id: string
      dealId: string
      number: number
      partnerId: string | null
      decision: Json<Kept>
      programmeId: string
      rulesVersion: number
      decidedOn: string
      decidedAt: Date
    }
  }
}

/** Everything that may say who brought a deal: registrations that became it, parts in its team, its partner. */
async function evidenceOf(db: Db, dealId: string): Promise<(Evidence & { partnerName: string })[]> {
  const { rows } = await sql<Evidence & { partnerName: string }>`
    select told.*, organization.name as partner_name from (
      select 'registration' as kind, id, partner_id, 'sourced' as role,
        coalesce(evidence_on, (complete_at at time zone (select time_zone from ecosystem))::date)::text as day
      from registration where deal_id = ${dealId} and complete_at is not null
      union all
      select 'participation', id, partner_id, role, coalesce(evidence_on, from_day)::text
      from deal_participant where deal_id = ${dealId} and from_day is not null
      union all
      select 'deal_partner', id, partner_id, 'sourced', opened_on::text from deal where id = ${dealId} and partner_id is not null
    ) told join organization on organization.id = told.partner_id`.execute(db)
  return rows
}

/** The day of the vendor's own first activity with the customer: the first of its direct deals in the window. */
async function vendorFirst(db: Db, deal: { customerId: string; openedOn: string }, days: number) {
  const { rows } = await sql<{ day: string | null }>`
    select min(opened_on)::text as day from deal
    where customer_id = ${deal.customerId} and partner_id is null
      and opened_on between ${deal.openedOn}::date - ${days}::int and ${deal.openedOn}::date`.execute(db)
  return rows[0]!.day
}

/** What the rules in force say about who is credited with a deal. */
export async function creditNow(
  db: Db,
  deal: { id: string; customerId: string; openedOn: string },
  now: Date,
): Promise<CreditDecision> {
  const { rules, version: rulesVersion } = await rulesAt(db, await defaultProgramme(db), now)
  const { sourcedLookBackDays, influencedLookBackDays } = rules.dealCredit
  const vendorFirstOn = await vendorFirst(db, deal, sourcedLookBackDays)
  const evidence = await evidenceOf(db, deal.id)
  const decided = credit({ openedOn: deal.openedOn, vendorFirstOn, evidence }, rules.dealCredit)
  const names = new Map(evidence.map((it) => [it.partnerId, it.partnerName]))
  return {
    ...decided,
    sourceName: (decided.sourceId && names.get(decided.sourceId)) ?? null,
    openedOn: deal.openedOn,
    vendorFirstOn,
    sourcedLookBackDays,
    influencedLookBackDays,
    rulesVersion,
    evidence: decided.evidence.map((it) => ({ ...it, partnerName: names.get(it.partnerId)! })),
  }
}

/** What was decided, newest first. */
export async function creditsOf(db: Db, dealId: string) {
  const rows = await db
    .selectFrom('dealCredit')
    .selectAll()
    .where('dealId', '=', dealId)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(({ number, decidedOn, decidedAt, decision }) => ({
    number,
    on: decidedOn,
    at: decidedAt.toISOString(),
    ...decision,
  }))
}

/**
 * Decides the credit of a deal that the caller holds, and keeps the decision with its rule version and its inputs.
 * @returns what the log is told, for the vendor alone; nothing where the last decision says the same
 */
export async function decideCredit(
  db: Db,
  deal: { id: string; customerId: string; openedOn: string },
  at: Date,
  reason: string | null,
): Promise<NewEvent[]> {
  const [last] = await creditsOf(db, deal.id)
  if (last && !reason) return []
  const decision = await creditNow(db, deal, at)
  const number = (last?.number ?? 0) + 1
  await db
    .insertInto('dealCredit')
    .values({
      id: newId('credit', at),
      dealId: deal.id,
      number,
      partnerId: decision.sourceId,
      decision: JSON.stringify({ reason, decision }),
      programmeId: await defaultProgramme(db),
      rulesVersion: decision.rulesVersion,
      decidedOn: await today(db, at),
      decidedAt: at,
    })
    .execute()
  return [{ verb: 'deal.credit_decided', objectId: deal.id, data: { number, sourceId: decision.sourceId } }]
}
