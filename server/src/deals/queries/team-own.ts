import { say } from '@hansa/contract/language'
import type { OwnDeal } from '@hansa/contract/own-deals'
import type { DealStage } from '@hansa/contract/deals'
import type { Selectable } from 'kysely'
import { matchesText, page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Tables } from '../../core/database/tables.ts'
import { missing } from '../../core/errors.ts'
import type { ParticipantRow } from './team.ts'
import './team-tables.ts'

type Shown = Omit<OwnDeal, 'participations'>

/** Field by field: whatever the view learns to hold, a partner sees no more than this. */
const present = (row: Selectable<Tables['ownDeal']>): Shown => ({
  id: row.id,
  customerName: row.customerName,
  country: row.country,
  product: row.product,
  stage: row.stage,
  expectedCloseOn: row.expectedCloseOn,
  closedOn: row.closedOn,
  value: row.amount === null || row.currency === null ? null : { amount: row.amount, currency: row.currency },
})

export function listOwnDeals(
  db: Db,
  ask: {
    q?: string | undefined
    stage?: readonly DealStage[] | undefined
    sort: string
    after?: string | undefined
    limit: number
  },
) {
  let query = db.selectFrom('ownDeal').selectAll()
  if (ask.q) query = query.where(matchesText(['ownDeal.customerName', 'ownDeal.product'], ask.q))
  if (ask.stage) query = query.where('stage', 'in', ask.stage)
  return page(db, query, ask, { since: 'ownDeal.since' }, 'ownDeal.id', present)
}

export async function readOwnDeal(db: Db, id: string): Promise<Shown> {
  const row = await db.selectFrom('ownDeal').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw missing(say`deal`, id)
  return present(row)
}

/** The partner's own places in the teams of deals: the wall keeps all others out. */
export const ownParticipants = (db: Db, dealIds: readonly string[]): Promise<ParticipantRow[]> =>
  dealIds.length === 0
    ? Promise.resolve([])
    : db.selectFrom('dealParticipant').selectAll().where('dealId', 'in', dealIds).orderBy('id').execute()

export const ownTeamMates = (db: Db, dealId: string) =>
  db
    .selectFrom('ownTeamMate')
    .select(['name', 'role', 'basisPoints'])
    .distinct()
    .where('dealId', '=', dealId)
    .orderBy('name')
    .orderBy('role')
    .execute()

export const ownEntries = (db: Db, dealId: string) =>
  db
    .selectFrom('dealSplitEntry')
    .select(['day', 'kind', 'amount', 'currency'])
    .where('dealId', '=', dealId)
    .orderBy('recordedAt')
    .orderBy('participantId')
    .orderBy('currency')
    .execute()

/** The partner's own shares in versions of splits, newest first. */
export const ownShares = (db: Db, by: { dealId: string } | { splitId: string }) =>
  db
    .selectFrom('dealShare')
    .innerJoin('ownSplit', 'ownSplit.id', 'dealShare.splitId')
    .innerJoin('dealParticipant', 'dealParticipant.id', 'dealShare.participantId')
    .selectAll('dealShare')
    .select([
      'ownSplit.number',
      'ownSplit.reason',
      'ownSplit.isDefault',
      'ownSplit.currency',
      'ownSplit.proposedAt',
      'ownSplit.lockedAt',
      'ownSplit.isNewest',
      'ownSplit.dealId',
      'dealParticipant.seesValue',
      'dealParticipant.state as participantState',
    ])
    .where((of) => ('dealId' in by ? of('ownSplit.dealId', '=', by.dealId) : of('ownSplit.id', '=', by.splitId)))
    .orderBy('ownSplit.number', 'desc')
    .orderBy('dealShare.participantId')
    .execute()
export type OwnShareRow = Awaited<ReturnType<typeof ownShares>>[number]

/** Writes the partner's answer into all its shares of a version. */
export async function answerShares(
  db: Db,
  splitId: string,
  set: Pick<
    Selectable<Tables['dealShare']>,
    'signature' | 'answeredAt' | 'answeredBy' | 'disputeReason' | 'wantedBasisPoints'
  >,
): Promise<void> {
  await db.updateTable('dealShare').set(set).where('splitId', '=', splitId).execute()
}
