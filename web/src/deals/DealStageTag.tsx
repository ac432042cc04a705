import type { DealStage } from '@hansa/contract/deals'
import { Tag } from '../kit/Tag.tsx'
import { stageNames, stageTones } from './words.ts'

export const DealStageTag = ({ stage, dot = false }: { stage: DealStage; dot?: boolean }) => (
  <Tag dot={dot} tone={stageTones[stage]}>
    {stageNames[stage]}
  </Tag>
)
