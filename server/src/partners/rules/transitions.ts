import { say, term, type Saying } from '@hansa/contract/language'
import { partnerStages, stageTransitions, type PartnerStage } from '@hansa/contract/partners'
import { byTrackAndDay, holdsOn, type Spell } from './spells.ts'

/**
 * What keeps a partnership from being moved to a stage from a day on: a sentence that names the stages to which it can
 * be; undefined where nothing does. Where it stands on that day is what counts.
 */
export function wrongTurn(spells: readonly Spell[], to: PartnerStage | undefined, from: string): Saying | undefined {
  if (to === undefined) return undefined
  const stages = spells.filter((spell) => spell.field === 'stage').sort(byTrackAndDay)
  const now = (stages.find((spell) => holdsOn(spell, from))?.value ?? undefined) as PartnerStage | undefined
  // Before its first stage nothing is left behind.
  if (now === undefined || now === to || stageTransitions[now].includes(to)) return undefined
  const [first, ...more] = stageTransitions[now].map((stage) => term(partnerStages[stage].name))
  const open = more.reduce((list, stage) => say`${list}, ${stage}`, first!)
  return say`from “${term(partnerStages[now].name)}” a partnership goes to one of these: ${open}`
}
