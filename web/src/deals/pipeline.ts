import { dealStages, readDealBoard, type BoardColumn, type Deal } from '@hansa/contract/deals'
import { closeReasons, type DealStage } from '@hansa/contract/pipeline'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { t } from '../kit/language.tsx'

/** The pipeline of a programme: its stages, when a deal is idle, whether closing needs a reason. */
export const usePipeline = (programmeId?: string | null) =>
  useQuery(ask(readDealBoard, programmeId ? { programmeId } : {})).data

export const optionsOfStages = (columns: readonly BoardColumn[] = []) =>
  columns.map(({ key, name }) => ({ value: key, label: t(name) }))

/** The reasons that serve for an end. */
export const reasonsFor = (end: DealStage) =>
  Object.entries(closeReasons)
    .filter(([, { ends }]) => (ends as readonly DealStage[]).includes(end))
    .map(([value, { name }]) => ({ value, label: t(name) }))

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/**
 * What a deal is to be looked at for: `overdue`, where its expected close or its next step has passed; `idle`, where it has
 * stood in its stage for more than `idleDays` without a next step ahead. Closed deals are neither.
 */
export function marksOf(deal: Deal, today: string, idleDays: number): ('overdue' | 'idle')[] {
  if (dealStages[deal.stage].closed) return []
  const passed = (day: string | null) => day !== null && day < today
  const isAhead = deal.nextStep !== null && (deal.nextStepOn === null || deal.nextStepOn >= today)
  return [
    ...(passed(deal.expectedCloseOn) || passed(deal.nextStepOn) ? (['overdue'] as const) : []),
    ...(!isAhead && daysBetween(deal.stageSince, today) > idleDays ? (['idle'] as const) : []),
  ]
}
