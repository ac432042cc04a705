import { finishProvider } from '@hansa/contract/sign-in'
import { useEffect, useRef, useState } from 'react'
import { call } from '../api.ts'
import { door, doors } from '../door.ts'
import { Button } from '../kit/Button.tsx'
import { Door } from '../kit/Door.tsx'
import { t } from '../kit/language.tsx'
import { Loading } from '../kit/State.tsx'
import { useGoIn } from './entry.ts'
import { CodeForm } from './SignInForm.tsx'

type Back = Awaited<ReturnType<typeof finish>>
const finish = () => call(finishProvider, { query: location.search.slice(1) || 'nothing' })

/** Where a provider sends people back to. */
export function ProviderBackPage() {
  const goIn = useGoIn()
  const [asking, setAsking] = useState<Back>()
  const [failure, setFailure] = useState<string>()
  const begun = useRef(false)
  useEffect(() => {
    // What came back works once, and React may run this twice.
    if (begun.current) return
    begun.current = true
    finish().then(
      (back) => (back.next === 'two_factor' ? setAsking(back) : goIn(back, back.path)),
      (error: Error) => setFailure(error.message),
    )
  }, [goIn])
  const again = doors[door].signIn
  if (failure !== undefined)
    return (
      <Door title={t('You are not signed in')} lead={failure}>
        <Button kind="primary" to={again}>
          {t('Sign in')}
        </Button>
      </Door>
    )
  return (
    <Door title={t('Sign in')}>
      {asking ? (
        <CodeForm onIn={(answer) => goIn(answer, asking.path)} onBack={() => location.assign(again)} />
      ) : (
        <Loading count={3} />
      )}
    </Door>
  )
}
