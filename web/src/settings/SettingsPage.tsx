import { lazy, Suspense, type ComponentType } from 'react'
import { Button } from '../kit/Button.tsx'
import { Page } from '../kit/Page.tsx'
import { Loading } from '../kit/State.tsx'
import { t } from '../kit/language.tsx'
import { paths } from '../paths.ts'
import { EcosystemSettings } from './EcosystemSettings.tsx'

const parts: readonly { tab?: string; label: string; part: ComponentType }[] = [
  { label: t('Ecosystem'), part: EcosystemSettings },
  {
    tab: 'members',
    label: t('Members'),
    part: lazy(async () => ({ default: (await import('./Members.tsx')).Members })),
  },
  {
    tab: 'sign-in',
    label: t('Sign-in'),
    part: lazy(async () => ({ default: (await import('./SignInSettings.tsx')).SignInSettings })),
  },
  {
    tab: 'programme',
    label: t('Programme'),
    part: lazy(async () => ({ default: (await import('../programme/ProgrammeSettings.tsx')).ProgrammeSettings })),
  },
  {
    tab: 'portal',
    label: t('Portal'),
    part: lazy(async () => ({ default: (await import('./PortalSettings.tsx')).PortalSettings })),
  },
  { tab: 'keys', label: t('API keys'), part: lazy(async () => ({ default: (await import('./ApiKeys.tsx')).ApiKeys })) },
  { tab: 'views', label: t('Views'), part: lazy(async () => ({ default: (await import('./Views.tsx')).Views })) },
  { tab: 'outbox', label: t('Outbox'), part: lazy(async () => ({ default: (await import('./Outbox.tsx')).Outbox })) },
  {
    tab: 'backups',
    label: t('Backups'),
    part: lazy(async () => ({ default: (await import('./Backups.tsx')).Backups })),
  },
  { tab: 'work', label: t('Long work'), part: lazy(async () => ({ default: (await import('./Work.tsx')).Work })) },
]

/** What holds for the whole ecosystem, and what a person keeps in it. */
export function SettingsPage({ tab }: { tab?: string }) {
  const Part = parts.find((each) => each.tab === tab)?.part ?? EcosystemSettings
  return (
    <Page
      title={t('Settings')}
      actions={<Button to={paths.developers()}>{t('API reference')}</Button>}
      tabs={parts.map((each) => ({ label: each.label, to: paths.settings(each.tab) }))}
    >
      <Suspense fallback={<Loading />}>
        <Part />
      </Suspense>
    </Page>
  )
}
