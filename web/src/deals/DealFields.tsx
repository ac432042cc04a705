import { dealStages, listDealOptions, type Deal, type DealStage } from '@hansa/contract/deals'
import { listOrganizations } from '@hansa/contract/organizations'
import { useQuery } from '@tanstack/react-query'
import { ask, call } from '../api.ts'
import { RecordPicker, SelectField } from '../kit/choices.tsx'
import { DateField, TextField } from '../kit/fields.tsx'
import { useField } from '../kit/Form.tsx'
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
      <TextField name="name" label="Deal" />
      <Columns>
        <RecordPicker
          name="customerId"
          label="Customer"
          find={findCustomer}
          chosen={chosen(deal?.customerId, deal?.customerName)}
        />
        <RecordPicker
          name="partnerId"
          label="Partner"
          hint="None for a direct deal."
          find={findPartner}
          chosen={chosen(deal?.partnerId, deal?.partnerName)}
        />
      </Columns>
      <Columns>
        <MoneyField name="value" label="Value" currencies={currencies} />
        <SuggestField name="product" label="Product" options={used?.products ?? []} />
      </Columns>
      <Columns>
        <SuggestField name="owner" label="Owner" options={used?.owners ?? []} />
        <DateField name="expectedCloseOn" label="Expected close" />
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
          label="Opened on"
          max={today()}
          {...(!stands && { hint: 'Today, if left empty.' })}
        />
        <SelectField name="stage" label="Stage" options={stageOptions} />
        {stage && stage !== stands && (
          <DateField
            name="stageSince"
            label={closed ? 'Closed on' : 'In this stage since'}
            hint={fromOpening ? 'Since it was opened, if left empty.' : 'Today, if left empty.'}
            max={today()}
          />
        )}
      </Columns>
      {stage === 'lost' && <TextField name="lostReason" label="Lost because" hint="Partners do not see it." />}
    </>
  )
}
