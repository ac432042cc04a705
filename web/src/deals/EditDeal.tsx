import { updateDeal, type Deal } from '@hansa/contract/deals'
import { useState } from 'react'
import { useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { told } from '../kit/toast.ts'
import { DealFields } from './DealFields.tsx'

/** Changes a deal's facts, or moves it to another stage. */
export function EditDeal({ deal }: { deal: Deal }) {
  const [open, setOpen] = useState(false)
  const send = useSend(updateDeal)
  const close = () => setOpen(false)
  const { id, version, name, customerId, partnerId, value, product, owner, openedOn, expectedCloseOn, stage } = deal
  return (
    <>
      <Button kind="primary" may={deal.may['edit']} onClick={() => setOpen(true)}>
        {t('Edit')}
      </Button>
      <Dialog wide opened={open} title={t('Edit {name}', { name })} onClose={close}>
        <Form
          key={version}
          schema={updateDeal.input}
          initial={{
            name,
            customerId,
            partnerId,
            value,
            product,
            owner,
            openedOn,
            expectedCloseOn,
            stage,
            lostReason: deal.lostReason,
          }}
          fixed={{ id, version }}
          send={({ lostReason, ...edit }) =>
            send.mutateAsync({ ...edit, ...(edit.stage === 'lost' && lostReason !== undefined && { lostReason }) })
          }
          guard={false}
          onSent={() => {
            told(t('Deal saved'))
            close()
          }}
        >
          <DealFields deal={deal} />
          <SubmitBar label={t('Save')} onCancel={close} />
        </Form>
      </Dialog>
    </>
  )
}
