import { readSetUp } from '@hansa/contract/identity'
import { readSignIn } from '@hansa/contract/sign-in'
import { useQuery } from '@tanstack/react-query'
import { Navigate, useSearch } from '@tanstack/react-router'
import { ask } from '../api.ts'
import { door, doors } from '../door.ts'
import { Door } from '../kit/Door.tsx'
import { Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { Ready } from '../kit/Ready.tsx'
import { t } from '../kit/language.tsx'
import { paths } from '../paths.ts'
import { useGoIn } from './entry.ts'
import { ProviderButtons } from './ProviderButtons.tsx'
import { SignInForm } from './SignInForm.tsx'

export function SignInPage() {
  const { next } = useSearch({ strict: false }) as { next?: unknown }
  const goIn = useGoIn()
  const providers = useQuery(ask(readSignIn, {})).data?.providers ?? []
  return (
    <Ready query={useQuery(ask(readSetUp, {}))}>
      {({ needed }) =>
        needed ? (
          <Navigate to={paths.setUp()} replace />
        ) : (
          <Door title={t('Sign in')}>
            <Stack gap="lg">
              <SignInForm onIn={(answer) => goIn(answer, next)} />
              <Link to={doors[door].forgotPassword}>{t('Forgotten your password?')}</Link>
              {providers.length > 0 && (
                <ProviderButtons providers={providers} next={typeof next === 'string' ? next : undefined} />
              )}
            </Stack>
          </Door>
        )
      }
    </Ready>
  )
}
