import { say } from '@hansa/contract/language'
import type {
  DirectTouch,
  OwnDirectTouch,
  TouchAnswer,
  TouchKind,
  TouchSettlement,
} from '@hansa/contract/direct-touches'
import { sql, type Generated, type GeneratedAlways, type Insertable } from 'kysely'
import { page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Tables } from '../../core/database/tables.ts'
import { missing, stale } from '../../core/errors.ts'

declare module '../../core/database/tables.ts' {
  interface Tables {
    directTouch: {
      ecosystemId: Generated<string>
      id: string
      registrationId: string
      partnerId: string
      aboutId: string
      dealId: string | null
      eventId: string
      kind: TouchKind
      happenedAt: Date
      happenedOn: string
      noticedAt: Date
      settledAs: TouchSettlement | null
      settledText: string | null
      settledBy: string | null
      settledAt: Date | null
      answer: TouchAnswer | null
      answerText: string | null
      counts: GeneratedAlways<boolean>
      version: Generated<number>
    }
  }
}

const withCustomer = (db: Db) =>
  db
    .selectFrom('directTouch')
    .innerJoin('registration', 'registration.id', 'directTouch.registrationId')
    .selectAll('directTouch')
    .select('registration.customerName')
const withNames = (db: Db) =>
  withCustomer(db)
    .innerJoin('organization as partner', 'partner.id', 'directTouch.partnerId')
    .leftJoin('deal', 'deal.id', 'directTouch.dealId')
    .select((of) => [
      'partner.name as partnerName',
      'deal.name as dealName',
      of.selectFrom('member').select('member.name').whereRef('member.id', '=', 'directTouch.settledBy').as('settler'),
    ])
type Row = Awaited<ReturnType<ReturnType<typeof withCustomer>['executeTakeFirstOrThrow']>>
type NamedRow = Awaited<ReturnType<ReturnType<typeof withNames>['executeTakeFirstOrThrow']>>

/** What a partner may read of it: neither the deal, nor who, nor how far it is. */
const presentOwn = (row: Row): Omit<OwnDirectTouch, 'may'> => ({
  id: row.id,
  registrationId: row.registrationId,
  customerName: row.customerName,
  happenedOn: row.happenedOn,
  settledAs: row.settledAs,
  settledText: row.settledText,
  settledAt: row.settledAt?.toISOString() ?? null,
  answer: row.answer,
  answerText: row.answerText,
  counts: row.counts,
  version: row.version,
})
const present = (row: NamedRow): Omit<DirectTouch, 'may'> => ({
  ...presentOwn(row),
  kind: row.kind,
  partnerId: row.partnerId,
  partnerName: row.partnerName,
  dealId: row.dealId,
  dealName: row.dealName,
  eventId: row.eventId,
  happenedAt: row.happenedAt.toISOString(),
  noticedAt: row.noticedAt.toISOString(),
  settledBy: row.settler,
})

interface Ask {
  readonly registrationId?: readonly string[] | undefined
  readonly sort: string
  readonly after?: string | undefined
  readonly limit: number
}
export function listTouches(
  db: Db,
  ask: Ask & {
    readonly dealId?: readonly string[] | undefined
    readonly partnerId?: readonly string[] | undefined
    readonly open?: boolean | undefined
  },
) {
  let query = withNames(db)
  if (ask.registrationId) query = query.where('directTouch.registrationId', 'in', ask.registrationId)
  if (ask.dealId) query = query.where('directTouch.dealId', 'in', ask.dealId)
  if (ask.partnerId) query = query.where('directTouch.partnerId', 'in', ask.partnerId)
  if (ask.open !== undefined) query = query.where('directTouch.settledAs', ask.open ? 'is' : 'is not', null)
  return page(db, query, ask, { happenedAt: 'directTouch.happenedAt' }, 'directTouch.id', present)
}
/** A partner's own: the wall keeps all others out. */
export function listOwnTouches(db: Db, ask: Ask) {
  let query = withCustomer(db)
  if (ask.registrationId) query = query.where('directTouch.registrationId', 'in', ask.registrationId)
  return page(db, query, ask, { happenedOn: 'directTouch.happenedOn' }, 'directTouch.id', presentOwn)
}

export async function readTouch(db: Db, id: string): Promise<Omit<DirectTouch, 'may'>> {
  const row = await withNames(db).where('directTouch.id', '=', id).executeTakeFirst()
  if (!row) throw missing(say`direct touch`, id)
  return present(row)
}
export async function readOwnTouch(db: Db, id: string): Promise<Omit<OwnDirectTouch, 'may'>> {
  const row = await withCustomer(db).where('directTouch.id', '=', id).executeTakeFirst()
  if (!row) throw missing(say`direct touch`, id)
  return presentOwn(row)
}

/** Takes hold of it until the transaction ends. */
export async function holdTouch(db: Db, id: string, version: number) {
  const row = await db.selectFrom('directTouch').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw missing(say`direct touch`, id)
  if (row.version !== version) throw stale(say`direct touch`, row.version)
  return row
}
export const writeTouch = (db: Db, id: string, set: Partial<Insertable<Tables['directTouch']>>) =>
  db
    .updateTable('directTouch')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

/** Whether a partner takes part in a deal by now: as the deal's partner, or in its team. */
export async function takesPart(db: Db, dealId: string, partnerId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from deal where id = ${dealId} and partner_id = ${partnerId}
    union all select 1 from deal_participant
    where deal_id = ${dealId} and partner_id = ${partnerId} and state in ('active', 'dissolved')`.execute(db)
  return rows.length > 0
}
