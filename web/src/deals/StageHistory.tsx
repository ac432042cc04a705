import { dealStages, type DealRecord } from '@hansa/contract/deals'
import { DateText } from '../kit/DateTime.tsx'
import { Count } from '../kit/Numbers.tsx'
import { t } from '../kit/language.tsx'
import { Stack } from '../kit/layout.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { Spans } from '../kit/Spans.tsx'
import { DealStageTag } from './DealStageTag.tsx'
import { stageNames, stageTones, today } from './words.ts'

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** Below a week there is nothing to see in bars. */
const fewDays = 7

/** The deal's way through the pipeline, as bars and as a table. An end lasts no time: it is where the way stops. */
export function StageHistory({ deal }: { deal: DealRecord }) {
  const stays = deal.stages.map((stay, i) => ({
    ...stay,
    to: deal.stages[i + 1]?.fromDay ?? null,
    closed: dealStages[stay.stage].closed,
  }))
  const until = deal.closedOn ?? today()
  const spans = stays
    .filter((stay) => !stay.closed && stay.to !== stay.fromDay)
    .map(({ stage, fromDay, to }) => ({
      id: `${stage} ${fromDay}`,
      label: stageNames[stage],
      from: fromDay,
      to,
      tone: stageTones[stage],
    }))
  return (
    <Stack>
      {spans.length > 0 && daysBetween(spans[0]!.from, until) >= fewDays && (
        <Spans label={t('Stages over time')} tracks={[{ label: t('Stage'), spans }]} until={until} />
      )}
      <SimpleTable
        label={t('Stages')}
        columns={[
          { key: 'stage', label: t('Stage') },
          { key: 'from', label: t('From'), align: 'end' },
          { key: 'days', label: t('Days'), align: 'end' },
          ...(stays.some((stay) => stay.sourceStage) ? [{ key: 'source', label: t('Source’s word') }] : []),
        ]}
        items={stays.map(({ stage, fromDay, to, closed, sourceStage }) => ({
          stage: <DealStageTag dot stage={stage} />,
          from: <DateText value={fromDay} />,
          days: <Count value={closed && to === null ? null : daysBetween(fromDay, to ?? today())} />,
          source: sourceStage,
        }))}
      />
    </Stack>
  )
}
