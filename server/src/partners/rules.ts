import { partnerStages, type PartnerStage, type PartnerType, type SpellField } from '@hansa/contract/partners'

/** What one field holds from the day `from` on, up to but not including `to`. Days are ISO: `2026-03-31`. */
export interface Spell {
  readonly id: string
  readonly field: SpellField
  readonly value: string
  readonly from: string
  readonly to: string | null
  readonly reason: string | null
  readonly source: string
}

/** One value at a time holds in a track: a field, or for types, which may hold at once, one of them. */
export const trackOf = (spell: { field: SpellField; value: string }): string =>
  spell.field === 'type' ? `type:${spell.value}` : spell.field

export const isInside = (stage: PartnerStage): boolean => partnerStages[stage].in

const holdsOn = (spell: Spell, day: string): boolean => spell.from <= day && (spell.to === null || day < spell.to)
const earlier = (a: string | null, b: string | null): string | null => (a === null ? b : b === null || a < b ? a : b)
const byTrackAndDay = (a: Spell, b: Spell): number => {
  const [x, y] = [trackOf(a), trackOf(b)]
  return x < y ? -1 : x > y ? 1 : a.from < b.from ? -1 : a.from > b.from ? 1 : 0
}

/**
 * The history with one more spell. A spell lasts until the next one of its track begins, or its own end, whichever is
 * earlier; so the order in which spells are recorded does not matter. Of two that begin on the same day the one recorded
 * last stays.
 *
 * @example lay([gold from January on], silver from March on) // gold January to March, silver from March on
 */
export function lay(spells: readonly Spell[], added: Spell): Spell[] {
  const track = trackOf(added)
  let to = added.to
  let kept = added
  const others: Spell[] = []
  for (const spell of spells) {
    if (trackOf(spell) !== track) others.push(spell)
    else if (spell.from === added.from) {
      if (spell.value === added.value) kept = { ...spell, reason: added.reason ?? spell.reason }
    } else if (spell.from > added.from) {
      to = earlier(to, spell.from)
      others.push(spell)
    } else others.push(holdsOn(spell, added.from) ? { ...spell, to: added.from } : spell)
  }
  return [...others, { ...kept, to }].sort(byTrackAndDay)
}

/** The history in which what holds in a track on `day` ends there; spells that begin later stay. */
export function end(spells: readonly Spell[], track: string, day: string): Spell[] {
  return spells.flatMap((spell) => {
    if (trackOf(spell) !== track || !holdsOn(spell, day)) return [spell]
    return spell.from === day ? [] : [{ ...spell, to: day }]
  })
}

/** The history as if a spell had never been: the value before it goes on in its place. */
export function remove(spells: readonly Spell[], id: string): Spell[] {
  const gone = spells.find((spell) => spell.id === id)
  if (!gone) return [...spells]
  return spells
    .filter((spell) => spell !== gone)
    .map((spell) =>
      gone.field !== 'type' && spell.field === gone.field && spell.to === gone.from ? { ...spell, to: gone.to } : spell,
    )
}

/** What of `loser` happened while `winner` had nothing in that track: laid into the winner's gaps, never over its spells. */
export function fillGaps(winner: readonly Spell[], loser: readonly Spell[], newId: () => string): Spell[] {
  const filled = loser.flatMap((spell) => {
    const over = winner.filter((other) => trackOf(other) === trackOf(spell)).sort((a, b) => (a.from < b.from ? -1 : 1))
    let from: string | null = spell.from
    const pieces: Spell[] = []
    for (const other of [...over, undefined]) {
      if (from === null || (spell.to !== null && from >= spell.to)) break
      if (other && other.to !== null && other.to <= from) continue
      const to: string | null = other ? earlier(spell.to, other.from) : spell.to
      if (to === null || from < to) pieces.push({ ...spell, id: newId(), from, to })
      from = other ? other.to : null
    }
    return pieces
  })
  return [...winner, ...filled].sort(byTrackAndDay)
}

/** A partnership's fields as of a day. */
export interface Standing {
  readonly types: PartnerType[]
  readonly stage: PartnerStage
  readonly tier: string | null
  readonly manager: string | null
  readonly territory: string | null
  readonly since: string | null
  readonly leftOn: string | null
  /** The next day on which something begins or ends. */
  readonly nextChange: string | null
}

/** The standing on `day` that a history amounts to; undefined where it has no stage at all. */
export function standingOn(spells: readonly Spell[], day: string): Standing | undefined {
  const now = spells.filter((spell) => holdsOn(spell, day))
  const value = (field: SpellField): string | null => now.find((spell) => spell.field === field)?.value ?? null
  const stages = spells.filter((spell) => spell.field === 'stage').sort(byTrackAndDay)
  // Before its first stage begins, a partnership stands where it will begin.
  const stage = (value('stage') ?? stages[0]?.value) as PartnerStage | undefined
  if (stage === undefined) return undefined
  const inside = stages.filter((spell) => isInside(spell.value as PartnerStage) && spell.from <= day)
  const days = spells.flatMap((spell) => [spell.from, ...(spell.to === null ? [] : [spell.to])])
  return {
    types: now.flatMap((spell) => (spell.field === 'type' ? [spell.value as PartnerType] : [])).sort(),
    stage,
    tier: value('tier'),
    manager: value('manager'),
    territory: value('territory'),
    since: inside[0]?.from ?? null,
    leftOn: isInside(stage) ? null : (inside.at(-1)?.to ?? null),
    nextChange: days.filter((one) => one > day).sort()[0] ?? null,
  }
}

/** What an edit says; a field that it leaves out stays. Null ends what holds. */
export interface Edit {
  readonly types?: readonly PartnerType[] | undefined
  readonly stage?: PartnerStage | undefined
  readonly tier?: string | null | undefined
  readonly manager?: string | null | undefined
  readonly territory?: string | null | undefined
}

/** The history after an edit that holds from a day on. What already holds on that day is not said again. */
export function edited(
  spells: readonly Spell[],
  edit: Edit,
  how: { readonly from: string; readonly reason: string | null; readonly source: string; readonly newId: () => string },
): Spell[] {
  let after = [...spells]
  const held = (field: SpellField) =>
    after.filter((spell) => spell.field === field && holdsOn(spell, how.from)).map((spell) => spell.value)
  const say = (field: SpellField, value: string) => {
    if (held(field).includes(value)) return
    const { from, reason, source } = how
    after = lay(after, { id: how.newId(), field, value, from, to: null, reason, source })
  }
  for (const field of ['stage', 'tier', 'manager', 'territory'] as const) {
    const value = edit[field]
    if (value === null) after = end(after, field, how.from)
    else if (value !== undefined) say(field, value)
  }
  if (edit.types) {
    for (const type of edit.types) say('type', type)
    for (const value of held('type'))
      if (!edit.types.some((type) => type === value)) after = end(after, trackOf({ field: 'type', value }), how.from)
  }
  return after
}

/** On a day, one field of a partnership became another one; for a type, one side is null. */
export interface Change {
  readonly field: SpellField
  readonly before: string | null
  readonly after: string | null
  readonly day: string
  readonly reason: string | null
}

/** Every day on which something in a history begins, changes or ends. */
export function turns(spells: readonly Spell[]): Change[] {
  const sorted = [...spells].sort(byTrackAndDay)
  return sorted.flatMap((spell, i) => {
    const [last, next] = [sorted[i - 1], sorted[i + 1]]
    const follows = last !== undefined && trackOf(last) === trackOf(spell) && last.to === spell.from
    const goesOn = next !== undefined && trackOf(next) === trackOf(spell) && next.from === spell.to
    const { field, value, from, to, reason } = spell
    return [
      ...(follows && last.value === value
        ? []
        : [{ field, before: follows ? last.value : null, after: value, day: from, reason }]),
      ...(to === null || goesOn ? [] : [{ field, before: value, after: null, day: to, reason: null }]),
    ]
  })
}

/** The turns that a new history has and the old one had not. */
export function newTurns(before: readonly Spell[], after: readonly Spell[]): Change[] {
  const key = (turn: Change) => JSON.stringify([turn.field, turn.day, turn.after, turn.after ?? turn.before])
  const known = new Set(turns(before).map(key))
  return turns(after).filter((turn) => !known.has(key(turn)))
}

/** The verb that tells of a turn. */
export const verbOf = ({ field, after }: Change): string =>
  field === 'type' ? (after === null ? 'partner.type_removed' : 'partner.type_added') : `partner.${field}_changed`
