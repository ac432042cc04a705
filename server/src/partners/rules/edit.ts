import type { PartnerStage, PartnerType, SpellField } from '@hansa/contract/partners'
import { end, holdsOn, lay, trackOf, type Spell } from './spells.ts'

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
