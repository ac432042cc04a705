import type { PartnerStage, PartnerType } from '@hansa/contract/partners'
import type { Db } from '../../core/database/scope.ts'
import { newId } from '../../core/ids.ts'
import { edited, lay, standingOn, type Change, type Edit, type Spell } from '../rules.ts'
import { hold, save, type Held, type HowItCame } from './history.ts'

/** A dated statement about one field: from a day on, and where `to` is given up to but not including that day. */
export type GivenSpell = { readonly from: string; readonly reason?: string | null | undefined } & (
  | { readonly field: 'stage'; readonly value: PartnerStage }
  | { readonly field: 'type'; readonly value: PartnerType; readonly to?: string | null | undefined }
  | {
      readonly field: 'tier' | 'manager' | 'territory'
      readonly value: string
      readonly to?: string | null | undefined
    }
)

/** What a source knows about one organization's partnership. What it leaves out stays as it is. */
export interface GivenPartnership extends Partial<HowItCame> {
  readonly organizationId: string
  /** Dated statements, in any order. A stage has no end of its own: leaving is the stage `off_boarded`. */
  readonly spells?: readonly GivenSpell[]
  /** What holds now, without a day: said of today, unless it already holds. `types` names all that hold. */
  readonly now?: Edit
}

export type Upserted =
  | {
      readonly organizationId: string
      /** The partnership's id. */
      readonly id: string
      readonly outcome: 'created' | 'updated' | 'unchanged'
      readonly changes: readonly Change[]
    }
  /** There is no such organization here, or it was merged into another one. */
  | { readonly organizationId: string; readonly outcome: 'missing' }

/**
 * Creates or completes many partnerships at once, in a handful of statements. The same input again changes nothing.
 * A partnership of which no stage is known becomes active on the first day that is known of it, else today.
 *
 * @param source where the rows come from, for the history: `import:members.csv`
 * @param day the ecosystem's today, as `core/calendar.ts` gives it
 * @returns one result per organization, in the order in which they first appear. Recording events is the caller's.
 */
export async function upsertPartnerships(
  db: Db,
  rows: readonly GivenPartnership[],
  { source, now, day }: { readonly source: string; readonly now: Date; readonly day: string },
): Promise<Upserted[]> {
  const ids = [...new Set(rows.map((row) => row.organizationId))]
  const held = await hold(db, ids)
  const given = new Map<string, GivenPartnership[]>()
  for (const row of rows) given.set(row.organizationId, [...(given.get(row.organizationId) ?? []), row])
  const wanted = ids.flatMap((id) => {
    const one = held.get(id)
    return one ? [completed(one, given.get(id)!, { source, now, day })] : []
  })
  const saved = new Map((await save(db, wanted, now, day)).map((one) => [one.organizationId, one]))
  return ids.map((organizationId) => saved.get(organizationId) ?? { organizationId, outcome: 'missing' })
}

function completed(
  held: Held,
  rows: readonly GivenPartnership[],
  { source, now, day }: { source: string; now: Date; day: string },
) {
  const id = () => newId('spl', now)
  let spells: readonly Spell[] = held.spells
  let came: HowItCame = held.partnership ?? { origin: null, campaign: null, recruiter: null }
  for (const row of rows) {
    for (const said of row.spells ?? []) {
      const to = said.field === 'stage' ? null : (said.to ?? null)
      const { field, value, from, reason = null } = said
      spells = lay(spells, { id: id(), field, value, from, to, reason, source })
    }
    if (row.now) spells = edited(spells, row.now, { from: day, reason: null, source, newId: id })
    const { origin = came.origin, campaign = came.campaign, recruiter = came.recruiter } = row
    came = { origin, campaign, recruiter }
  }
  if (!standingOn(spells, day)) {
    const from = spells.map((spell) => spell.from).sort()[0] ?? day
    spells = lay(spells, { id: id(), field: 'stage', value: 'active', from, to: null, reason: null, source })
  }
  const { origin, campaign, recruiter } = came
  return { held, spells, origin, campaign, recruiter }
}
