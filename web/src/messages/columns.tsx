import type { Endpoint } from '@hansa/contract/endpoint'
import { sides, type Thread } from '@hansa/contract/messages'
import type { SharedFile } from '@hansa/contract/shared-files'
import { IconTrash } from '@tabler/icons-react'
import type { z } from 'zod'
import { hrefOf } from '../api.ts'
import { Button, IconButton } from '../kit/Button.tsx'
import { optionsOf } from '../kit/choices.tsx'
import type { Column } from '../kit/columns.ts'
import { DateTime } from '../kit/DateTime.tsx'
import type { Filter } from '../kit/FilterBar.tsx'
import { t } from '../kit/language.tsx'
import { Row } from '../kit/layout.tsx'
import { Tag } from '../kit/Tag.tsx'
import { sizeText } from './files.tsx'

type AnyThread = Pick<Thread, 'subject' | 'unread' | 'lastAuthor' | 'excerpt' | 'lastMessageAt'>
type AnyFile = Pick<SharedFile, 'id' | 'name' | 'side' | 'sharedBy' | 'note' | 'bytes' | 'createdAt' | 'may'>

/** What both doors show of a thread. */
export const threadColumns: Record<'subject' | 'excerpt' | 'last', Column<AnyThread>> = {
  subject: {
    id: 'subject',
    header: t('Subject'),
    cell: (thread) => (
      <Row gap="xs">
        {thread.unread > 0 ? <strong>{thread.subject}</strong> : thread.subject}
        {thread.unread > 0 && <Tag tone="accent">{t('{count, number} new', { count: thread.unread })}</Tag>}
      </Row>
    ),
  },
  excerpt: { id: 'excerpt', header: t('Last message'), cell: (thread) => `${thread.lastAuthor}: ${thread.excerpt}` },
  last: {
    id: 'lastMessageAt',
    header: t('Last'),
    cell: (thread) => <DateTime ago value={thread.lastMessageAt} />,
    sortable: true,
    align: 'end',
  },
}
export const unreadFilter: Filter = {
  kind: 'select',
  name: 'unread',
  label: t('Read'),
  options: [{ value: 'yes', label: t('Not read yet') }],
}

/** What both doors show of a shared file. */
export const fileColumns = (
  download: Endpoint<z.ZodType<{ id: string }, { id: string }>>,
): Record<'name' | 'side' | 'note' | 'bytes' | 'shared', Column<AnyFile>> => ({
  name: {
    id: 'name',
    header: t('File'),
    cell: (file) => (
      <Button small kind="quiet" href={hrefOf(download, { id: file.id })}>
        {file.name}
      </Button>
    ),
    sortable: true,
  },
  side: { id: 'side', header: t('From'), cell: (file) => `${file.sharedBy} (${t(sides[file.side])})` },
  note: { id: 'note', header: t('Note'), cell: (file) => file.note },
  bytes: { id: 'bytes', header: t('Size'), cell: (file) => sizeText(file.bytes), align: 'end' },
  shared: {
    id: 'createdAt',
    header: t('Shared'),
    cell: (file) => <DateTime ago value={file.createdAt} />,
    sortable: true,
    align: 'end',
  },
})
export const sideFilter: Filter = { kind: 'select', name: 'side', label: t('From'), options: optionsOf(sides) }

/** Lets a file be removed by whoever may. */
export const removeColumn = <F extends AnyFile>(remove: (file: F) => void): Column<F> => ({
  id: 'acts',
  header: t('Remove'),
  align: 'end',
  cell: (file) =>
    file.may['remove'] === true && (
      <IconButton small icon={IconTrash} label={t('Remove {name}', { name: file.name })} onClick={() => remove(file)} />
    ),
})
