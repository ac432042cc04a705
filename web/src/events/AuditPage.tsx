import { listAudit, type Event } from '@hansa/contract/events'
import { listMembers } from '@hansa/contract/identity'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ask, useList } from '../api.ts'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { Facts } from '../kit/Facts.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { t } from '../kit/language.tsx'
import { Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { None } from '../kit/None.tsx'
import { Page } from '../kit/Page.tsx'
import { queryText, valueOf } from '../kit/query.ts'
import { Empty } from '../kit/State.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { optionsOf } from '../kit/choices.tsx'
import { ListViews } from '../ListViews.tsx'
import { paths } from '../paths.ts'
import { EventData } from './EventData.tsx'
import { recordOf, useNames } from './names.ts'
import { endOf, startOf } from './period.ts'
import { sentenceOf, verbs, verbText, whoText, type NameOf } from './words.ts'

/** An entry in words, ready for a row. */
interface Entry {
  id: string
  event: Event
  what: string
  about: { to: string; name: string } | null
}

const columns: Column<Entry>[] = [
  { id: 'what', header: t('What'), cell: (entry) => entry.what },
  {
    id: 'about',
    header: t('About'),
    cell: ({ about }) =>
      about ? (
        <Link quiet to={about.to}>
          {about.name}
        </Link>
      ) : (
        <None />
      ),
  },
  { id: 'who', header: t('Who'), cell: ({ event }) => whoText(event) },
  {
    id: 'happenedAt',
    header: t('Happened'),
    cell: ({ event }) => <DateTime value={event.happenedAt} />,
    align: 'end',
    optional: true,
  },
  { id: 'source', header: t('Source'), cell: ({ event }) => event.source, optional: true },
  {
    id: 'recordedAt',
    header: t('Recorded'),
    cell: ({ event }) => <DateTime value={event.recordedAt} />,
    align: 'end',
    sortable: true,
  },
]
const verbOptions = optionsOf(verbs)

/** The log of everything: who did what, and when it was recorded. Nothing edits it. */
export function AuditPage() {
  const url = useUrl()
  const { from: _from, until: _until, entry: opened, ...query } = url.query
  const [from, until] = [valueOf(url.query, 'from'), valueOf(url.query, 'until')]
  const list = useList(
    listAudit,
    { ...(from && { from: startOf(from) }), ...(until && { until: endOf(until) }) },
    query,
  )
  const members = useQuery(ask(listMembers, { limit: 200 })).data?.items
  const filters = useMemo(
    (): Filter[] => [
      { kind: 'multi', name: 'verb', label: t('What'), options: verbOptions },
      {
        kind: 'select',
        name: 'actorId',
        label: t('Person'),
        options: (members ?? []).map((member) => ({ value: member.id, label: member.name })),
      },
      { kind: 'dates', name: 'recorded', label: t('Recorded'), from: 'from', until: 'until' },
    ],
    [members],
  )
  const nameOf = useNames(list.items)
  const items = list.items.map((event) => ({
    id: event.id,
    event,
    what: sentenceOf(event, nameOf),
    about: recordOf(event, nameOf),
  }))
  const shown = items.find((entry) => entry.id === opened)
  return (
    <Page
      title={t('Audit')}
      lead={t('Everything that happened here, newest first. Entries are added and never changed.')}
    >
      <FilterBar url={url} filters={filters}>
        <ListViews list="audit" url={url} />
      </FilterBar>
      <DataTable
        label={t('Entries')}
        list={{ ...list, items }}
        columns={columns}
        url={url}
        defaultSort="-recordedAt"
        rowLink={(entry) => paths.audit() + queryText({ ...url.query, entry: entry.id })}
        empty={<Empty title={t('No entry fits')}>{t('Take a filter off, or choose a longer period.')}</Empty>}
      />
      {shown && (
        <Dialog wide opened title={shown.what} onClose={() => url.set({ entry: undefined })}>
          <EntryData entry={shown} nameOf={nameOf} />
        </Dialog>
      )}
    </Page>
  )
}

const EntryData = ({ entry: { event, about }, nameOf }: { entry: Entry; nameOf: NameOf }) => (
  <Stack>
    <EventData event={event} nameOf={nameOf} />
    <Facts
      items={[
        { label: t('What'), value: verbText(event.verb), hint: event.verb },
        { label: t('About'), value: about && <Link to={about.to}>{about.name}</Link> },
        { label: t('Who'), value: whoText(event) },
        { label: t('Happened'), value: <DateTime value={event.happenedAt} /> },
        { label: t('Recorded'), value: <DateTime value={event.recordedAt} /> },
        { label: t('Source'), value: event.source },
        { label: t('Entry'), value: event.id },
      ]}
    />
  </Stack>
)
