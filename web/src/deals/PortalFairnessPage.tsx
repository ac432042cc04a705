import {
  fairnessDisclosure,
  FairnessPart,
  fairnessParts,
  listOwnFairnessRows,
  readOwnFairness,
  type OwnFairness,
  type OwnFairnessRow,
} from '@hansa/contract/fairness'
import { useQuery } from '@tanstack/react-query'
import { ask, useList } from '../api.ts'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { FilterBar } from '../kit/FilterBar.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { None } from '../kit/None.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { Empty } from '../kit/State.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { portalPaths } from '../paths.ts'
import { fairnessColumns, partFilter } from './fairness-rows.tsx'
import { Days, FairnessStats, ofText } from './fairness-words.tsx'

const columnsOf = (part: FairnessPart): Column<OwnFairnessRow & { id: string }>[] => {
  const { customer, outcome, touches, at } = fairnessColumns(part)
  return [customer, outcome, ...touches, at]
}

const disclosure = t(
  'What all partners are together is shown from {rows, number} rows of at least {partners, number} other partners on, for full months: so that nothing can be read off about any one of them.',
  fairnessDisclosure,
)

/** How fair the vendor is: the score over all partners, the partner's own part in it, and its own rows. */
export const PortalFairnessPage = () => (
  <Page
    title={t('How fair the vendor is')}
    crumbs={[{ label: t('Deal registrations'), to: portalPaths.registrations() }]}
    lead={t(
      'Whether it decides in time, whether its decisions stand, and whether it leaves protected customers alone.',
    )}
  >
    <Ready query={useQuery(ask(readOwnFairness, {}))}>{(it) => <Shown it={it} />}</Ready>
  </Page>
)

const rowsOf = (part: FairnessPart) => `${portalPaths.fairness()}?part=${part}`
const unknown = { good: 0, of: 0, touches: 0, settled: 0, counting: 0, share: null }

function Shown({ it }: { it: OwnFairness }) {
  const url = useUrl()
  const part = FairnessPart.catch('in_time').parse(url.query['part'])
  const rows = useList(listOwnFairnessRows, { part }, url.query)
  return (
    <Stack gap="lg">
      <Stack gap="xs">
        <FairnessStats
          score={it.score}
          parts={it.parts.map(({ part: name, all }) => ({ part: name, ...(all ?? unknown) }))}
          asOf={<Days {...it} />}
          notes={[disclosure]}
          rowsOf={rowsOf}
          isHidden={(name) => it.parts.some(({ part: one, all }) => one === name && !all)}
        />
        <Muted small>
          <Days {...it} />. {disclosure}
        </Muted>
      </Stack>
      <Section title={t('Your part in it')}>
        <SimpleTable
          label={t('Your part in it')}
          columns={[
            { key: 'part', label: t('Part') },
            { key: 'own', label: t('Yours'), align: 'end' },
            { key: 'all', label: t('All partners'), align: 'end' },
          ]}
          items={it.parts.map(({ part: name, own, all }) => ({
            part: <Link to={rowsOf(name)}>{t(fairnessParts[name].title)}</Link>,
            own: own.of > 0 ? ofText(own) : <None />,
            all: all ? ofText(all) : <Muted small>{t('Too few to be shown')}</Muted>,
          }))}
        />
      </Section>
      <Section title={t('Your rows')} lead={t(fairnessParts[part].definition)}>
        <FilterBar url={url} filters={[partFilter]} />
        <DataTable
          key={part}
          label={t(fairnessParts[part].title)}
          list={{ ...rows, items: rows.items.map((row) => ({ ...row, id: row.registrationId })) }}
          columns={columnsOf(part)}
          url={url}
          defaultSort="-at"
          rowLink={(row) => portalPaths.registration(row.id)}
          empty={<Empty title={t('No rows of yours in these months')} />}
        />
      </Section>
    </Stack>
  )
}

/** The score in a line, above the partner's registrations. */
export function PortalFairnessLine() {
  const { data } = useQuery(ask(readOwnFairness, {}))
  if (!data) return null
  return (
    <Link to={portalPaths.fairness()}>
      {data.score === null
        ? t('How fair the vendor is: not enough data yet')
        : t('Fairness score of the vendor: {score, number} of 100', { score: data.score })}
    </Link>
  )
}
