import type { PartnerStage, PartnerType } from '@hansa/contract/partners'
import { edited, type Edit } from './edit.ts'
import { lay, type Spell } from './spells.ts'
import { standingOn, type Standing } from './standing.ts'
import { newTurns, turns, type Turn } from './turns.ts'

/** How an organization came to the programme. */
export interface HowItCame {
  readonly origin: string | null
  readonly campaign: string | null
  readonly recruiter: string | null
}

/** An organization with its partnership, if it has one, and the history, as they are before a change. */
export interface Held {
  readonly organizationId: string
  readonly partnership: ({ readonly id: string } & Standing & HowItCame) | undefined
  readonly spells: readonly Spell[]
}

/** A partnership as it is to be written: the fields as of today, and of the history what differs. */
export interface Plan extends Standing, HowItCame {
  readonly organizationId: string
  /** The partnership's id. */
  readonly id: string
  readonly outcome: 'created' | 'updated' | 'unchanged'
  readonly gone: readonly string[]
  readonly changed: readonly Spell[]
  readonly added: readonly Spell[]
  /** What is to be told: what this changes, and what was planned and came true since the last time. */
  readonly turns: readonly Turn[]
}

/** Makes ids: `ptr` for a partnership, `spl` for a spell. */
export type NewId = (prefix: 'ptr' | 'spl') => string

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const fieldsOf = (it: Standing & HowItCame) => [
  it.types,
  it.stage,
  it.tier,
  it.manager,
  it.territory,
  it.since,
  it.leftOn,
  it.nextChange,
  it.origin,
  it.campaign,
  it.recruiter,
]

/** What is to be written so that a partnership has this history; refused for a history without any stage. */
export function planned(held: Held, spells: readonly Spell[], came: HowItCame, day: string, newId: NewId): Plan {
  const standing = standingOn(spells, day)
  if (!standing)
    throw new RangeError(`The history of ${held.organizationId} names no stage; a partnership is always at one.`)
  const known = new Map(held.spells.map((spell) => [spell.id, spell]))
  const kept = new Set(spells.map((spell) => spell.id))
  const gone = held.spells.filter((spell) => !kept.has(spell.id)).map((spell) => spell.id)
  const added = spells.filter((spell) => !known.has(spell.id))
  const changed = spells.filter((spell) => {
    const was = known.get(spell.id)
    return was !== undefined && was !== spell && !same(was, spell)
  })
  const { origin, campaign, recruiter } = came
  const fields = { ...standing, origin, campaign, recruiter }
  const stays =
    held.partnership !== undefined &&
    gone.length + added.length + changed.length === 0 &&
    same(fieldsOf(held.partnership), fieldsOf(fields))
  return {
    organizationId: held.organizationId,
    id: held.partnership?.id ?? newId('ptr'),
    outcome: stays ? 'unchanged' : held.partnership ? 'updated' : 'created',
    ...fields,
    gone,
    changed,
    added,
    turns: [...newTurns(held.spells, spells), ...cameTrue(held, spells, day)],
  }
}

/** What was planned for a day that has come since the partnership was last written, and is still so. */
function cameTrue({ partnership, spells: before }: Held, after: readonly Spell[], day: string): Turn[] {
  const next = partnership?.nextChange
  if (!next || next > day) return []
  const now = new Set(turns(after).map((turn) => JSON.stringify(turn)))
  return turns(before).filter((turn) => turn.day >= next && turn.day <= day && now.has(JSON.stringify(turn)))
}

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

/**
 * What is to be written so that partnerships say what a source says of them; the same again is `unchanged`. Several
 * rows may speak of one organization. One that is not held (not here, or merged away) gets no plan. A partnership of
 * which no stage is known becomes active on the first day that is known of it, else today.
 *
 * @param how.day today, where the ecosystem lives
 * @param how.source where the rows come from, for the history: `import:members.csv`
 */
export function plannedAsGiven(
  held: ReadonlyMap<string, Held>,
  rows: readonly GivenPartnership[],
  how: { readonly day: string; readonly source: string; readonly newId: NewId },
): Plan[] {
  const given = new Map<string, GivenPartnership[]>()
  for (const row of rows) {
    const list = given.get(row.organizationId)
    if (list) list.push(row)
    else given.set(row.organizationId, [row])
  }
  return [...given].flatMap(([organizationId, said]) => {
    const one = held.get(organizationId)
    return one ? [completed(one, said, how)] : []
  })
}

function completed(
  held: Held,
  rows: readonly GivenPartnership[],
  { day, source, newId }: { day: string; source: string; newId: NewId },
): Plan {
  const id = () => newId('spl')
  let { spells } = held
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
  if (!spells.some((spell) => spell.field === 'stage')) {
    const from = spells.map((spell) => spell.from).sort()[0] ?? day
    spells = lay(spells, { id: id(), field: 'stage', value: 'active', from, to: null, reason: null, source })
  }
  return planned(held, spells, came, day, newId)
}
