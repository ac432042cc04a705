import { dealStages, listDealOptions, type Deal, type DealRecord, type updateDeal } from '@hansa/contract/deals'
import { listOrganizations } from '@hansa/contract/organizations'
import { forecastCategories } from '@hansa/contract/pipeline'
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { ask, call } from '../api.ts'
import { optionsOf, RecordPicker, SelectField } from '../kit/choices.tsx'
import { DateField, TextField } from '../kit/fields.tsx'
import { useField } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns } from '../kit/layout.tsx'
import { MoneyField } from '../kit/MoneyField.tsx'
import { SuggestField } from '../kit/SuggestField.tsx'
import { CloseFields } from './CloseFields.tsx'
import { useCurrencies } from './currencies.ts'
import { optionsOfStages, usePipeline } from './pipeline.ts'
import { today } from './words.ts'

const find = (partner?: 'yes') => async (q: string) => {
  const { items } = await call(listOrganizations, { ...(q && { q }), ...(partner && { partner }), limit: 10 })
  return items.map((it) => ({ value: it.id, label: it.domain ? `${it.name} · ${it.domain}` : it.name }))
}
const findCustomer = find()
export const findPartner = find('yes')
export const chosen = (id: string | null | undefined, name: string | null | undefined) =>
  id && name ? { value: id, label: name } : undefined

const { closed: _, ...openForecasts } = forecastCategories

/** Everything that a person says about a deal. `deal`: the one that is edited. */
export function DealFields({ deal }: { deal?: DealRecord }) {
  const used = useQuery(ask(listDealOptions, {})).data
  const currencies = useCurrencies()
  const hasLines = (deal?.lines.length ?? 0) > 0
  return (
    <>
      <TextField name="name" label={t('Deal')} />
      <Columns>
        <RecordPicker
          name="customerId"
          label={t('Customer')}
          find={findCustomer}
          chosen={chosen(deal?.customerId, deal?.customerName)}
        />
        <RecordPicker
          name="partnerId"
          label={t('Partner')}
          hint={t('None for a direct deal.')}
          find={findPartner}
          chosen={chosen(deal?.partnerId, deal?.partnerName)}
        />
      </Columns>
      <Columns>
        <MoneyField
          name="value"
          label={t('Value')}
          currencies={currencies}
          disabled={hasLines}
          {...(hasLines && { hint: t('The sum of its lines.') })}
        />
        <SuggestField name="product" label={t('Product')} options={used?.products ?? []} />
      </Columns>
      <Columns>
        <SuggestField name="owner" label={t('Owner')} options={used?.owners ?? []} />
        <DateField name="expectedCloseOn" label={t('Expected close')} />
      </Columns>
      <StageFields {...(deal && { deal })} />
    </>
  )
}

/** When it was opened, its stage and since when; what comes next while it is open, and why it was closed. */
function StageFields({ deal }: { deal?: Deal }) {
  const programmeId = useField<string>('programmeId').value ?? deal?.programmeId
  const pipeline = usePipeline(programmeId)
  const key = useField<string>('pipelineStage').value
  const stage = pipeline?.columns.find((column) => column.key === key)?.stage
  const closed = stage !== undefined && dealStages[stage].closed
  const fromOpening = !deal && !closed
  return (
    <>
      <Columns min={180}>
        {(pipeline?.programmes.length ?? 0) > 1 && (
          <SelectField
            name="programmeId"
            label={t('Programme')}
            options={pipeline!.programmes.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <DateField
          name="openedOn"
          label={t('Opened on')}
          max={today()}
          {...(!deal && { hint: t('Today, if left empty.') })}
        />
        <SelectField name="pipelineStage" label={t('Stage')} options={optionsOfStages(pipeline?.columns)} />
        {stage && stage !== deal?.stage && (
          <DateField
            name="stageSince"
            label={closed ? t('Closed on') : t('In this stage since')}
            hint={fromOpening ? t('Since it was opened, if left empty.') : t('Today, if left empty.')}
            max={today()}
          />
        )}
      </Columns>
      {closed && (stage === 'won' || stage === 'lost') ? (
        <CloseFields end={stage} needed={pipeline?.reasonNeeded[stage] ?? false} />
      ) : (
        <Columns min={180}>
          <TextField name="nextStep" label={t('Next step')} />
          <DateField name="nextStepOn" label={t('Next step due')} />
          <SelectField
            name="forecast"
            label={t('Forecast')}
            hint={t('That of the stage, if left empty.')}
            options={optionsOf(openForecasts)}
          />
        </Columns>
      )}
    </>
  )
}

type Edit = z.input<typeof updateDeal.input>
/** An edit without what it does not mean: the stage where it stands, and what only holds at an end, or only before it. */
export function fitting(edit: Edit, deal: DealRecord, isClosed: (key: string) => boolean): Edit {
  const { pipelineStage, value, forecast, closeReason, closeNote, competitor, ...rest } = edit
  const closed = isClosed(pipelineStage ?? deal.pipelineStage)
  const wasClosed = dealStages[deal.stage].closed
  const said = Object.fromEntries(
    Object.entries({ closeReason, closeNote, competitor }).filter(
      ([, it]) => it !== undefined && (it !== null || wasClosed),
    ),
  )
  return {
    ...rest,
    ...(pipelineStage && pipelineStage !== deal.pipelineStage && { pipelineStage }),
    ...(pipelineStage && pipelineStage === deal.pipelineStage && rest.stageSince && { pipelineStage }),
    ...(value !== undefined && deal.lines.length === 0 && { value }),
    ...(closed ? said : forecast !== undefined && { forecast }),
  }
}
