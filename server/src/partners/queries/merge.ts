import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import { markPartner } from '../../organizations/queries/organizations.ts'
import { hold, markInside, write, type Held, type Plan } from './change.ts'

/** All that undoing a merge of partnerships needs: plain JSON, to be kept by whoever merged. */
export interface PartnershipsBefore {
  readonly intoId: string
  readonly fromId: string
  /** The rows of both as they were, column by column. */
  readonly partnerships: readonly Row[]
  readonly spells: readonly Row[]
  /** The version at which the merge left the winner's partnership: at another one, others have built upon it. */
  readonly versionAfter: number
  /** The spells that the merge laid into the winner's gaps. */
  readonly brought: readonly string[]
}
type Row = Readonly<Record<string, unknown>>

type WithPartnership = Held & { readonly partnership: NonNullable<Held['partnership']> }
const has = (held: Held | undefined): held is WithPartnership => held?.partnership !== undefined

/**
 * Makes the partnership of an organization that is merged away one with that of the organization it goes into. Where
 * only the former has one, it moves; where both have one, the loser's history fills the gaps of the winner's.
 *
 * @param decide `mergedPlan` of the rules
 * @returns what undoing needs; null where there was nothing to merge
 * @example mergePartnerships(db, { intoId, fromId }, (winner, loser) => mergedPlan(winner, loser, day, newId), now)
 */
export async function mergePartnerships(
  db: Db,
  { intoId, fromId }: { readonly intoId: string; readonly fromId: string },
  decide: (winner: WithPartnership, loser: WithPartnership) => Plan,
  now: Date,
): Promise<PartnershipsBefore | null> {
  const held = await hold(db, [intoId, fromId], 'merged too')
  const [winner, loser] = [held.get(intoId), held.get(fromId)]
  if (!has(loser)) return null
  const { rows: partnerships } = await sql<{ row: Row }>`
    select to_jsonb(partnership) as row from partnership where organization_id in (${intoId}, ${fromId})`.execute(db)
  const { rows: spells } = await sql<{ row: Row }>`
    select to_jsonb(spell) as row from partnership_spell spell where organization_id in (${intoId}, ${fromId})`.execute(
    db,
  )
  const before = {
    intoId,
    fromId,
    partnerships: partnerships.map(({ row }) => row),
    spells: spells.map(({ row }) => row),
  }
  await markPartner(db, [fromId], false)
  if (!has(winner)) {
    await move(db, fromId, intoId)
    await markInside(db, [{ organizationId: intoId, stage: loser.partnership.stage }])
    return { ...before, versionAfter: loser.partnership.version, brought: [] }
  }
  const plan = decide(winner, loser)
  await db.deleteFrom('partnership').where('organizationId', '=', fromId).execute()
  await write(db, [plan], now)
  const versionAfter = winner.partnership.version + (plan.outcome === 'unchanged' ? 0 : 1)
  return { ...before, versionAfter, brought: plan.added.map((spell) => spell.id) }
}

/**
 * Undoes a merge. What nobody touched since is again exactly what it was, every column; what was done since to the
 * winner's partnership stays done, and goes to the loser where the partnership was the loser's alone.
 *
 * @param decide `unmergedPlan` of the rules: the winner as it is, how it came before, what the merge brought, how the
 *   loser came
 */
export async function undoMergePartnerships(
  db: Db,
  before: PartnershipsBefore,
  decide: (now: WithPartnership, winnerCame: Came, brought: readonly string[], loserCame: Came) => Plan,
  now: Date,
): Promise<void> {
  const { intoId, fromId } = before
  const one = (await hold(db, [intoId, fromId], 'merged too')).get(intoId)
  const [winner, loser] = [intoId, fromId].map((id) => before.partnerships.find((row) => row.organization_id === id))
  if (has(one) && one.partnership.version !== before.versionAfter) {
    if (winner) {
      await write(db, [decide(one, cameOf(winner), before.brought, cameOf(loser!))], now)
      await restore(db, before, [fromId])
    } else await move(db, intoId, fromId)
  } else {
    await db.deleteFrom('partnership').where('organizationId', '=', intoId).execute()
    await restore(db, before, [intoId, fromId])
  }
  const partnerships = await db
    .selectFrom('partnership')
    .select(['organizationId', 'stage'])
    .where('organizationId', 'in', [intoId, fromId])
    .execute()
  await markPartner(db, [intoId, fromId], false)
  await markInside(db, partnerships)
}

type Came = Pick<NonNullable<Held['partnership']>, 'origin' | 'campaign' | 'recruiter'>
const cameOf = (row: Row) => row as unknown as Came

/** Gives a partnership with its history to another organization. */
const move = (db: Db, fromId: string, toId: string) =>
  sql`update partnership set organization_id = organization.id, sort_name = organization.sort_name,
      country = organization.country, tags = organization.tags
    from organization where organization.id = ${toId} and organization_id = ${fromId}`.execute(db)

const partnershipColumns = sql.raw(
  'ecosystem_id, id, organization_id, types, stage, tier, manager, territory, since, left_on, next_change, origin, ' +
    'campaign, recruiter, sort_name, country, tags, created_at, updated_at, version',
)

/** Writes rows as they were; what mirrors the organization, as the organization is now. */
async function restore(db: Db, before: PartnershipsBefore, organizationIds: readonly string[]): Promise<void> {
  const of = (rows: readonly Row[]) =>
    JSON.stringify(rows.filter((row) => organizationIds.some((id) => id === row.organization_id)))
  await sql`insert into partnership (${partnershipColumns})
    select ${partnershipColumns} from jsonb_populate_recordset(null::partnership, ${of(before.partnerships)}::jsonb)`.execute(
    db,
  )
  await sql`update partnership set sort_name = organization.sort_name, country = organization.country, tags = organization.tags
    from organization where organization.id = organization_id and organization_id = any (${organizationIds}::text[])`.execute(
    db,
  )
  await sql`insert into partnership_spell
    select * from jsonb_populate_recordset(null::partnership_spell, ${of(before.spells)}::jsonb)`.execute(db)
}
