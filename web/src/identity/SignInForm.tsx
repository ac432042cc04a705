import { signIn, signInWithCode, type SignedIn } from '@hansa/contract/sign-in'
import { useState } from 'react'
import { call } from '../api.ts'
import { door } from '../door.ts'
import { SubmitBar, TextField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Muted } from '../kit/layout.tsx'

/**
 * E-mail and password, then the second factor of who has one.
 * @param email whose sign-in is asked for, where that is certain
 */
export function SignInForm({ email, onIn }: { email?: string; onIn: (answer: SignedIn) => void }) {
  const [asksCode, setAsksCode] = useState(false)
  if (asksCode) return <CodeForm onIn={onIn} onBack={() => setAsksCode(false)} />
  return (
    <Form
      schema={signIn.input}
      fixed={{ door, ...(email !== undefined && { email }) }}
      send={(values) => call(signIn, values)}
      guard={false}
      onSent={(answer) => (answer.next === 'two_factor' ? setAsksCode(true) : onIn(answer))}
    >
      {email === undefined && <TextField name="email" label={t('E-mail')} type="email" autoComplete="username" />}
      <TextField name="password" label={t('Password')} type="password" autoComplete="current-password" />
      <SubmitBar label={t('Sign in')} />
    </Form>
  )
}

/** The second step of a sign-in. */
export const CodeForm = ({ onIn, onBack }: { onIn: (answer: SignedIn) => void; onBack: () => void }) => (
  <Form schema={signInWithCode.input} send={(values) => call(signInWithCode, values)} guard={false} onSent={onIn}>
    <Muted>{t('Your password is right. Now the code that your authenticator app shows.')}</Muted>
    <TextField
      name="code"
      label={t('Code')}
      autoComplete="one-time-code"
      hint={t('Six digits. Without your telephone, one of your recovery codes.')}
    />
    <SubmitBar label={t('Go on')} onCancel={onBack} />
  </Form>
)
