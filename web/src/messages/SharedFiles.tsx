import { downloadSharedFile, listSharedFiles, removeSharedFile, type SharedFile } from '@hansa/contract/shared-files'
import { sides } from '@hansa/contract/messages'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { hrefOf, useList } from '../api.ts'
import { ConfirmSend } from '../ConfirmSend.tsx'
import { Button, IconButton } from '../kit/Button.tsx'
import { optionsOf } from '../kit/choices.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { t } from '../kit/language.tsx'
import { Count } from '../kit/Numbers.tsx'
import { Section } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { useMay } from '../me.ts'
import { sizeText } from './files.tsx'
import { ShareFile } from './ShareFile.tsx'

const partner: Column<SharedFile> = { id: 'partner', header: t('Partner'), cell: (file) => file.partner.name }
const columns: Column<SharedFile>[] = [
  {
    id: 'name',
    header: t('File'),
    cell: (file) => (
      <Button small kind="quiet" href={hrefOf(downloadSharedFile, { id: file.id })}>
        {file.name}
      </Button>
    ),
    sortable: true,
  },
  partner,
  { id: 'side', header: t('From'), cell: (file) => `${file.sharedBy} (${t(sides[file.side])})` },
  { id: 'note', header: t('Note'), cell: (file) => file.note },
  { id: 'bytes', header: t('Size'), cell: (file) => sizeText(file.bytes), align: 'end' },
  { id: 'downloads', header: t('Fetched'), cell: (file) => <Count value={file.downloads} />, align: 'end' },
  {
    id: 'createdAt',
    header: t('Shared'),
    cell: (file) => <DateTime ago value={file.createdAt} />,
    sortable: true,
    align: 'end',
  },
]
const filters: Filter[] = [{ kind: 'select', name: 'side', label: t('From'), options: optionsOf(sides) }]

/** What is shared with partners, and what they uploaded; of one partner, or of all. */
export function SharedFiles({ partnerId }: { partnerId?: string }) {
  const url = useUrl()
  const may = useMay('messages.write')
  const [sharing, setSharing] = useState(false)
  const [removing, setRemoving] = useState<SharedFile>()
  const all: Column<SharedFile>[] = [
    ...(partnerId ? columns.filter((column) => column !== partner) : columns),
    {
      id: 'acts',
      header: t('Remove'),
      align: 'end',
      cell: (file) =>
        file.may['remove'] === true && (
          <IconButton
            small
            icon={IconTrash}
            label={t('Remove {name}', { name: file.name })}
            onClick={() => setRemoving(file)}
          />
        ),
    },
  ]
  const share = (
    <Button small may={may} onClick={() => setSharing(true)}>
      {t('Share a file')}
    </Button>
  )
  return (
    <Section title={t('Shared files')} actions={share}>
      <FilterBar url={url} filters={filters} search={t('Name or note')} />
      <DataTable
        label={t('Shared files')}
        list={useList(listSharedFiles, partnerId ? { partnerId } : {}, url.query)}
        columns={all}
        url={url}
        defaultSort="-createdAt"
        empty={
          <Empty title={t('No files yet')}>
            {t('What you share with a partner, and what it uploads for you, is found here.')}
          </Empty>
        }
      />
      {sharing && <ShareFile {...(partnerId && { partnerId })} onClose={() => setSharing(false)} />}
      <ConfirmSend
        endpoint={removeSharedFile}
        input={removing && { id: removing.id }}
        title={t('Remove {name}?', { name: removing?.name ?? '' })}
        confirm={t('Remove')}
        danger
        said={t('File removed')}
        onClose={() => setRemoving(undefined)}
      >
        {t('Neither side can fetch it any more. This cannot be undone.')}
      </ConfirmSend>
    </Section>
  )
}
