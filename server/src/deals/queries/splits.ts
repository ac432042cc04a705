import type { DealSplit, SplitEntry, SplitState } from '@hansa/contract/deal-splits'
import { sql, type Selectable } from 'kysely'
import { today } from '../../core/calendar.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Tables } from '../../core/database/tables.ts'
import { refuseFields } from '../../core/errors.ts'
import type { NewEvent } from '../../core/events/record.ts'
import { newId } from '../../core/ids.ts'
import { defaultProgramme, rulesAt } from '../../programme/queries/programmes.ts'
import { covers, entriesFor, revalued, split, splitProblem, statesOf, type Asked } from '../rules/splits.ts'
import { holdTeam, type ParticipantRow, teamEvent } from './team.ts'
import './team-tables.ts'

type SplitRow = Selectable<Tables['dealSplit']>
type ShareRow = Selectable<Tables['dealShare']>
interface Version extends SplitRow {
  readonly shares: readonly (ShareRow & { readonly partnerName: string })[]
  readonly state: SplitState
}
export type HeldDeal = Awaited<ReturnType<typeof holdTeam>>

/** Every version of a deal's split with its shares and where it stands, newest first. */
export async function versionsOf(db: Db, dealId: string): Promise<Version[]> {
  const rows = await db.selectFrom('dealSplit').selectAll().where('dealId', '=', dealId).execute()
  if (rows.length === 0) return []
  const shares = await db
    .selectFrom('dealShare')
    .innerJoin('organization', 'organization.id', 'dealShare.partnerId')
    .selectAll('dealShare')
    .select('organization.name as partnerName')
    .where(
      'splitId',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('participantId')
    .execute()
  const versions = rows.map((row) => ({ ...row, shares: shares.filter(({ splitId }) => splitId === row.id) }))
  const states = statesOf(versions.map((it) => ({ ...it, signatures: it.shares.map(({ signature }) => signature) })))
  return versions
    .map((version) => ({ ...version, state: states.get(version.number)! }))
    .toSorted((a, b) => b.number - a.number)
}

const inForce = (versions: readonly Version[]): Version | undefined =>
  versions.find(({ state }) => ['locked', 'agreed', 'default'].includes(state))

const money = (amount: number | null, currency: string | null) =>
  amount === null || currency === null ? null : { amount, currency }

export const presentSplit = (it: Version): DealSplit => ({
  id: it.id,
  dealId: it.dealId,
  number: it.number,
  method: it.method,
  state: it.state,
  reason: it.reason,
  lines: [...it.lines],
  value: money(it.amount, it.currency),
  rulesVersion: it.rulesVersion,
  proposedBy: it.proposedBy,
  proposedAt: it.proposedAt.toISOString(),
  lockedAt: it.lockedAt?.toISOString() ?? null,
  shares: it.shares.map((share) => ({
    participantId: share.participantId,
    partnerId: share.partnerId,
    partnerName: share.partnerName,
    role: share.role,
    basisPoints: share.basisPoints,
    amount: money(share.amount, it.currency),
    signature: share.signature,
    answeredAt: share.answeredAt?.toISOString() ?? null,
    answeredBy: share.answeredBy,
    disputeReason: share.disputeReason,
    wantedBasisPoints: share.wantedBasisPoints,
  })),
})

export async function entriesOf(db: Db, dealId: string): Promise<SplitEntry[]> {
  const rows = await db
    .selectFrom('dealSplitEntry')
    .innerJoin('organization', 'organization.id', 'dealSplitEntry.partnerId')
    .select(['splitId', 'participantId', 'organization.name as partnerName', 'day', 'kind', 'amount', 'currency'])
    .where('dealId', '=', dealId)
    .orderBy('recordedAt')
    .orderBy('participantId')
    .orderBy('currency')
    .execute()
  return rows.map(({ amount, currency, ...row }) => ({ ...row, amount: { amount, currency } }))
}

/** Who gets a share: the team; of a won deal also those who were in it when it was closed. */
export const partiesOf = (db: Db, deal: Pick<HeldDeal, 'id' | 'stage'>): Promise<ParticipantRow[]> =>
  db
    .selectFrom('dealParticipant')
    .selectAll()
    .where('dealId', '=', deal.id)
    .where('state', 'in', deal.stage === 'won' ? ['active', 'dissolved'] : ['active'])
    .orderBy('id')
    .execute()

interface Making {
  readonly by: string
  readonly at: Date
  readonly reason: string | null
  /** By the default table: in force without signatures. */
  readonly isDefault: boolean
  readonly lines?: SplitRow['lines']
}

/**
 * A new version of the split of a deal that the caller holds.
 * @returns what its parties are told
 * @throws Refusal where the shares asked for cannot be
 */
export async function addSplit(
  db: Db,
  deal: HeldDeal,
  parties: readonly ParticipantRow[],
  asked: Asked,
  how: Making,
): Promise<NewEvent[]> {
  const named = parties.map((party) => ({ participantId: party.id, role: party.role }))
  const problem = splitProblem(named, asked, deal.amount)
  if (problem) throw refuseFields([problem])
  const programmeId = await defaultProgramme(db)
  const { rules, version: rulesVersion } = await rulesAt(db, programmeId, how.at)
  const { number } = await db
    .selectFrom('dealSplit')
    .select(sql<number>`coalesce(max(number), 0) + 1`.as('number'))
    .where('dealId', '=', deal.id)
    .executeTakeFirstOrThrow()
  const id = newId('split', how.at)
  const { isDefault, reason, by: proposedBy, at: proposedAt, lines = [] } = how
  const { amount, currency, id: dealId } = deal
  await db
    .insertInto('dealSplit')
    .values({
      id,
      dealId,
      number,
      method: asked.method,
      isDefault,
      reason,
      amount,
      currency,
      programmeId,
      rulesVersion,
      proposedBy,
      proposedAt,
      lockedAt: null,
      lines: JSON.stringify(lines),
    })
    .execute()
  const shares = split(named, asked, amount, rules.dealCredit)
  await db
    .insertInto('dealShare')
    .values(
      shares.map((share) => {
        const { partnerId, role } = parties.find((party) => party.id === share.participantId)!
        return {
          ...({ ...share, splitId: id, partnerId, role, signature: isDefault ? 'not_needed' : 'waiting' } as const),
          answeredAt: null,
          answeredBy: null,
          disputeReason: null,
          wantedBasisPoints: null,
        }
      }),
    )
    .execute()
  const verb = isDefault ? 'split_by_default' : 'split_proposed'
  return parties.map((party) => teamEvent(verb, party, { splitId: id, number }))
}

/**
 * Locks a version for a won deal that the caller holds, and books what brings each participant to its share of the value
 * as it is now. What was booked before stays as it was booked.
 * @returns what each party is told: that its share is locked, and what was booked to it
 */
async function book(
  db: Db,
  deal: HeldDeal,
  version: Version,
  parties: readonly ParticipantRow[],
  at: Date,
): Promise<NewEvent[]> {
  const shares = revalued(version.shares, deal.amount)
  await db
    .updateTable('dealSplit')
    .set({ lockedAt: version.lockedAt ?? at, amount: deal.amount, currency: deal.currency })
    .where('id', '=', version.id)
    .execute()
  for (const { participantId, amount } of shares)
    await db
      .updateTable('dealShare')
      .set({ amount })
      .where('splitId', '=', version.id)
      .where('participantId', '=', participantId)
      .execute()
  const booked = await db.selectFrom('dealSplitEntry').selectAll().where('dealId', '=', deal.id).execute()
  const kind = booked.length > 0 ? 'correction' : 'won'
  const day = kind === 'won' && deal.closedOn ? deal.closedOn : await today(db, at)
  const currencies = new Set([...(deal.currency ? [deal.currency] : []), ...booked.map(({ currency }) => currency)])
  const entries = [...currencies].toSorted().flatMap((currency) => {
    const due = currency === deal.currency ? shares.map((it) => ({ ...it, amount: it.amount! })) : []
    const before = booked.filter((entry) => entry.currency === currency)
    return entriesFor(due, before).map((entry) => {
      const known = [...shares, ...before].find(({ participantId }) => participantId === entry.participantId)!
      const { partnerId } = known
      return {
        ...entry,
        id: newId('ent', at),
        splitId: version.id,
        dealId: deal.id,
        partnerId,
        day,
        kind,
        currency,
      } as const
    })
  })
  if (entries.length > 0)
    await db
      .insertInto('dealSplitEntry')
      .values(entries.map((entry) => ({ ...entry, recordedAt: at })))
      .execute()
  return parties.map((party) =>
    teamEvent('split_locked', party, {
      splitId: version.id,
      number: version.number,
      kind,
      booked: entries
        .filter((entry) => entry.participantId === party.id)
        .map(({ amount, currency }) => ({ amount, currency })),
    }),
  )
}

const byTable = { method: 'role_table' } as const

/** From negotiation on a deal has a split in force: where none is agreed, the default table's. */
export async function splitByDefault(db: Db, dealId: string, at: Date): Promise<NewEvent[]> {
  const deal = await holdTeam(db, dealId)
  const parties = await partiesOf(db, deal)
  if (parties.length === 0 || inForce(await versionsOf(db, dealId))) return []
  return addSplit(db, deal, parties, byTable, { by: 'rules', at, reason: null, isDefault: true })
}

/**
 * At the win the split in force is locked and booked. Where none is, or it names others than those who are in the team,
 * it is the default table's.
 */
export async function lockAtWin(db: Db, dealId: string, at: Date): Promise<NewEvent[]> {
  const deal = await holdTeam(db, dealId)
  const parties = await partiesOf(db, deal)
  if (deal.stage !== 'won' || parties.length === 0) return []
  const named = parties.map((party) => ({ participantId: party.id, role: party.role }))
  const standing = inForce(await versionsOf(db, dealId))
  if (standing && covers(standing.shares, named)) return book(db, deal, standing, parties, at)
  const told = await addSplit(db, deal, parties, byTable, { by: 'rules', at, reason: null, isDefault: true })
  return [...told, ...(await book(db, deal, inForce(await versionsOf(db, dealId))!, parties, at))]
}

/** When the last party has signed: what a correction of a won deal changes is booked. */
export async function settleSigned(db: Db, dealId: string, at: Date): Promise<NewEvent[]> {
  const deal = await holdTeam(db, dealId)
  const [newest] = await versionsOf(db, dealId)
  if (newest?.state !== 'agreed') return []
  const parties = await partiesOf(db, deal)
  // Signatures of one moment are heard one after the other, each when all have signed: it is told once.
  const agreed: NewEvent = {
    verb: 'deal.split_agreed',
    objectId: dealId,
    happenedAt: newest.shares.map((share) => share.answeredAt ?? at).reduce((a, b) => (a > b ? a : b)),
    source: 'deals',
    sourceKey: `${newest.id} agreed`,
    data: { number: newest.number },
  }
  return deal.stage === 'won' ? [agreed, ...(await book(db, deal, newest, parties, at))] : [agreed]
}
