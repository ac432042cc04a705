import { partnerStages, type PartnerStage, type PartnerType, type SpellField } from '@hansa/contract/partners'
import { byTrackAndDay, holdsOn, type Spell } from './spells.ts'

const isInside = (stage: PartnerStage): boolean => partnerStages[stage].in

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
