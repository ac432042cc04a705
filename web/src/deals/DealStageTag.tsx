import type { DealStage } from '@hansa/contract/deals'
import { t } from '../kit/language.tsx'
import { Tag } from '../kit/Tag.tsx'
import { stageNames, stageTones } from './words.ts'

/** A stage. `name`: what the programme calls it. */
export const DealStageTag = ({ stage, name, dot = false }: { stage: DealStage; name?: string; dot?: boolean }) => (
  <Tag dot={dot} tone={stageTones[stage]}>
    {name === undefined ? stageNames[stage] : t(name)}
  </Tag>
)
