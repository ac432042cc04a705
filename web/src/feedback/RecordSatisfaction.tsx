import { recordSatisfaction } from '@hansa/contract/feedback'
import { useState } from 'react'
import { useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { DateField, NumberField, SubmitBar } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { dayOf } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { Columns } from '../kit/layout.tsx'
import { told } from '../kit/toast.ts'
import { useMay } from '../me.ts'

/** The reader's today. */
const today = (): string => dayOf(new Date().toISOString())

/** Records how satisfied a partner was, by hand. */
export function RecordSatisfaction({ organizationId }: { organizationId: string }) {
  const [open, setOpen] = useState(false)
  const send = useSend(recordSatisfaction)
  const close = () => setOpen(false)
  return (
    <>
      <Button small may={useMay('feedback.write')} onClick={() => setOpen(true)}>
        {t('Record score')}
      </Button>
      <Dialog opened={open} title={t('Record a satisfaction score')} onClose={close}>
        <Form
          schema={recordSatisfaction.input}
          initial={{ day: today(), scaleMin: 0, scaleMax: 100 }}
          fixed={{ organizationId }}
          send={send.mutateAsync}
          guard={false}
          onSent={() => {
            told(t('Score recorded'))
            close()
          }}
        >
          <Columns min={120}>
            <NumberField name="score" label={t('Score')} decimals={2} />
            <NumberField name="scaleMin" label={t('Lowest possible')} decimals={2} />
            <NumberField name="scaleMax" label={t('Highest possible')} decimals={2} />
          </Columns>
          <Columns>
            <DateField name="day" label={t('Day')} max={today()} />
            <NumberField name="respondents" label={t('Answers')} hint={t('How many people answered.')} min={1} />
          </Columns>
          <SubmitBar label={t('Record score')} onCancel={close} />
        </Form>
      </Dialog>
    </>
  )
}
