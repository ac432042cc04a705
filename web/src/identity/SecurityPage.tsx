import { changeEmail, changePassword, readSecurity, type Security } from '@hansa/contract/security'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, useSend } from '../api.ts'
import { door, doors } from '../door.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, TextField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Row, Stack } from '../kit/layout.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { Tag } from '../kit/Tag.tsx'
import { told } from '../kit/toast.ts'
import { ApiKeys } from '../settings/ApiKeys.tsx'
import { NewPassword } from './NewPassword.tsx'
import { Sessions } from './Sessions.tsx'
import { TwoFactor } from './TwoFactor.tsx'

/** One's own login, whichever door one came through. */
export const SecurityPage = () => (
  <Page title={t('Security')} lead={t('How your own login is kept.')}>
    <Ready query={useQuery(ask(readSecurity, {}))}>
      {(it) => (
        <>
          <Password it={it} />
          <Email it={it} />
          <TwoFactor it={it} />
          <Sessions />
          <ApiKeys title={t('API keys')} />
        </>
      )}
    </Ready>
  </Page>
)

function Password({ it }: { it: Security }) {
  const [changing, setChanging] = useState(false)
  const send = useSend(changePassword)
  const close = () => setChanging(false)
  return (
    <Section boxed title={t('Password')}>
      {it.hasPassword ? (
        <Row spread>
          <Muted>{t('Changing it ends your other sessions.')}</Muted>
          <Button onClick={() => setChanging(true)}>{t('Change password')}</Button>
        </Row>
      ) : (
        <Row spread>
          <Muted>{t('You sign in elsewhere and have no password here.')}</Muted>
          <Button to={doors[door].forgotPassword}>{t('Choose a password by mail')}</Button>
        </Row>
      )}
      <Dialog opened={changing} title={t('Change password')} onClose={close}>
        <Form
          schema={changePassword.input}
          send={send.mutateAsync}
          guard={false}
          onSent={() => {
            told(t('Your password is changed'))
            close()
          }}
        >
          <TextField name="current" label={t('Present password')} type="password" autoComplete="current-password" />
          <NewPassword />
          <SubmitBar label={t('Change password')} onCancel={close} />
        </Form>
      </Dialog>
    </Section>
  )
}

function Email({ it }: { it: Security }) {
  const [changing, setChanging] = useState(false)
  const send = useSend(changeEmail)
  const close = () => setChanging(false)
  const why = it.hasPassword || t('Choose a password first.')
  return (
    <Section boxed title={t('E-mail')}>
      <Row spread>
        <Row>
          <span>{it.email}</span>
          <Tag dot tone={it.emailVerified ? 'green' : 'grey'}>
            {it.emailVerified ? t('Confirmed') : t('Not confirmed')}
          </Tag>
        </Row>
        <Button may={why} onClick={() => setChanging(true)}>
          {it.emailVerified ? t('Change address') : t('Confirm or change address')}
        </Button>
      </Row>
      <Dialog opened={changing} title={t('E-mail address')} onClose={close}>
        <Form
          schema={changeEmail.input}
          initial={it.emailVerified ? {} : { email: it.email }}
          send={send.mutateAsync}
          guard={false}
          onSent={() => {
            told(t('Look into the mail of that address'))
            close()
          }}
        >
          <Stack>
            <Muted>{t('We mail a link to it. The address counts once you have followed the link.')}</Muted>
          </Stack>
          <TextField name="email" label={t('E-mail')} type="email" autoComplete="email" />
          <TextField name="password" label={t('Your password')} type="password" autoComplete="current-password" />
          <SubmitBar label={t('Send the link')} onCancel={close} />
        </Form>
      </Dialog>
    </Section>
  )
}
