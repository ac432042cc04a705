import type { FairnessPart, FairnessRow, OwnFairnessRow } from '@hansa/contract/fairness'
import { protectedStates } from '@hansa/contract/registration-states'
import { sql, type RawBuilder } from 'kysely'
import { page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Tally } from '../rules/fairness.ts'
import './chain.ts'
import './registrations.ts'
import './touches.ts'

/** From the first moment up to, and not including, the last. */
export interface Asked {
  readonly from: Date
  readonly before: Date
  readonly partnerId?: readonly string[] | undefined
  readonly reviewerId?: string | undefined
}

interface Row {
  registrationId: string
  at: Date
  good: boolean
  touches: number
  settled: number
  counting: number
  /** When the decision was made that a person is known for; null where none was. */
  decidedAt: Date | null
}

const noTouches = sql`0 as touches, 0 as settled, 0 as counting`
const decisions = sql`('approve', 'reject', 'find_duplicate')`

/** What the rows of each part are. Nothing else counts them. */
const rowsOf: Record<FairnessPart, (asked: Asked) => RawBuilder<Row>> = {
  // The first end of a review: a decision, or the deadline that passed before.
  in_time: ({ from, before }) => sql`
    select d.registration_id, d.at, d.act <> 'miss_deadline' and d.actor <> 'clock' as good, ${noTouches},
      (select min(x.at) from registration_event x
        where x.registration_id = d.registration_id and x.act in ${decisions} and x.actor <> 'clock') as decided_at
    from registration_event d
    where d.act in ('approve', 'reject', 'find_duplicate', 'miss_deadline') and d.at >= ${from} and d.at < ${before}
      and d.actor <> 'rules' and not exists (
        select from registration_event earlier
        where earlier.registration_id = d.registration_id and earlier.number < d.number
          and earlier.act in ('approve', 'reject', 'find_duplicate', 'miss_deadline'))`,
  // An appeal counts for whoever made the decision that was appealed against.
  upheld: ({ from, before }) => sql`
    select d.registration_id, d.at, d.act = 'uphold' as good, ${noTouches},
      (select max(x.at) from registration_event x
        where x.registration_id = d.registration_id and x.act in ${decisions} and x.number < d.number) as decided_at
    from registration_event d
    where d.act in ('uphold', 'overturn') and d.at >= ${from} and d.at < ${before}`,
  untouched: ({ from, before }) => sql`
    select r.id as registration_id, r.protected_from as at, coalesce(t.counting, 0) = 0 as good,
      coalesce(t.touches, 0) as touches, coalesce(t.settled, 0) as settled, coalesce(t.counting, 0) as counting,
      null::timestamptz as decided_at
    from registration r left join (
      select registration_id, count(*)::int as touches, count(settled_as)::int as settled,
        (count(*) filter (where counts))::int as counting
      from direct_touch where happened_at >= ${from} and happened_at < ${before} group by 1) t on t.registration_id = r.id
    where r.protected_from < ${before} and (r.state = any (${protectedStates}::text[]) or r.changed_at >= ${from})`,
}

/** Whose hand a decision was, by the log. */
const reviewer = sql<{ reviewerId: string | null; reviewer: string | null }>`
  lateral (
    select e.actor_id as reviewer_id, e.actor_name as reviewer from event e
    where e.object_id = it.registration_id and e.happened_at = it.decided_at and e.actor_kind <> 'system'
      and e.verb in ('registration.approve', 'registration.reject', 'registration.find_duplicate')
    order by e.id limit 1)`

const only = ({ partnerId, reviewerId }: Asked) => sql`
  ${partnerId ? sql`and registration.partner_id = any (${partnerId}::text[])` : sql``}
  ${reviewerId ? sql`and by_hand.reviewer_id = ${reviewerId}` : sql``}`

/** The rows of a part, added up: for a partner's own transaction, its own alone. */
export async function tallyOf(db: Db, part: FairnessPart, asked: Asked): Promise<Tally> {
  const { rows } = await sql<Tally>`
    select count(*)::int as of, (count(*) filter (where good))::int as good, coalesce(sum(touches), 0)::int as touches,
      coalesce(sum(settled), 0)::int as settled, coalesce(sum(counting), 0)::int as counting,
      count(distinct registration.partner_id)::int as partners
    from (${rowsOf[part](asked)}) it join registration on registration.id = it.registration_id
    ${asked.reviewerId ? sql`left join ${reviewer} by_hand on true` : sql``}
    where true ${only(asked)}`.execute(db)
  return rows[0]!
}

/** Who decided in the window, and how often. */
export async function reviewersIn(db: Db, asked: Asked): Promise<{ id: string; name: string; count: number }[]> {
  const { rows } = await sql<{ id: string; name: string; count: number }>`
    select by_hand.reviewer_id as id, max(by_hand.reviewer) as name, count(*)::int as count
    from (${rowsOf.in_time(asked)}) it cross join ${reviewer} by_hand
    where by_hand.reviewer_id is not null group by 1 order by 3 desc, 1 limit 100`.execute(db)
  return rows.map(({ id, name, count }) => ({ id, name: name ?? id, count }))
}

interface Ask {
  readonly sort: string
  readonly after?: string | undefined
  readonly limit: number
  readonly good?: boolean | undefined
}
const sorts = { at: 'it.at' } as const

const rowsWithClaim = (db: Db, part: FairnessPart, asked: Asked, good: boolean | undefined) => {
  const query = db
    .selectFrom(sql<Row>`(${rowsOf[part](asked)})`.as('it'))
    .innerJoin('registration', 'registration.id', 'it.registrationId')
    .selectAll('it')
    .select('registration.customerName')
  return good === undefined ? query : query.where('it.good', '=', good)
}
const presentOwn = (row: Row & { customerName: string | null }): OwnFairnessRow => ({
  registrationId: row.registrationId,
  customerName: row.customerName,
  at: row.at.toISOString(),
  good: row.good,
  touches: row.touches,
  settled: row.settled,
  counting: row.counting,
})

/** A partner's own rows: the wall keeps all others out. */
export const listOwnRows = (db: Db, part: FairnessPart, asked: Asked, ask: Ask) =>
  page(db, rowsWithClaim(db, part, asked, ask.good), ask, sorts, 'it.registrationId', presentOwn)

export function listRows(db: Db, part: FairnessPart, asked: Asked, ask: Ask) {
  let query = rowsWithClaim(db, part, asked, ask.good)
    .innerJoin('organization as partner', 'partner.id', 'registration.partnerId')
    .leftJoin(
      sql<{ reviewerId: string | null; reviewer: string | null }>`${reviewer}`.as<'byHand'>(sql`by_hand`),
      (on) => on.onTrue(),
    )
    .select(['registration.partnerId', 'registration.sentAt', 'partner.name as partnerName', 'byHand.reviewer'])
  if (asked.partnerId) query = query.where('registration.partnerId', 'in', asked.partnerId)
  if (asked.reviewerId) query = query.where('byHand.reviewerId', '=', asked.reviewerId)
  return page(db, query, ask, sorts, 'it.registrationId', (row): FairnessRow => ({
    ...presentOwn(row),
    partnerId: row.partnerId,
    partnerName: row.partnerName,
    sentAt: row.sentAt?.toISOString() ?? null,
    reviewer: row.reviewer,
  }))
}
