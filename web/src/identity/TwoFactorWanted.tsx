import type { Me } from '@hansa/contract/identity'
import { readSecurity } from '@hansa/contract/security'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Door } from '../kit/Door.tsx'
import { t } from '../kit/language.tsx'
import { Stack } from '../kit/layout.tsx'
import { Ready } from '../kit/Ready.tsx'
import { useLeave } from '../places.ts'
import { SetUpTwoFactor } from './TwoFactor.tsx'

/** For whoever lacks the second factor that their ecosystem asks for: it comes before everything else. */
export function TwoFactorWanted({ me }: { me: Me }) {
  const leave = useLeave()
  return (
    <Door
      title={t('Set up two-factor sign-in')}
      lead={t('{ecosystem} asks for it. It takes a minute, and only once.', { ecosystem: me.ecosystem.name })}
    >
      <Stack gap="lg">
        <Ready query={useQuery(ask(readSecurity, {}))}>
          {({ hasPassword }) => <SetUpTwoFactor hasPassword={hasPassword} onDone={() => {}} />}
        </Ready>
        <div>
          <Button kind="quiet" onClick={leave}>
            {t('Sign out')}
          </Button>
        </div>
      </Stack>
    </Door>
  )
}
