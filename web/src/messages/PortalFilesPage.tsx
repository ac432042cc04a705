import { downloadPortalFile, listPortalFiles, removePortalFile, type PortalFile } from '@hansa/contract/shared-files'
import { useState } from 'react'
import { useList, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { FilterBar } from '../kit/FilterBar.tsx'
import { t } from '../kit/language.tsx'
import { Page } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { refused, told } from '../kit/toast.ts'
import { useUrl } from '../kit/useUrl.ts'
import { fileColumns, removeColumn, sideFilter } from './columns.tsx'
import { ShareFile } from './ShareFile.tsx'

const { name, side, note, bytes, shared } = fileColumns(downloadPortalFile)

/** The files that a partner and the vendor share. */
export function PortalFilesPage() {
  const url = useUrl()
  const [sharing, setSharing] = useState(false)
  const { mutate } = useSend(removePortalFile)
  const all: Column<PortalFile>[] = [
    name,
    side,
    note,
    bytes,
    shared,
    removeColumn((file) => mutate({ id: file.id }, { onSuccess: () => told(t('File removed')), onError: refused })),
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
      <FilterBar url={url} filters={[sideFilter]} search={t('Name or note')} />
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
