import type { PartnerStage } from '@hansa/contract/partners'
import { Tag } from '../kit/Tag.tsx'
import { stageNames, stageTones } from './words.ts'

export const StageTag = ({ stage, dot = false }: { stage: PartnerStage; dot?: boolean }) => (
  <Tag dot={dot} tone={stageTones[stage]}>
    {stageNames[stage]}
  </Tag>
)
