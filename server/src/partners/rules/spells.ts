import type { SpellField } from '@hansa/contract/partners'

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

export const holdsOn = (spell: Spell, day: string): boolean =>
  spell.from <= day && (spell.to === null || day < spell.to)
/** The earlier of two ends; null is no end. */
export const earlier = (a: string | null, b: string | null): string | null =>
  a === null ? b : b === null || a < b ? a : b
/** By track, and in it by day: then neighbours in a track follow each other. */
export const byTrackAndDay = (a: Spell, b: Spell): number => {
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
