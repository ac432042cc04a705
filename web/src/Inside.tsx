import { readMe, type Me } from '@hansa/contract/identity'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, type ReactNode } from 'react'
import { ask } from './api.ts'
import { Ready } from './kit/Ready.tsx'
import { Loading } from './kit/State.tsx'
import { isWrongDoor, WrongDoor } from './WrongDoor.tsx'

const TwoFactorWanted = lazy(async () => ({
  default: (await import('./identity/TwoFactorWanted.tsx')).TwoFactorWanted,
}))

/** What lies behind a door: for whoever belongs there, and has the second factor where it is demanded. */
export const Inside = ({ children }: { children: (me: Me) => ReactNode }) => (
  <Ready query={useQuery(ask(readMe, {}))}>
    {(me) =>
      isWrongDoor(me) ? (
        <WrongDoor me={me} />
      ) : me.mustSetUpTwoFactor ? (
        <Suspense fallback={<Loading />}>
          <TwoFactorWanted me={me} />
        </Suspense>
      ) : (
        children(me)
      )
    }
  </Ready>
)
