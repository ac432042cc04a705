import type { SpellField } from '@hansa/contract/partners'
import { byTrackAndDay, trackOf, type Spell } from './spells.ts'

/** On a day, one field of a partnership became another one; for a type, one side is null. */
export interface Turn {
  readonly field: SpellField
  readonly before: string | null
  readonly after: string | null
  readonly day: string
  readonly reason: string | null
}

/** Every day on which something in a history begins, changes or ends. */
export function turns(spells: readonly Spell[]): Turn[] {
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
export function newTurns(before: readonly Spell[], after: readonly Spell[]): Turn[] {
  const key = (turn: Turn) => JSON.stringify([turn.field, turn.day, turn.after, turn.after ?? turn.before])
  const known = new Set(turns(before).map(key))
  return turns(after).filter((turn) => !known.has(key(turn)))
}

/** The verb that tells of a turn. */
export const verbOf = ({ field, after }: Turn): string =>
  field === 'type' ? (after === null ? 'partner.type_removed' : 'partner.type_added') : `partner.${field}_changed`
