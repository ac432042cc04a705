import { readSetUp } from '@hansa/contract/identity'
import { signIn } from '@hansa/contract/sign-in'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router'
import { ask, useSend } from '../api.ts'
import { door, doors } from '../door.ts'
import { Door } from '../kit/Door.tsx'
import { SubmitBar, TextField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { Ready } from '../kit/Ready.tsx'
import { t } from '../kit/language.tsx'
import { paths } from '../paths.ts'

/** Only addresses of our own: `//evil.test` would leave. */
const inside = (next: unknown) => (typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : doors[door].home)

export function SignInPage() {
  const { next } = useSearch({ strict: false }) as { next?: unknown }
  const navigate = useNavigate()
  const cache = useQueryClient()
  const send = useSend(signIn)
  return (
    <Ready query={useQuery(ask(readSetUp, {}))}>
      {({ needed }) =>
        needed ? (
          <Navigate to={paths.setUp()} replace />
        ) : (
          <Door title={t('Sign in')}>
            <Form
              schema={signIn.input}
              send={send.mutateAsync}
              guard={false}
              onSent={() => {
                cache.clear()
                void navigate({ href: inside(next) })
              }}
            >
              <TextField name="email" label={t('E-mail')} type="email" autoComplete="username" />
              <TextField name="password" label={t('Password')} type="password" autoComplete="current-password" />
              <SubmitBar label={t('Sign in')} />
            </Form>
          </Door>
        )
      }
    </Ready>
  )
}
