import { updateDeal, type Deal } from '@hansa/contract/deals'
import type { z } from 'zod'
import { Dialog } from '../kit/Dialog.tsx'
import { DateField, SubmitBar } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { CloseFields } from './CloseFields.tsx'
import { today } from './words.ts'

const schema = updateDeal.input.pick({ closeReason: true, closeNote: true, competitor: true, stageSince: true })

/** Asks why a deal was won or lost, and when. */
export const CloseDeal = ({
  deal,
  end,
  needed,
  send,
  onClose,
}: {
  deal: Deal
  end: 'won' | 'lost'
  needed: boolean
  send: (said: z.input<typeof schema>) => Promise<void>
  onClose: () => void
}) => (
  <Dialog
    opened
    title={end === 'won' ? t('“{name}” is won', { name: deal.name }) : t('“{name}” is lost', { name: deal.name })}
    onClose={onClose}
  >
    <Form schema={schema} send={send} guard={false} onSent={onClose}>
      <CloseFields end={end} needed={needed} />
      <DateField name="stageSince" label={t('Closed on')} hint={t('Today, if left empty.')} max={today()} />
      <SubmitBar label={end === 'won' ? t('Mark as won') : t('Mark as lost')} onCancel={onClose} />
    </Form>
  </Dialog>
)
