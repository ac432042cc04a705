import { listThreads, type Thread } from '@hansa/contract/messages'
import { useList } from '../api.ts'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { t } from '../kit/language.tsx'
import { Muted } from '../kit/layout.tsx'
import { Empty } from '../kit/State.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { paths } from '../paths.ts'
import { threadColumns, unreadFilter } from './columns.tsx'

const partner: Column<Thread> = {
  id: 'partner',
  header: t('Partner'),
  cell: (thread) => thread.partner?.name ?? <Muted>{t('Own people')}</Muted>,
}
const columns: Column<Thread>[] = [
  threadColumns.subject,
  partner,
  threadColumns.excerpt,
  {
    id: 'waiting',
    header: t('Waits since'),
    cell: (thread) =>
      thread.waitingSince ? (
        <Tag dot tone="amber">
          <DateTime ago value={thread.waitingSince} />
        </Tag>
      ) : null,
  },
  threadColumns.last,
]
const filters: Filter[] = [
  {
    kind: 'select',
    name: 'waiting',
    label: t('Answer'),
    options: [
      { value: 'yes', label: t('Waits for us') },
      { value: 'no', label: t('Nothing owed') },
    ],
  },
  unreadFilter,
]

/** Threads, those that wait for an answer on top; of one partner, or of all. */
export function ThreadsTable({ partnerId }: { partnerId?: string }) {
  const url = useUrl()
  return (
    <>
      <FilterBar url={url} filters={filters} search={t('Subject or words of a message')} />
      <DataTable
        label={t('Threads')}
        list={useList(listThreads, partnerId ? { partnerId } : {}, url.query)}
        columns={partnerId ? columns.filter((column) => column !== partner) : columns}
        url={url}
        rowLink={(thread) => paths.thread(thread.id)}
        empty={
          <Empty title={t('No messages')}>
            {t('What you write to partners, and what they write to you, is found here and on the partner’s page.')}
          </Empty>
        }
      />
    </>
  )
}
