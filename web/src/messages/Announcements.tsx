import { announcementStates, listAnnouncements, type Announcement } from '@hansa/contract/announcements'
import { lazy, Suspense, useState } from 'react'
import { useList } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { optionsOf } from '../kit/choices.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { t } from '../kit/language.tsx'
import { Section } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { useMay } from '../me.ts'
import { paths } from '../paths.ts'
import { stateTones } from './words.ts'

const NewAnnouncement = lazy(async () => ({ default: (await import('./EditAnnouncement.tsx')).NewAnnouncement }))

const columns: Column<Announcement>[] = [
  { id: 'title', header: t('Title'), cell: (one) => one.title, sortable: true },
  {
    id: 'state',
    header: t('State'),
    cell: (one) => (
      <Tag dot tone={stateTones[one.state]}>
        {t(announcementStates[one.state])}
      </Tag>
    ),
  },
  {
    id: 'read',
    header: t('Partners that read it'),
    cell: (one) =>
      one.state === 'draft'
        ? null
        : t('{read, number} of {all, number}', { read: one.partnersRead, all: one.partners }),
    align: 'end',
  },
  { id: 'author', header: t('By'), cell: (one) => one.author },
  { id: 'publishedAt', header: t('Published'), cell: (one) => <DateTime ago value={one.publishedAt} />, align: 'end' },
  {
    id: 'createdAt',
    header: t('Written'),
    cell: (one) => <DateTime ago value={one.createdAt} />,
    sortable: true,
    align: 'end',
  },
]
const filters: Filter[] = [{ kind: 'select', name: 'state', label: t('State'), options: optionsOf(announcementStates) }]

/** What the vendor tells all partners, or some, and who has read it. */
export function Announcements() {
  const url = useUrl()
  const may = useMay('messages.announce')
  const [writing, setWriting] = useState(false)
  return (
    <Section
      lead={t(
        'News for all partners, or for those of some types, tiers and countries. They stand on the portal’s home.',
      )}
      actions={
        <Button may={may} onClick={() => setWriting(true)}>
          {t('New announcement')}
        </Button>
      }
    >
      <FilterBar url={url} filters={filters} search={t('Title or text')} />
      <DataTable
        label={t('Announcements')}
        list={useList(listAnnouncements, {}, url.query)}
        columns={columns}
        url={url}
        defaultSort="-createdAt"
        rowLink={(one) => paths.announcement(one.id)}
        empty={<Empty title={t('No announcements yet')} />}
      />
      <Suspense fallback={null}>{writing && <NewAnnouncement onClose={() => setWriting(false)} />}</Suspense>
    </Section>
  )
}
