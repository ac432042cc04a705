import { createDeal } from '@hansa/contract/deals'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { told } from '../kit/toast.ts'
import { useMay } from '../me.ts'
import { paths } from '../paths.ts'
import { DealFields } from './DealFields.tsx'
import { usePipeline } from './pipeline.ts'

/** Adds a deal, and goes there. */
export function NewDeal({ kind = 'primary' }: { kind?: 'primary' | 'normal' }) {
  const [open, setOpen] = useState(false)
  const send = useSend(createDeal)
  const navigate = useNavigate()
  const may = useMay('deals.write')
  const close = () => setOpen(false)
  const first = usePipeline()?.columns[0]?.key
  return (
    <>
      <Button kind={kind} may={may} onClick={() => setOpen(true)}>
        {t('New deal')}
      </Button>
      <Dialog wide opened={open} title={t('New deal')} onClose={close}>
        {first !== undefined && (
          <Form
            schema={createDeal.input}
            initial={{ pipelineStage: first }}
            send={send.mutateAsync}
            guard={false}
            onSent={(deal) => {
              told(t('“{name}” added', { name: deal.name }))
              close()
              void navigate({ to: paths.deal(deal.id) })
            }}
          >
            <DealFields />
            <SubmitBar label={t('Add deal')} onCancel={close} />
          </Form>
        )}
      </Dialog>
    </>
  )
}
