import { dealStages, listDealOptions, type Deal, type DealStage } from '@hansa/contract/deals'
import { listOrganizations } from '@hansa/contract/organizations'
import { useQuery } from '@tanstack/react-query'
import { ask, call } from '../api.ts'
import { RecordPicker, SelectField } from '../kit/choices.tsx'
import { DateField, TextField } from '../kit/fields.tsx'
import { useField } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns } from '../kit/layout.tsx'
import { MoneyField } from '../kit/MoneyField.tsx'
import { SuggestField } from '../kit/SuggestField.tsx'
import { useCurrencies } from './currencies.ts'
import { stageOptions, today } from './words.ts'

const find = (partner?: 'yes') => async (q: string) => {
  const { items } = await call(listOrganizations, { ...(q && { q }), ...(partner && { partner }), limit: 10 })
  return items.map((it) => ({ value: it.id, label: it.domain ? `${it.name} · ${it.domain}` : it.name }))
}
const findCustomer = find()
const findPartner = find('yes')
const chosen = (id: string | null | undefined, name: string | null | undefined) =>
  id && name ? { value: id, label: name } : undefined

/** Everything that a person says about a deal. `deal`: the one that is edited, for the names of its companies. */
export function DealFields({ deal }: { deal?: Deal }) {
  const used = useQuery(ask(listDealOptions, {})).data
  const currencies = useCurrencies()
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
        <MoneyField name="value" label={t('Value')} currencies={currencies} />
        <SuggestField name="product" label={t('Product')} options={used?.products ?? []} />
      </Columns>
      <Columns>
        <SuggestField name="owner" label={t('Owner')} options={used?.owners ?? []} />
        <DateField name="expectedCloseOn" label={t('Expected close')} />
      </Columns>
      <StageFields stands={deal?.stage} />
    </>
  )
}

/** When it was opened, its stage and since when, and for a lost deal the reason. `stands`: where the deal is now. */
function StageFields({ stands }: { stands: DealStage | undefined }) {
  const stage = useField<DealStage>('stage').value
  const closed = stage && dealStages[stage].closed
  const fromOpening = stands === undefined && !closed
  return (
    <>
      <Columns min={180}>
        <DateField
          name="openedOn"
          label={t('Opened on')}
          max={today()}
          {...(!stands && { hint: t('Today, if left empty.') })}
        />
        <SelectField name="stage" label={t('Stage')} options={stageOptions} />
        {stage && stage !== stands && (
          <DateField
            name="stageSince"
            label={closed ? t('Closed on') : t('In this stage since')}
            hint={fromOpening ? t('Since it was opened, if left empty.') : t('Today, if left empty.')}
            max={today()}
          />
        )}
      </Columns>
      {stage === 'lost' && (
        <TextField name="lostReason" label={t('Lost because')} hint={t('Partners do not see it.')} />
      )}
    </>
  )
}
