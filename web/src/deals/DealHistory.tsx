import { readDealHistory, type FieldChange } from '@hansa/contract/deals'
import { closeReasons, forecastCategories, type CloseReason, type ForecastCategory } from '@hansa/contract/pipeline'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { DateText } from '../kit/DateTime.tsx'
import { Diff } from '../kit/Diff.tsx'
import { moneyText, wordsOf } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { listOf } from '../kit/list.ts'
import { Ready } from '../kit/Ready.tsx'
import { Timeline } from '../kit/Timeline.tsx'
import { usePipeline } from './pipeline.ts'
import { stageNames } from './words.ts'

const words: Readonly<Record<string, string>> = {
  name: t('Deal'),
  customerId: t('Customer'),
  partnerId: t('Partner'),
  owner: t('Owner'),
  value: t('Value'),
  product: t('Product'),
  openedOn: t('Opened on'),
  expectedCloseOn: t('Expected close'),
  nextStep: t('Next step'),
  nextStepOn: t('Next step due'),
  forecast: t('Forecast'),
  closeReason: t('Won or lost because'),
  closeNote: t('In words'),
  competitor: t('Competitor'),
  programmeId: t('Programme'),
  stage: t('Stage'),
  pipelineStage: t('Stage of the programme'),
  stageSince: t('In stage since'),
  lines: t('Lines'),
}

/** Who changed which field, when, from what to what. */
export function DealHistory({ id, programmeId }: { id: string; programmeId: string | null }) {
  const pipeline = usePipeline(programmeId)
  const named: Record<string, string> = Object.fromEntries([
    ...(pipeline?.programmes ?? []).map((it) => [it.id, it.name]),
    ...(pipeline?.columns ?? []).map((it) => [`stage ${it.key}`, t(it.name)]),
  ])
  return (
    <Ready query={useQuery(ask(readDealHistory, { id }))}>
      {({ items }) => (
        <Timeline
          list={listOf(
            [...Map.groupBy(items, ({ eventId }) => eventId)].map(([eventId, changes]) => ({
              id: eventId,
              at: changes[0]!.at,
              who: changes[0]!.who ?? (changes[0]!.source === 'integrations.import' ? t('Import') : null),
              what: changes.map(({ field }) => words[field] ?? wordsOf(field)).join(', '),
              more: (
                <Diff
                  changes={changes.map(({ field, from, to }) => ({
                    label: words[field] ?? wordsOf(field),
                    before: shown(field, from, named),
                    after: shown(field, to, named),
                  }))}
                />
              ),
            })),
          )}
        />
      )}
    </Ready>
  )
}

const isDay = /^\d{4}-\d{2}-\d{2}$/

function shown(field: string, value: FieldChange['from'], named: Record<string, string>) {
  if (value === null) return null
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(lineText).join('; ')
  if (typeof value === 'object') return moneyText(value)
  if (field === 'stage') return stageNames[value as keyof typeof stageNames] ?? value
  if (field === 'pipelineStage') return named[`stage ${value}`] ?? value
  if (field === 'forecast') return t(forecastCategories[value as ForecastCategory])
  if (field === 'closeReason') return t(closeReasons[value as CloseReason].name)
  if (isDay.test(value)) return <DateText value={value} />
  return named[value] ?? value
}

/** `3 × Seats, €300.00 (Northgate)` */
function lineText(line: unknown): string {
  const it = line as { product: string; quantity: number; amount: number; currency: string; partner?: string | null }
  const worth = moneyText({ amount: it.amount, currency: it.currency })
  return `${it.quantity} × ${it.product}, ${worth}${it.partner ? ` (${it.partner})` : ''}`
}
