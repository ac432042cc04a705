import { english } from '@hansa/contract/language'
import { PartnerStage, partnerStages, PartnerType, partnerTypes, type SpellField } from '@hansa/contract/partners'
import { end, holdsOn, lay, remove, trackOf, type Spell } from './spells.ts'

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

/** What a correction says of a spell; what it leaves out stays. */
export interface Correction {
  readonly value?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | null | undefined
  readonly reason?: string | null | undefined
}

/** What is wrong with a correction: the field and a sentence; undefined where nothing is. */
export function wrongWith(
  spells: readonly Spell[],
  was: Spell,
  { value, from, to }: Correction,
): [string, string] | undefined {
  const is = { ...was, value: value ?? was.value, from: from ?? was.from, to: to === undefined ? was.to : to }
  if (was.field === 'stage' && !PartnerStage.safeParse(is.value).success)
    return ['value', english`"${is.value}" is not one of ${Object.keys(partnerStages).join(', ')}`]
  if (was.field === 'type' && !PartnerType.safeParse(is.value).success)
    return ['value', english`"${is.value}" is not one of ${Object.keys(partnerTypes).join(', ')}`]
  if (was.field === 'stage' && to !== undefined && to !== was.to)
    return [
      'to',
      english`a stage lasts until the next one begins; for a partner that left, record the stage off_boarded`,
    ]
  if (is.to !== null && is.to <= is.from)
    return ['from', english`${is.from} is not before the day on which it ends, ${is.to}`]
  const other = spells.find((one) => one.id !== was.id && trackOf(one) === trackOf(is) && one.from === is.from)
  return other && ['from', english`on ${is.from} another ${was.field} begins, ${other.value}: correct that one`]
}

/** The history with one spell corrected, as if it had been recorded rightly at once. */
export function corrected(
  spells: readonly Spell[],
  was: Spell,
  { value, from, to, reason }: Correction,
  source: string,
) {
  return lay(remove(spells, was.id), {
    id: was.id,
    field: was.field,
    value: value ?? was.value,
    from: from ?? was.from,
    to: to === undefined ? was.to : to,
    reason: reason === undefined ? was.reason : reason,
    source,
  })
}
