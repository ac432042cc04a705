import {
  answerApplication,
  confirmApplication,
  readApplicationStatus,
  withdrawApplication,
  type ApplicationStatus,
} from '@hansa/contract/apply'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError, call, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Prose } from '../kit/Conversation.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { ConfirmDialog } from '../kit/Dialog.tsx'
import { Door } from '../kit/Door.tsx'
import { Facts } from '../kit/Facts.tsx'
import { SubmitBar, TextAreaField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Stack } from '../kit/layout.tsx'
import { Failed, Loading } from '../kit/State.tsx'
import { Tag } from '../kit/Tag.tsx'
import { refused, told } from '../kit/toast.ts'

const happened: Record<string, string> = {
  'application.submitted': t('Received'),
  'application.confirmed': t('Address confirmed'),
  'application.info_requested': t('Asked for more'),
  'application.answered': t('Answered'),
  'application.approved': t('Approved'),
  'application.rejected': t('Not accepted'),
  'application.reopened': t('Opened again'),
  'application.withdrawn': t('Withdrawn'),
}

/** What the applicant reads: states in the applicant's own words. */
const states: Record<ApplicationStatus['state'], string> = {
  submitted: t('We are looking at it'),
  referred: t('We are looking at it'),
  reopened: t('We are looking at it once more'),
  info_requested: t('We have a question for you'),
  approved: t('Approved'),
  rejected: t('Not accepted'),
  withdrawn: t('Withdrawn'),
}
const tones = { approved: 'green', rejected: 'red', info_requested: 'amber' } as const

/** How an application stands, for the applicant, who came by the link from the e-mail. */
export function StatusPage() {
  // Behind the `#`: it reaches neither the server's logs nor the next site.
  const [key] = useState(() => location.hash.slice(1))
  const query = useQuery({
    queryKey: ['application-status'],
    queryFn: ({ signal }) => call(readApplicationStatus, { key: key || '-' }, { signal }),
    retry: false,
  })
  if (query.isPending) return <Loading />
  if (!query.data)
    return (
      <Door title={t('This link does not work')}>
        {query.error instanceof ApiError && query.error.code === 'missing' ? (
          <p>{query.error.message}</p>
        ) : (
          <Failed error={query.error} retry={() => void query.refetch()} />
        )}
      </Door>
    )
  return <Shown applicationKey={key} it={query.data} />
}

function Shown({ applicationKey: key, it }: { applicationKey: string; it: ApplicationStatus }) {
  const cache = useQueryClient()
  const refresh = () => void cache.invalidateQueries()
  const confirm = useSend(confirmApplication)
  const withdraw = useSend(withdrawApplication)
  const [leaving, setLeaving] = useState(false)
  return (
    <Door wide title={t('Application of {company}', { company: it.company })} lead={`${it.programme}, ${it.ecosystem}`}>
      <Stack gap="lg">
        <div>
          <Tag tone={it.state in tones ? tones[it.state as keyof typeof tones] : 'blue'}>{states[it.state]}</Tag>
        </div>
        {!it.emailConfirmed && (
          <Stack gap="xs">
            <p>
              {t('Is {email} your address? Then confirm it, so that your application can be looked at.', {
                email: it.email,
              })}
            </p>
            <div>
              <Button
                kind="primary"
                busy={confirm.isPending}
                onClick={() =>
                  confirm.mutate(
                    { key },
                    { onSuccess: () => told(t('Address confirmed')), onError: refused, onSettled: refresh },
                  )
                }
              >
                {t('Confirm my address')}
              </Button>
            </div>
          </Stack>
        )}
        {it.reason && <p>{t(it.reason)}</p>}
        {it.note && <Prose text={it.note} />}
        {it.asked && (
          <Stack gap="xs">
            <Prose text={it.asked} />
            <Form
              schema={answerApplication.input}
              fixed={{ key }}
              send={(values) => call(answerApplication, values)}
              onSent={() => {
                told(t('Answer sent'))
                refresh()
              }}
            >
              <TextAreaField name="answer" label={t('Your answer')} rows={6} />
              <SubmitBar label={t('Send answer')} />
            </Form>
          </Stack>
        )}
        <Facts
          items={it.history.map(({ at, what }, i) => ({
            label: `${i + 1}. ${happened[what] ?? what}`,
            value: <DateTime value={at} />,
          }))}
        />
        {it.may.withdraw && (
          <div>
            <Button kind="quiet" onClick={() => setLeaving(true)}>
              {t('Withdraw the application')}
            </Button>
          </div>
        )}
      </Stack>
      <ConfirmDialog
        danger
        opened={leaving}
        title={t('Withdraw the application?')}
        confirm={t('Withdraw')}
        busy={withdraw.isPending}
        onClose={() => setLeaving(false)}
        onConfirm={() =>
          withdraw.mutate({ key }, { onSuccess: () => setLeaving(false), onError: refused, onSettled: refresh })
        }
      >
        {t('Nothing more is decided then. You can apply again at any time.')}
      </ConfirmDialog>
    </Door>
  )
}
