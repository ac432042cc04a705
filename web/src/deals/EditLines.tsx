import { listDealOptions, updateDeal, type DealRecord } from '@hansa/contract/deals'
import type { DealLineInput } from '@hansa/contract/deal-lines'
import { IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { ask, useSend } from '../api.ts'
import { Button, IconButton } from '../kit/Button.tsx'
import { RecordPicker } from '../kit/choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { NumberField, SubmitBar } from '../kit/fields.tsx'
import { Form, useField } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns, Row, Stack } from '../kit/layout.tsx'
import { MoneyField } from '../kit/MoneyField.tsx'
import { SuggestField } from '../kit/SuggestField.tsx'
import { told } from '../kit/toast.ts'
import { useCurrencies } from './currencies.ts'
import { chosen, findPartner } from './DealFields.tsx'

type Line = Partial<DealLineInput> & { partnerName?: string | null }
const schema = updateDeal.input.pick({ id: true, version: true, lines: true })

/** What of a line counts: an amount that only repeats quantity × price is left to the price. */
const given = ({
  product,
  family,
  quantity,
  unitPrice,
  amount,
  partnerName,
  partnerId,
}: DealRecord['lines'][number]): Line => ({
  product,
  family,
  quantity,
  unitPrice,
  partnerId,
  partnerName,
  ...((!unitPrice || unitPrice.amount * quantity !== amount.amount) && { amount }),
})

/** All lines of a deal at once. */
export function EditLines({ deal, onClose }: { deal: DealRecord; onClose: () => void }) {
  const send = useSend(updateDeal)
  return (
    <Dialog wide opened title={t('Lines of {name}', { name: deal.name })} onClose={onClose}>
      <Form
        schema={schema}
        initial={{ lines: deal.lines.length > 0 ? deal.lines.map(given) : [{ quantity: 1 }] }}
        fixed={{ id: deal.id, version: deal.version }}
        send={({ lines, ...fixed }) =>
          send.mutateAsync({
            ...fixed,
            lines: (lines ?? []).map(({ partnerName: _name, ...line }: DealLineInput & Line) => line),
          })
        }
        guard={false}
        onSent={() => {
          told(t('Lines saved'))
          onClose()
        }}
      >
        <Lines deal={deal} />
        <SubmitBar label={t('Save lines')} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}

function Lines({ deal }: { deal: DealRecord }) {
  const { value: lines = [], set } = useField<Line[]>('lines')
  const used = useQuery(ask(listDealOptions, {})).data
  const all = useCurrencies()
  const own = lines
    .map(({ amount, unitPrice }) => amount?.currency ?? unitPrice?.currency)
    .find((it) => it !== undefined)
  const currency = own ?? deal.value?.currency
  const currencies: readonly [string, ...string[]] = currency
    ? [currency, ...(lines.length < 2 ? all.filter((it) => it !== currency) : [])]
    : all
  return (
    <Stack>
      {lines.map((line, i) => (
        <Columns key={i} min={150}>
          <SuggestField
            name={`lines.${i}.product`}
            label={t('Product {number}', { number: i + 1 })}
            options={used?.products ?? []}
          />
          <SuggestField name={`lines.${i}.family`} label={t('Family')} options={[]} />
          <NumberField name={`lines.${i}.quantity`} label={t('Quantity')} min={1} />
          <MoneyField name={`lines.${i}.unitPrice`} label={t('Unit price')} currencies={currencies} />
          <MoneyField
            name={`lines.${i}.amount`}
            label={t('Amount')}
            hint={t('Without one: quantity × unit price.')}
            currencies={currencies}
          />
          <Row>
            <RecordPicker
              name={`lines.${i}.partnerId`}
              label={t('Partner')}
              find={findPartner}
              chosen={chosen(line.partnerId, line.partnerName)}
            />
            <IconButton
              small
              icon={IconTrash}
              label={t('Remove line {number}', { number: i + 1 })}
              onClick={() => set(lines.filter((_, other) => other !== i))}
            />
          </Row>
        </Columns>
      ))}
      <div>
        <Button small onClick={() => set([...lines, { quantity: 1 }])}>
          {t('Add line')}
        </Button>
      </div>
    </Stack>
  )
}
