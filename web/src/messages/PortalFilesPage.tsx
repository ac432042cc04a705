import { sides } from '@hansa/contract/messages'
import { downloadPortalFile, listPortalFiles, removePortalFile, type PortalFile } from '@hansa/contract/shared-files'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { hrefOf, useList, useSend } from '../api.ts'
import { Button, IconButton } from '../kit/Button.tsx'
import { optionsOf } from '../kit/choices.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { t } from '../kit/language.tsx'
import { Page } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { refused, told } from '../kit/toast.ts'
import { useUrl } from '../kit/useUrl.ts'
import { sizeText } from './files.tsx'
import { ShareFile } from './ShareFile.tsx'

const columns: Column<PortalFile>[] = [
  {
    id: 'name',
    header: t('File'),
    cell: (file) => (
      <Button small kind="quiet" href={hrefOf(downloadPortalFile, { id: file.id })}>
        {file.name}
      </Button>
    ),
    sortable: true,
  },
  { id: 'side', header: t('From'), cell: (file) => `${file.sharedBy} (${t(sides[file.side])})` },
  { id: 'note', header: t('Note'), cell: (file) => file.note },
  { id: 'bytes', header: t('Size'), cell: (file) => sizeText(file.bytes), align: 'end' },
  {
    id: 'createdAt',
    header: t('Shared'),
    cell: (file) => <DateTime ago value={file.createdAt} />,
    sortable: true,
    align: 'end',
  },
]
const filters: Filter[] = [{ kind: 'select', name: 'side', label: t('From'), options: optionsOf(sides) }]

/** The files that a partner and the vendor share. */
export function PortalFilesPage() {
  const url = useUrl()
  const [sharing, setSharing] = useState(false)
  const { mutate } = useSend(removePortalFile)
  const all: Column<PortalFile>[] = [
    ...columns,
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
            onClick={() => mutate({ id: file.id }, { onSuccess: () => told(t('File removed')), onError: refused })}
          />
        ),
    },
  ]
  return (
    <Page
      title={t('Files')}
      lead={t(
        'What the vendor shares with your company, and what you upload for the vendor. No other partner sees it.',
      )}
      actions={
        <Button kind="primary" onClick={() => setSharing(true)}>
          {t('Share a file')}
        </Button>
      }
    >
      <FilterBar url={url} filters={filters} search={t('Name or note')} />
      <DataTable
        label={t('Shared files')}
        list={useList(listPortalFiles, {}, url.query)}
        columns={all}
        url={url}
        defaultSort="-createdAt"
        empty={<Empty title={t('No files yet')} />}
      />
      {sharing && <ShareFile fromPortal onClose={() => setSharing(false)} />}
    </Page>
  )
}
