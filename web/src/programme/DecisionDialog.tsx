import { decideApplication, type ApplicationDetail } from '@hansa/contract/applications'
import { listOrganizations } from '@hansa/contract/organizations'
import { call, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { RecordPicker, SelectField } from '../kit/choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, TextAreaField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Stack } from '../kit/layout.tsx'
import { refused } from '../kit/toast.ts'
import { reasonOptions } from './words.ts'

/** What has to be said before a decision is carried out. */
export type Asking = 'reject' | 'ask' | 'reopen' | 'which'

const texts = {
  reject: { title: t('Reject this application'), label: t('Reject'), done: t('Rejected') },
  ask: { title: t('Ask the applicant'), label: t('Send question'), done: t('The applicant was asked') },
  reopen: { title: t('Reopen this application'), label: t('Reopen'), done: t('Reopened') },
  which: { title: t('Which company is it?'), label: t('Approve'), done: t('Approved') },
}

const findCompany = async (q: string) =>
  (await call(listOrganizations, { ...(q && { q }), limit: 10 })).items.map((one) => ({
    value: one.id,
    label: [one.name, one.domain ?? one.country].filter(Boolean).join(', '),
  }))

export function DecisionDialog({
  it: { id, version, company },
  asking,
  onClose,
  onDone,
}: {
  it: ApplicationDetail
  asking: Asking
  onClose: () => void
  onDone: (what: string) => void
}) {
  const send = useSend(decideApplication)
  const { title, label, done } = texts[asking]
  const act = asking === 'which' ? 'approve' : asking
  const sent = () => onDone(done)
  const asNew = () =>
    send.mutate({ id, version, act: 'approve', organizationId: 'new' }, { onSuccess: sent, onError: refused })
  return (
    <Dialog opened title={title} onClose={onClose}>
      <Stack>
        {asking === 'which' && (
          <p>
            {t(
              '{company} could be several companies that are known here. Choose the one that it is, or begin a new one.',
              {
                company,
              },
            )}
          </p>
        )}
        <Form
          schema={decideApplication.input}
          fixed={{ id, version, act }}
          send={send.mutateAsync}
          guard={false}
          onSent={sent}
        >
          {asking === 'reject' && <SelectField name="reason" label={t('Reason')} options={reasonOptions} />}
          {asking === 'which' && <RecordPicker name="organizationId" label={t('Organization')} find={findCompany} />}
          {asking !== 'reopen' && asking !== 'which' && (
            <TextAreaField
              name="note"
              label={asking === 'ask' ? t('Your question') : t('In words')}
              rows={4}
              hint={t('The applicant reads it.')}
            />
          )}
          {asking === 'reopen' && <p>{t('It is vetted again, and a person decides. The applicant is told.')}</p>}
          <SubmitBar danger={asking === 'reject'} label={label} onCancel={onClose} />
        </Form>
        {asking === 'which' && (
          <div>
            <Button onClick={asNew}>{t('It is a new company')}</Button>
          </div>
        )}
      </Stack>
    </Dialog>
  )
}
