import {
  FairnessPart,
  fairnessParts,
  listFairnessRows,
  readFairness,
  type Fairness,
  type FairnessRow,
} from '@hansa/contract/fairness'
import { listRegistrationChoices } from '@hansa/contract/registration-queue'
import { useQuery } from '@tanstack/react-query'
import { ask, useList } from '../api.ts'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateText, DateTime } from '../kit/DateTime.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { rich, t } from '../kit/language.tsx'
import { Muted, Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { None } from '../kit/None.tsx'
import { Count } from '../kit/Numbers.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { queryText } from '../kit/query.ts'
import { Ready } from '../kit/Ready.tsx'
import { Empty } from '../kit/State.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { paths } from '../paths.ts'
import { FairnessStats } from './fairness-words.tsx'

type Row = FairnessRow & { id: string }
const columnsOf = (part: FairnessPart): Column<Row>[] => [
  { id: 'customer', header: t('Customer'), cell: (it) => it.customerName ?? <None /> },
  { id: 'partner', header: t('Partner'), cell: (it) => it.partnerName },
  { id: 'good', header: t('Outcome'), cell: (it) => <Outcome part={part} good={it.good} /> },
  ...(part === 'untouched'
    ? ([
        { id: 'touches', header: t('Direct touches'), cell: (it) => <Count value={it.touches} />, align: 'end' },
        { id: 'settled', header: t('Of them settled'), cell: (it) => <Count value={it.settled} />, align: 'end' },
      ] satisfies Column<Row>[])
    : ([
        { id: 'reviewer', header: t('Decided by'), cell: (it) => it.reviewer ?? <None /> },
        { id: 'sentAt', header: t('Sent'), cell: (it) => <DateTime value={it.sentAt} />, align: 'end' },
      ] satisfies Column<Row>[])),
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

export const Outcome = ({ part, good }: { part: FairnessPart; good: boolean }) => (
  <Tag dot tone={good ? 'green' : 'red'}>
    {t(good ? fairnessParts[part].good : fairnessParts[part].bad)}
  </Tag>
)

const windows = [3, 6, 12, 24, 36]
const filtersOf = (fairness: Fairness | undefined, partners: { id: string; name: string }[]): Filter[] => [
  {
    kind: 'select',
    name: 'part',
    label: t('Part'),
    options: FairnessPart.options.map((value) => ({ value, label: t(fairnessParts[value].title) })),
  },
  {
    kind: 'select',
    name: 'months',
    label: t('Window'),
    options: windows.map((months) => ({
      value: String(months),
      label: t('{count, number} months', { count: months }),
    })),
  },
  {
    kind: 'multi',
    name: 'partnerId',
    label: t('Partner'),
    options: partners.map(({ id, name }) => ({ value: id, label: name })),
  },
  {
    kind: 'select',
    name: 'reviewerId',
    label: t('Reviewer'),
    options: (fairness?.reviewers ?? []).map(({ id, name, count }) => ({ value: id, label: name, count })),
  },
  {
    kind: 'select',
    name: 'good',
    label: t('Outcome'),
    options: [
      { value: 'true', label: t('Speaks for us') },
      { value: 'false', label: t('Speaks against us') },
    ],
  },
]

/** How fair the vendor is with its partners' registrations: the score, its parts, and every row behind them. */
export function FairnessPage() {
  const url = useUrl()
  const { part: named, good: _good, sort: _sort, columns: _columns, ...look } = url.query
  const part = FairnessPart.catch('in_time').parse(named)
  const query = useQuery(ask(readFairness, look))
  const choices = useQuery(ask(listRegistrationChoices, {})).data
  const rows = useList(listFairnessRows, { part }, url.query)
  return (
    <Page
      title={t('Fairness')}
      crumbs={[{ label: t('Registrations'), to: paths.registrations() }]}
      lead={t('How fair we are with the registrations of our partners. They read the score in the portal.')}
    >
      <FilterBar url={url} filters={filtersOf(query.data, choices?.partners ?? [])} />
      <Stack gap="lg">
        <Ready query={query}>
          {(it) => (
            <FairnessStats
              {...it}
              rowsOf={(name) => `${paths.fairness()}${queryText({ ...look, part: name })}`}
              asOf={<Days {...it} />}
              notes={[t('A part with fewer than five rows has no share.')]}
            />
          )}
        </Ready>
        <Section title={t(fairnessParts[part].title)} lead={t(fairnessParts[part].definition)}>
          <Stack gap="sm">
            <Muted small>
              <code>{t(fairnessParts[part].formula)}</code>
            </Muted>
            <DataTable
              key={part}
              label={t(fairnessParts[part].title)}
              list={{ ...rows, items: rows.items.map((it) => ({ ...it, id: it.registrationId })) }}
              columns={columns[part]}
              url={url}
              defaultSort="-at"
              rowLink={(it) => paths.registration(it.id)}
              empty={<Empty title={t('No rows in this window')} />}
            />
          </Stack>
        </Section>
      </Stack>
    </Page>
  )
}

/** The days of the window. */
export const Days = ({ from, until }: { from: string; until: string }) =>
  rich('{from} to {until}', { from: <DateText value={from} />, until: <DateText value={until} /> })

/** The score in a line, above the queue. */
export function FairnessLine() {
  const { data } = useQuery(ask(readFairness, {}))
  if (!data) return null
  return (
    <Link to={paths.fairness()}>
      {data.score === null
        ? t('Fairness: not enough data yet')
        : t('Fairness score: {score, number} of 100', { score: data.score })}
    </Link>
  )
}
