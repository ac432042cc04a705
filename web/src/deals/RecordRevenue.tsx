import { recordRevenue } from '@hansa/contract/revenue'
import { useState } from 'react'
import type { z } from 'zod'
import { useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { DateField, SubmitBar, TextField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
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
        Record revenue
      </Button>
      <Dialog opened={open} title="Record revenue" onClose={close}>
        <Form
          schema={schema}
          initial={{ kind: 'sale', day: today() }}
          fixed={{ partnerId: organizationId }}
          send={({ money, ...entry }: z.input<typeof schema>) => send.mutateAsync({ ...entry, ...money })}
          guard={false}
          onSent={() => {
            told('Revenue recorded')
            close()
          }}
        >
          <MoneyField name="money" label="Amount" currencies={currencies} />
          <Columns>
            <SuggestField name="kind" label="Kind" options={kinds} />
            <DateField name="day" label="Day" />
          </Columns>
          <TextField name="product" label="Product" />
          <TextField name="orderReference" label="Order" />
          <SubmitBar label="Record revenue" onCancel={close} />
        </Form>
      </Dialog>
    </>
  )
}
