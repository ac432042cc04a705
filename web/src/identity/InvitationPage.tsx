import { readMe } from '@hansa/contract/identity'
import { roles } from '@hansa/contract/permissions'
import { acceptInvitation, openInvitation, type OpenInvitation } from '@hansa/contract/sign-in'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, call } from '../api.ts'
import { door, doors } from '../door.ts'
import { Button } from '../kit/Button.tsx'
import { Door } from '../kit/Door.tsx'
import { SubmitBar, TextField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Stack } from '../kit/layout.tsx'
import { Loading } from '../kit/State.tsx'
import { NewPassword } from './NewPassword.tsx'
import { secretOfLink, useGoIn } from './entry.ts'
import { ProviderButtons } from './ProviderButtons.tsx'
import { SignInForm } from './SignInForm.tsx'

/** Where an invitation's link leads. */
export function InvitationPage() {
  const [token] = useState(secretOfLink)
  const invitation = useQuery({ ...ask(openInvitation, { token }), retry: false, staleTime: Infinity })
  if (invitation.isPending)
    return (
      <Door title={t('Invitation')}>
        <Loading count={3} />
      </Door>
    )
  if (invitation.isError)
    return (
      <Door title={t('This invitation does not work')} lead={invitation.error.message}>
        <Button to={doors[door].signIn}>{t('Sign in')}</Button>
      </Door>
    )
  return <Shown token={token} it={invitation.data} />
}

function Shown({ token, it }: { token: string; it: OpenInvitation }) {
  const { ecosystemName, partnerName, invitedBy, role, email } = it
  const values = { name: invitedBy, ecosystem: ecosystemName, partner: partnerName ?? '', role: t(roles[role]) }
  return (
    <Door
      title={t('Welcome to {ecosystem}', { ecosystem: ecosystemName })}
      lead={
        partnerName
          ? t('{name} invites you to work for {partner} in the partner portal, as {role}.', values)
          : t('{name} invites you to work here, as {role}.', values)
      }
    >
      <Stack gap="lg">
        <Muted>{t('The invitation is for {email}.', { email })}</Muted>
        {it.providers.length > 0 && <ProviderButtons providers={it.providers} invitation={token} />}
        {it.hasLogin ? <AcceptAsMyself token={token} email={email} /> : <ChoosePassword token={token} name={it.name} />}
      </Stack>
    </Door>
  )
}

/** For who has no login yet. */
function ChoosePassword({ token, name }: { token: string; name: string }) {
  const goIn = useGoIn()
  return (
    <Form
      schema={acceptInvitation.input.required({ name: true, password: true })}
      initial={{ name }}
      fixed={{ token }}
      send={(values) => call(acceptInvitation, values)}
      guard={false}
      onSent={(answer) => goIn(answer, undefined)}
    >
      <TextField name="name" label={t('Your name')} autoComplete="name" />
      <NewPassword label={t('Password')} />
      <SubmitBar label={t('Accept the invitation')} />
    </Form>
  )
}

/** For who has a login already: they sign in, unless they are. */
function AcceptAsMyself({ token, email }: { token: string; email: string }) {
  const goIn = useGoIn()
  const me = useQuery({ queryKey: ['invited'], queryFn: () => call(publicMe, {}), retry: false })
  const accept = () => call(acceptInvitation, { token })
  if (me.data?.user.email === email)
    return (
      <Form
        schema={acceptInvitation.input}
        fixed={{ token }}
        send={accept}
        guard={false}
        onSent={(a) => goIn(a, undefined)}
      >
        <SubmitBar label={t('Accept the invitation')} />
      </Form>
    )
  return (
    <Stack>
      <Muted>{t('You have a login here already. Sign in to accept.')}</Muted>
      <SignInForm email={email} onIn={() => void accept().then((answer) => goIn(answer, undefined))} />
    </Stack>
  )
}

/** Asks who is here without being led to the sign-in page when nobody is. */
const publicMe = { ...readMe, can: 'public' as const }
