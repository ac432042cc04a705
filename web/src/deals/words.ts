import { dealStages, type DealStage } from '@hansa/contract/deals'
import { optionsOf } from '../kit/choices.tsx'
import { dayOf } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import type { Tone } from '../kit/tokens.ts'

export const stageNames: Record<DealStage, string> = Object.fromEntries(
  Object.entries(dealStages).map(([stage, { name }]) => [stage, t(name)]),
) as Record<DealStage, string>
export const stageOptions = optionsOf(stageNames)

export const stageTones: Record<DealStage, Tone> = {
  prospecting: 'grey',
  qualified: 'blue',
  proposal: 'accent',
  negotiation: 'amber',
  won: 'green',
  lost: 'red',
}

/** The reader's today. */
export const today = (): string => dayOf(new Date().toISOString())
