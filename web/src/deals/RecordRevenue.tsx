import { recordRevenue } from '@hansa/contract/revenue'
import { useState } from 'react'
import type { z } from 'zod'
import { useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { DateField, SubmitBar, TextField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns } from '../kit/layout.tsx'
import { MoneyField } from '../kit/MoneyField.tsx'
import { SuggestField } from '../kit/SuggestField.tsx'
import { told } from '../kit/toast.ts'
import { useMay } from '../me.ts'
import { useCurrencies } from './currencies.ts'
import { today } from './words.ts'

const kinds = ['sale', 'renewal', 'service', 'freight'].map((kind) => ({ value: kind, label: kind }))

const { input } = recordRevenue
/** The entry as a form holds it: amount and currency are one field. */
const schema = input
  .omit({ amount: true, currency: true })
  .extend({ money: input.pick({ amount: true, currency: true }) })

/** Records what a partner made, by hand. */
export function RecordRevenue({ organizationId }: { organizationId: string }) {
  const [open, setOpen] = useState(false)
  const send = useSend(recordRevenue)
  const currencies = useCurrencies()
  const close = () => setOpen(false)
  return (
    <>
      <Button small may={useMay('deals.write')} onClick={() => setOpen(true)}>
        {t('Record revenue')}
      </Button>
      <Dialog opened={open} title={t('Record revenue')} onClose={close}>
        <Form
          schema={schema}
          initial={{ kind: 'sale', day: today() }}
          fixed={{ partnerId: organizationId }}
          send={({ money, ...entry }: z.input<typeof schema>) => send.mutateAsync({ ...entry, ...money })}
          guard={false}
          onSent={() => {
            told(t('Revenue recorded'))
            close()
          }}
        >
          <MoneyField name="money" label={t('Amount')} currencies={currencies} />
          <Columns>
            <SuggestField name="kind" label={t('Kind')} options={kinds} />
            <DateField name="day" label={t('Day')} />
          </Columns>
          <TextField name="product" label={t('Product')} />
          <TextField name="orderReference" label={t('Order')} />
          <SubmitBar label={t('Record revenue')} onCancel={close} />
        </Form>
      </Dialog>
    </>
  )
}
