import { languages, type Language } from '@hansa/contract/language'
import { chooseMail, readMailChoice } from '@hansa/contract/mail'
import { useQuery } from '@tanstack/react-query'
import { ask, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Row } from '../kit/layout.tsx'
import { Menu } from '../kit/Menu.tsx'
import { refused } from '../kit/toast.ts'

/** Whether news come to one's own mailbox, and the way to change it. */
export function MailChoice() {
  const choice = useQuery(ask(readMailChoice, {})).data
  const send = useSend(chooseMail)
  if (!choice) return null
  const { email, notifications, language } = choice
  return (
    <Row>
      <Muted small>
        {notifications
          ? t('News come by mail to {email}.', { email })
          : t('No news come by mail to {email}.', { email })}
      </Muted>
      <Button
        small
        busy={send.isPending}
        onClick={() => send.mutate({ notifications: !notifications }, { onError: refused })}
      >
        {notifications ? t('Send me no more mails') : t('Send me mails')}
      </Button>
      <Menu
        label={t('Language of mails')}
        items={[
          Object.entries(languages).map(([code, name]) => ({
            label: code === language ? t('{language} (chosen)', { language: name }) : name,
            onClick: () => send.mutate({ language: code as Language }, { onError: refused }),
          })),
        ]}
      />
    </Row>
  )
}
