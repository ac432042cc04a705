import { readDealHistory, type FieldChange } from '@hansa/contract/deals'
import { closeReasons, forecastCategories, type CloseReason, type ForecastCategory } from '@hansa/contract/pipeline'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DateText, DateTime } from '../kit/DateTime.tsx'
import { moneyText, wordsOf } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { Stack } from '../kit/layout.tsx'
import { None } from '../kit/None.tsx'
import { Ready } from '../kit/Ready.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
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
  const [all, setAll] = useState(false)
  const named: Record<string, string> = Object.fromEntries([
    ...(pipeline?.programmes ?? []).map((it) => [it.id, it.name]),
    ...(pipeline?.columns ?? []).map((it) => [`stage ${it.key}`, t(it.name)]),
  ])
  return (
    <Ready query={useQuery(ask(readDealHistory, { id }))}>
      {({ items }) => (
        <Stack gap="sm">
          <SimpleTable
            label={t('History of the fields')}
            columns={[
              { key: 'at', label: t('When') },
              { key: 'who', label: t('Who') },
              { key: 'field', label: t('Field') },
              { key: 'from', label: t('From') },
              { key: 'to', label: t('To') },
            ]}
            items={(all ? items : items.slice(0, few)).map(({ at, who, source, field, from, to }) => ({
              at: <DateTime value={at} />,
              who: who ?? (source === 'integrations.import' ? t('Import') : <None />),
              field: words[field] ?? wordsOf(field),
              from: shown(field, from, named) ?? <None />,
              to: shown(field, to, named) ?? <None />,
            }))}
          />
          {items.length > few && !all && (
            <div>
              <Button small onClick={() => setAll(true)}>
                {t('Show all {count, number} changes', { count: items.length })}
              </Button>
            </div>
          )}
        </Stack>
      )}
    </Ready>
  )
}

/** So many changes are shown at first. */
const few = 12
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
