import { confirmEmail, forgotPassword, resetPassword } from '@hansa/contract/sign-in'
import { useEffect, useRef, useState } from 'react'
import { call } from '../api.ts'
import { door, doors } from '../door.ts'
import { Button } from '../kit/Button.tsx'
import { Door } from '../kit/Door.tsx'
import { SubmitBar, TextField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { Loading } from '../kit/State.tsx'
import { NewPassword } from './NewPassword.tsx'
import { secretOfLink } from './entry.ts'

const ToSignIn = () => (
  <Button kind="primary" to={doors[door].signIn}>
    {t('Sign in')}
  </Button>
)

/** Asks for the link for a new password. */
export function ForgotPasswordPage() {
  const [asked, setAsked] = useState(false)
  if (asked)
    return (
      <Door
        title={t('Look into your mail')}
        lead={t(
          'If somebody signs in with this address, a link for a new password is on its way. It works for an hour.',
        )}
      >
        <Link to={doors[door].signIn}>{t('Back to signing in')}</Link>
      </Door>
    )
  return (
    <Door title={t('Forgotten password')} lead={t('You get a mail with a link to choose a new one.')}>
      <Stack gap="lg">
        <Form
          schema={forgotPassword.input}
          send={(values) => call(forgotPassword, values)}
          guard={false}
          onSent={() => setAsked(true)}
        >
          <TextField name="email" label={t('E-mail')} type="email" autoComplete="username" />
          <SubmitBar label={t('Send the link')} />
        </Form>
        <Link to={doors[door].signIn}>{t('Back to signing in')}</Link>
      </Stack>
    </Door>
  )
}

/** Where the mailed link leads: a new password. */
export function ResetPasswordPage() {
  const [isSet, setIsSet] = useState(false)
  if (isSet)
    return (
      <Door
        title={t('Your password is set')}
        lead={t('Every session of yours has ended. Sign in with the new password.')}
      >
        <ToSignIn />
      </Door>
    )
  return (
    <Door title={t('Choose a new password')}>
      <Stack gap="lg">
        <Form
          schema={resetPassword.input}
          fixed={{ token: secretOfLink() }}
          send={(values) => call(resetPassword, values)}
          guard={false}
          onSent={() => setIsSet(true)}
        >
          <NewPassword />
          <SubmitBar label={t('Set password')} />
        </Form>
        <Link to={doors[door].forgotPassword}>{t('Send me another link')}</Link>
      </Stack>
    </Door>
  )
}

/** Where the link to a new e-mail address leads. */
export function ConfirmEmailPage() {
  const [said, setSaid] = useState<{ title: string; lead: string }>()
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    call(confirmEmail, { token: secretOfLink() }).then(
      ({ email }) =>
        setSaid({ title: t('Your address is confirmed'), lead: t('You sign in with {email} from now on.', { email }) }),
      (error: Error) => setSaid({ title: t('The address is not confirmed'), lead: error.message }),
    )
  }, [])
  if (!said)
    return (
      <Door title={t('Confirm your address')}>
        <Loading count={2} />
      </Door>
    )
  return (
    <Door title={said.title} lead={said.lead}>
      <Button kind="primary" to={doors[door].home}>
        {t('Go on')}
      </Button>
    </Door>
  )
}
