import { listThreads, type Thread } from '@hansa/contract/messages'
import { useList } from '../api.ts'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Row } from '../kit/layout.tsx'
import { Empty } from '../kit/State.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { paths } from '../paths.ts'

const partner: Column<Thread> = {
  id: 'partner',
  header: t('Partner'),
  cell: (thread) => thread.partner?.name ?? <Muted>{t('Own people')}</Muted>,
}
const columns: Column<Thread>[] = [
  {
    id: 'subject',
    header: t('Subject'),
    cell: (thread) => (
      <Row gap="xs">
        {thread.unread > 0 ? <strong>{thread.subject}</strong> : thread.subject}
        {thread.unread > 0 && <Tag tone="accent">{t('{count, number} new', { count: thread.unread })}</Tag>}
      </Row>
    ),
  },
  partner,
  { id: 'excerpt', header: t('Last message'), cell: (thread) => `${thread.lastAuthor}: ${thread.excerpt}` },
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
  {
    id: 'lastMessageAt',
    header: t('Last'),
    cell: (thread) => <DateTime ago value={thread.lastMessageAt} />,
    sortable: true,
    align: 'end',
  },
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
  { kind: 'select', name: 'unread', label: t('Read'), options: [{ value: 'yes', label: t('Not read yet') }] },
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
