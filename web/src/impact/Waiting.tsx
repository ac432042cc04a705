import { waitingKinds, type Home, type WaitingKind } from '@hansa/contract/home'
import { Count } from '../kit/Numbers.tsx'
import { Link } from '../kit/Link.tsx'
import { t } from '../kit/language.tsx'
import { Muted } from '../kit/layout.tsx'
import { queryText } from '../kit/query.ts'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { Empty } from '../kit/State.tsx'
import { paths } from '../paths.ts'
import { figureLink } from './explain.tsx'

type Waits = Home['waiting'][number]

/** The list whose rows a count is of. */
const links: Record<WaitingKind, (wait: Waits) => string> = {
  failed_work: () => paths.imports(),
  registrations: () =>
    `${paths.registrations()}${queryText({ state: ['in_review', 'in_appeal', 'extension_requested'] })}`,
  decisions: () => `${paths.applications()}${queryText({ state: ['referred', 'reopened'] })}`,
  duplicates: () => paths.hygiene(),
  suggestions: () => paths.suggestions(),
  applications: () => `${paths.partners()}?stage=applied`,
  at_risk: () => `${paths.partners()}?stage=at_risk`,
  without_manager: () => figureLink('data_hygiene', { missing: 'manager' }),
  certifications_expiring: ({ until }) =>
    `${paths.certifications()}${queryText({ state: 'valid', expiresUntil: until, sort: 'expiresOn' })}`,
}

/** What needs somebody today, each with its number and the way there. */
export function Waiting({ waiting }: { waiting: Home['waiting'] }) {
  if (waiting.length === 0) return <Empty title={t('Nothing is waiting for you')} />
  return (
    <SimpleTable
      label={t('What needs you')}
      columns={[
        { key: 'what', label: t('What') },
        { key: 'hint', label: t('Which') },
        { key: 'count', label: t('How many'), align: 'end' },
      ]}
      items={waiting.map((wait) => ({
        what: <Link to={links[wait.kind](wait)}>{t(waitingKinds[wait.kind].title)}</Link>,
        hint: <Muted small>{t(waitingKinds[wait.kind].hint)}</Muted>,
        count: <Count value={wait.count} />,
      }))}
    />
  )
}
