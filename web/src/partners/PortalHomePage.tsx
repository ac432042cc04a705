import { readMe, type Me } from '@hansa/contract/identity'
import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { ask } from '../api.ts'
import { t } from '../kit/language.tsx'
import { Columns, Stack } from '../kit/layout.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { Loading } from '../kit/State.tsx'
import { portalSections } from '../portal-sections.ts'
import { PortalPartnership } from './PortalPartnership.tsx'
import { PortalWaits } from './PortalWaits.tsx'

/** The first page of a partner's person: what waits, how the partnership stands, and what other capabilities show. */
export const PortalHomePage = () => <Ready query={useQuery(ask(readMe, {}))}>{(me) => <Shown me={me} />}</Ready>

function Shown({ me }: { me: Me }) {
  return (
    <Page title={t('Home')} lead={t('Welcome, {name}.', { name: me.user.name })}>
      <Columns min={340} gap="lg">
        <Section title={t('What is waiting for you')}>
          <PortalWaits me={me} />
        </Section>
        <Section title={t('Your partnership')}>
          <PortalPartnership />
        </Section>
      </Columns>
      <Stack gap="lg">
        {portalSections
          .filter(({ can }) => me.permissions.includes(can))
          .map(({ title, Section: Brought }) => (
            <Section key={title} title={title}>
              <Suspense fallback={<Loading />}>
                <Brought />
              </Suspense>
            </Section>
          ))}
      </Stack>
    </Page>
  )
}
