import { startProvider } from '@hansa/contract/sign-in'
import { useState } from 'react'
import { call } from '../api.ts'
import { door } from '../door.ts'
import { Button } from '../kit/Button.tsx'
import { t } from '../kit/language.tsx'
import { Stack } from '../kit/layout.tsx'
import { refused } from '../kit/toast.ts'

/** Ways to sign in elsewhere and come back. */
export function ProviderButtons({
  providers,
  next,
  invitation,
}: {
  providers: readonly { id: string; name: string }[]
  next?: string | undefined
  invitation?: string
}) {
  const [busy, setBusy] = useState<string>()
  const go = async (providerId: string) => {
    setBusy(providerId)
    try {
      const input = { providerId, door, ...(next && { next }), ...(invitation && { invitation }) }
      location.assign((await call(startProvider, input)).url)
    } catch (error) {
      setBusy(undefined)
      refused(error as Error)
    }
  }
  return (
    <Stack gap="xs">
      {providers.map(({ id, name }) => (
        <Button key={id} wide busy={busy === id} onClick={() => void go(id)}>
          {t('Go on with {name}', { name })}
        </Button>
      ))}
    </Stack>
  )
}
