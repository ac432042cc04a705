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
import { DateTime } from '../kit/DateTime.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { None } from '../kit/None.tsx'
import { Count } from '../kit/Numbers.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { Empty } from '../kit/State.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { portalPaths } from '../paths.ts'
import { FairnessStats, ofText } from './fairness-words.tsx'
import { Days, Outcome } from './FairnessPage.tsx'

type Row = OwnFairnessRow & { id: string }
const columnsOf = (part: FairnessPart): Column<Row>[] => [
  { id: 'customer', header: t('Customer'), cell: (it) => it.customerName ?? <None /> },
  { id: 'good', header: t('Outcome'), cell: (it) => <Outcome part={part} good={it.good} /> },
  ...(part === 'untouched'
    ? ([
        { id: 'touches', header: t('Direct touches'), cell: (it) => <Count value={it.touches} />, align: 'end' },
        { id: 'settled', header: t('Of them settled'), cell: (it) => <Count value={it.settled} />, align: 'end' },
      ] satisfies Column<Row>[])
    : []),
  {
    id: 'at',
    header: part === 'untouched' ? t('Protected from') : t('When'),
    cell: (it) => <DateTime value={it.at} />,
    align: 'end',
    sortable: true,
  },
]
const columns = Object.fromEntries(FairnessPart.options.map((part) => [part, columnsOf(part)])) as Record<
  FairnessPart,
  Column<Row>[]
>
const filters: Filter[] = [
  {
    kind: 'select',
    name: 'part',
    label: t('Part'),
    options: FairnessPart.options.map((value) => ({ value, label: t(fairnessParts[value].title) })),
  },
]

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
        <FilterBar url={url} filters={filters} />
        <DataTable
          key={part}
          label={t(fairnessParts[part].title)}
          list={{ ...rows, items: rows.items.map((row) => ({ ...row, id: row.registrationId })) }}
          columns={columns[part]}
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
