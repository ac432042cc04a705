import { listMails, mailStates, readMail, sendMailAgain, type Mail } from '@hansa/contract/mail'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, useList, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { optionsOf } from '../kit/choices.tsx'
import { Prose } from '../kit/Conversation.tsx'
import { Copyable } from '../kit/Copyable.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Stack } from '../kit/layout.tsx'
import { Notice } from '../kit/Notice.tsx'
import { Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { Empty } from '../kit/State.tsx'
import { Tag } from '../kit/Tag.tsx'
import { refused, told } from '../kit/toast.ts'
import type { Tone } from '../kit/tokens.ts'
import { useUrl } from '../kit/useUrl.ts'
import { SentLinks } from './SentLinks.tsx'

const tones: Record<Mail['state'], Tone> = {
  queued: 'blue',
  sent: 'green',
  kept: 'amber',
  failed: 'red',
  unwanted: 'grey',
}
const filters: Filter[] = [{ kind: 'multi', name: 'state', label: t('State'), options: optionsOf(mailStates) }]

/** Mails that were sent, wait to be sent, or stay here because no mail server is set. */
export function Outbox() {
  const url = useUrl()
  const [shown, setShown] = useState<Mail>()
  const list = useList(listMails, {}, url.query)
  const sending = useQuery(ask(listMails, { limit: 1 })).data?.sending
  const columns: Column<Mail>[] = [
    { id: 'to', header: t('To'), cell: (mail) => (mail.toName ? `${mail.toName} <${mail.to}>` : mail.to) },
    { id: 'subject', header: t('Subject'), cell: (mail) => mail.subject },
    {
      id: 'state',
      header: t('State'),
      cell: (mail) => (
        <Tag dot tone={tones[mail.state]} {...(mail.error !== null && { title: mail.error })}>
          {t(mailStates[mail.state])}
        </Tag>
      ),
    },
    {
      id: 'createdAt',
      header: t('Written'),
      cell: (mail) => <DateTime ago value={mail.createdAt} />,
      sortable: true,
      align: 'end',
    },
    {
      id: 'open',
      header: t('Look'),
      align: 'end',
      cell: (mail) => (
        <Button small onClick={() => setShown(mail)}>
          {t('Open')}
        </Button>
      ),
    },
  ]
  return (
    <Stack gap="lg">
      <Section title={t('Outbox')} lead={t('The mails of this ecosystem, and what became of them.')}>
        {sending === false && (
          <Notice title={t('No mail is being sent: no mail server is set.')}>
            {t(
              'Mails stay here and in the folder “outbox” beside the data. Pass their links on by hand, or set HANSA_SMTP_URL and HANSA_MAIL_FROM and start Hansa again.',
            )}
          </Notice>
        )}
        <FilterBar url={url} filters={filters} search={t('Name or e-mail')} />
        <DataTable
          label={t('Mails')}
          list={list}
          columns={columns}
          url={url}
          defaultSort="-createdAt"
          empty={<Empty title={t('No mails')}>{t('Invitations, news of messages and links appear here.')}</Empty>}
        />
      </Section>
      <SentLinks />
      {shown && <MailDialog mail={shown} onClose={() => setShown(undefined)} />}
    </Stack>
  )
}

function MailDialog({ mail, onClose }: { mail: Mail; onClose: () => void }) {
  const send = useSend(sendMailAgain)
  const again = mail.state === 'failed' || mail.state === 'kept'
  return (
    <Dialog opened wide title={mail.subject} onClose={onClose}>
      <Ready query={useQuery(ask(readMail, { id: mail.id }))}>
        {({ to, error, nextTryAt, text, link, hidden }) => (
          <Stack>
            <Muted small>{t('To {address}', { address: to })}</Muted>
            {error && <Notice title={t('The mail server said')}>{error}</Notice>}
            {nextTryAt && (
              <Muted small>
                {t('Next try')} <DateTime value={nextTryAt} />
              </Muted>
            )}
            {hidden ? (
              <p>{t('What it says is for its reader alone.')}</p>
            ) : (
              <>
                {link && <Copyable label={t('Link')} text={link} />}
                {text && <Prose text={text} />}
              </>
            )}
            {again && (
              <div>
                <Button
                  busy={send.isPending}
                  onClick={() =>
                    send.mutate(
                      { id: mail.id },
                      {
                        onSuccess: () => {
                          told(t('It will be sent'))
                          onClose()
                        },
                        onError: refused,
                      },
                    )
                  }
                >
                  {t('Send again')}
                </Button>
              </div>
            )}
          </Stack>
        )}
      </Ready>
    </Dialog>
  )
}
