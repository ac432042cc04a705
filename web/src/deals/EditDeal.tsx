import { dealStages, updateDeal, type DealRecord } from '@hansa/contract/deals'
import { useState } from 'react'
import { useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { told } from '../kit/toast.ts'
import { DealFields, fitting } from './DealFields.tsx'
import { usePipeline } from './pipeline.ts'

/** Changes a deal's facts, or moves it to another stage. */
export function EditDeal({ deal }: { deal: DealRecord }) {
  const [open, setOpen] = useState(false)
  const send = useSend(updateDeal)
  const close = () => setOpen(false)
  const columns = usePipeline(deal.programmeId)?.columns
  const isClosed = (key: string) => dealStages[columns?.find((it) => it.key === key)?.stage ?? deal.stage].closed
  const { id, version, name, customerId, partnerId, value, product, owner, openedOn, expectedCloseOn, stage } = deal
  const { pipelineStage, nextStep, nextStepOn, forecast, closeReason, closeNote, competitor, programmeId } = deal
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
            pipelineStage,
            programmeId,
            ...(dealStages[stage].closed && { closeReason, closeNote, competitor }),
            nextStep,
            nextStepOn,
            forecast,
          }}
          fixed={{ id, version }}
          send={(edit) => send.mutateAsync(fitting(edit, deal, isClosed))}
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
