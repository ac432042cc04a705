import {
  beginTwoFactor,
  confirmTwoFactor,
  disableTwoFactor,
  renewRecoveryCodes,
  type Security,
} from '@hansa/contract/security'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Copyable } from '../kit/Copyable.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, TextField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Row, Stack } from '../kit/layout.tsx'
import { Section } from '../kit/Page.tsx'
import { QrCode } from '../kit/QrCode.tsx'
import { Tag } from '../kit/Tag.tsx'
import { told } from '../kit/toast.ts'

/** The second factor: on or off, and what can be done about it. */
export function TwoFactor({ it }: { it: Security }) {
  const [doing, setDoing] = useState<'setUp' | 'renew' | 'off'>()
  const close = () => setDoing(undefined)
  return (
    <Section
      boxed
      title={t('Two-factor sign-in')}
      lead={t('Besides the password, signing in asks for a code that only your telephone knows.')}
    >
      <Stack>
        <Row>
          <Tag dot tone={it.twoFactor ? 'green' : 'grey'}>
            {it.twoFactor ? t('On') : t('Off')}
          </Tag>
          {it.twoFactor && (
            <Muted>
              {t('{count, number} recovery codes left', {
                count: it.recoveryCodesLeft,
                defaultValue_one: '{count} recovery code left',
              })}
            </Muted>
          )}
        </Row>
        <Row>
          {it.twoFactor ? (
            <>
              <Button onClick={() => setDoing('renew')}>{t('New recovery codes')}</Button>
              <Button
                may={!it.twoFactorRequired || t('An ecosystem of yours asks for it.')}
                onClick={() => setDoing('off')}
              >
                {t('Switch off')}
              </Button>
            </>
          ) : (
            <Button onClick={() => setDoing('setUp')}>{t('Set up')}</Button>
          )}
        </Row>
      </Stack>
      {doing === 'setUp' && (
        <Dialog opened title={t('Set up two-factor sign-in')} onClose={close}>
          <SetUpTwoFactor hasPassword={it.hasPassword} onDone={close} />
        </Dialog>
      )}
      {doing === 'renew' && <Renew onClose={close} />}
      {doing === 'off' && <SwitchOff onClose={close} />}
    </Section>
  )
}

/** In three steps: the password, the app's first code, the recovery codes. */
export function SetUpTwoFactor({ hasPassword, onDone }: { hasPassword: boolean; onDone: () => void }) {
  const cache = useQueryClient()
  const [begun, setBegun] = useState<{ secret: string; uri: string }>()
  const [codes, setCodes] = useState<readonly string[]>()
  const done = () => {
    void cache.invalidateQueries()
    onDone()
  }
  if (codes) return <RecoveryCodes codes={codes} onKept={done} />
  if (!begun)
    return (
      <Form
        schema={hasPassword ? beginTwoFactor.input.required() : beginTwoFactor.input}
        send={(values) => call(beginTwoFactor, values)}
        guard={false}
        onSent={setBegun}
      >
        <Muted>{t('You need an authenticator app on your telephone: any that knows time-based codes (TOTP).')}</Muted>
        {hasPassword && (
          <TextField name="password" label={t('Your password')} type="password" autoComplete="current-password" />
        )}
        <SubmitBar label={t('Go on')} />
      </Form>
    )
  return (
    <Form
      schema={confirmTwoFactor.input}
      send={(values) => call(confirmTwoFactor, values)}
      guard={false}
      onSent={({ recoveryCodes }) => setCodes(recoveryCodes)}
    >
      <Muted>{t('Scan this with the app, or type the secret into it.')}</Muted>
      <QrCode text={begun.uri} label={t('The secret as a QR code')} />
      <Copyable label={t('Secret')} text={begun.secret} />
      <TextField
        name="code"
        label={t('Code')}
        autoComplete="one-time-code"
        hint={t('The six digits that the app shows now.')}
      />
      <SubmitBar label={t('Switch on')} />
    </Form>
  )
}

/** Shown once. */
const RecoveryCodes = ({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) => (
  <Stack>
    <Muted>
      {t(
        'Each of these opens once when you do not have your telephone. Keep them where only you find them: they are never shown again.',
      )}
    </Muted>
    <Copyable label={t('Recovery codes')} text={codes.join('\n')} />
    <div>
      <Button kind="primary" onClick={onKept}>
        {t('I have kept them')}
      </Button>
    </div>
  </Stack>
)

const CodeField = () => (
  <TextField
    name="code"
    label={t('Code')}
    autoComplete="one-time-code"
    hint={t('Of your authenticator app, or a recovery code.')}
  />
)

function Renew({ onClose }: { onClose: () => void }) {
  const cache = useQueryClient()
  const [codes, setCodes] = useState<readonly string[]>()
  const close = () => {
    void cache.invalidateQueries()
    onClose()
  }
  return (
    <Dialog opened title={t('New recovery codes')} onClose={close}>
      {codes ? (
        <RecoveryCodes codes={codes} onKept={close} />
      ) : (
        <Form
          schema={renewRecoveryCodes.input}
          send={(values) => call(renewRecoveryCodes, values)}
          guard={false}
          onSent={({ recoveryCodes }) => setCodes(recoveryCodes)}
        >
          <Muted>{t('The codes that you have now end.')}</Muted>
          <CodeField />
          <SubmitBar label={t('Make new codes')} onCancel={close} />
        </Form>
      )}
    </Dialog>
  )
}

function SwitchOff({ onClose }: { onClose: () => void }) {
  const cache = useQueryClient()
  return (
    <Dialog opened title={t('Switch two-factor sign-in off?')} onClose={onClose}>
      <Form
        schema={disableTwoFactor.input}
        send={(values) => call(disableTwoFactor, values)}
        guard={false}
        onSent={() => {
          told(t('Two-factor sign-in is off'))
          void cache.invalidateQueries()
          onClose()
        }}
      >
        <CodeField />
        <SubmitBar label={t('Switch off')} danger onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
