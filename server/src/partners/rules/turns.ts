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

const verbOf = ({ field, after }: Turn): string =>
  field === 'type' ? (after === null ? 'partner.type_removed' : 'partner.type_added') : `partner.${field}_changed`

interface Told {
  readonly organizationId: string
  readonly id: string
  readonly outcome: 'created' | 'updated' | 'unchanged'
  readonly turns: readonly Turn[]
}

/** The days of which `tellings` needs to know when they began: those before today on which something turned. */
export const daysOf = (plans: readonly Told[], day: string): string[] => [
  ...new Set(plans.flatMap((plan) => plan.turns.map((turn) => turn.day)).filter((one) => one < day)),
]

/**
 * What the log is told of partnerships that were written: `partner.created` on the first day that is known of it, with
 * all that held from then on; then each turn when it took effect, as `partner.tier_changed` and so on; one that lies
 * ahead as `partner.change_planned`, to be told again when it comes true. Reasons stay out of the log: the partner can
 * read it.
 *
 * @param day today, where the ecosystem lives
 * @param beginnings when each of `daysOf` began, as `core/calendar.ts` gives it
 */
export function tellings(plans: readonly Told[], day: string, now: Date, beginnings: ReadonlyMap<string, Date>) {
  const at = (one: string): Date => (one < day ? (beginnings.get(one) ?? now) : now)
  return plans.flatMap(({ organizationId, id, outcome, turns: all }) => {
    const about = { objectId: id, organizationId, partnerId: organizationId }
    const first = outcome === 'created' ? all.map((turn) => turn.day).sort()[0] : undefined
    const start = all.filter((turn) => turn.day === first)
    const told = all.filter((turn) => turn.day !== first)
    return [
      ...(first === undefined
        ? []
        : [{ verb: 'partner.created', ...about, happenedAt: at(first), data: { from: first, ...valuesOf(start) } }]),
      ...told.map((turn) => {
        const { field, before, after, day: from } = turn
        const data = { field, before, after, from }
        return from > day
          ? { verb: 'partner.change_planned', ...about, happenedAt: now, data }
          : { verb: verbOf(turn), ...about, happenedAt: at(from), data }
      }),
    ]
  })
}

const valuesOf = (all: readonly Turn[]): Record<string, unknown> => ({
  ...Object.fromEntries(all.filter((turn) => turn.field !== 'type').map((turn) => [turn.field, turn.after])),
  types: all.flatMap((turn) => (turn.field === 'type' && turn.after !== null ? [turn.after] : [])),
})
