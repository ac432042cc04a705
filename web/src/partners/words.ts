import { partnerStages, partnerTypes, type PartnerStage, type Spell } from '@hansa/contract/partners'
import { optionsOf } from '../kit/choices.tsx'
import { dayOf } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import type { Tone } from '../kit/tokens.ts'

export const stageNames: Record<PartnerStage, string> = Object.fromEntries(
  Object.entries(partnerStages).map(([stage, { name }]) => [stage, t(name)]),
) as Record<PartnerStage, string>
export const stageOptions = optionsOf(stageNames)
export const typeOptions = optionsOf(partnerTypes)

export const stageTones: Record<PartnerStage, Tone> = {
  identify: 'grey',
  recruit: 'grey',
  applied: 'blue',
  vetted: 'blue',
  onboarding: 'accent',
  active: 'green',
  at_risk: 'red',
  dormant: 'amber',
  off_boarded: 'grey',
}

/** A spell's value: a stage or type in the reader's language, else as it was written. */
export const spellLabel = ({ field, label }: Pick<Spell, 'field' | 'label'>): string =>
  field === 'stage' || field === 'type' ? t(label) : label

/** The reader's today. */
export const today = (): string => dayOf(new Date().toISOString())
