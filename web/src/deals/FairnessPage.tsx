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
import { DateTime } from '../kit/DateTime.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { None } from '../kit/None.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { queryText } from '../kit/query.ts'
import { Ready } from '../kit/Ready.tsx'
import { Empty } from '../kit/State.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { paths } from '../paths.ts'
import { Days, FairnessStats } from './fairness-words.tsx'
import { fairnessColumns, partFilter } from './fairness-rows.tsx'

type Row = FairnessRow & { id: string }
const columnsOf = (part: FairnessPart): Column<Row>[] => {
  const { customer, outcome, touches, at } = fairnessColumns(part)
  return [
    customer,
    { id: 'partner', header: t('Partner'), cell: (it) => it.partnerName },
    outcome,
    ...touches,
    ...(part === 'untouched'
      ? []
      : ([
          { id: 'reviewer', header: t('Decided by'), cell: (it) => it.reviewer ?? <None /> },
          { id: 'sentAt', header: t('Sent'), cell: (it) => <DateTime value={it.sentAt} />, align: 'end' },
        ] satisfies Column<Row>[])),
    at,
  ]
}

const windows = [3, 6, 12, 24, 36]
const filtersOf = (fairness: Fairness | undefined, partners: { id: string; name: string }[]): Filter[] => [
  partFilter,
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
              columns={columnsOf(part)}
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
