import { downloadSharedFile, listSharedFiles, removeSharedFile, type SharedFile } from '@hansa/contract/shared-files'
import { useState } from 'react'
import { useList } from '../api.ts'
import { ConfirmSend } from '../ConfirmSend.tsx'
import { Button } from '../kit/Button.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { FilterBar } from '../kit/FilterBar.tsx'
import { t } from '../kit/language.tsx'
import { Count } from '../kit/Numbers.tsx'
import { Section } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { useMay } from '../me.ts'
import { fileColumns, removeColumn, sideFilter } from './columns.tsx'
import { ShareFile } from './ShareFile.tsx'

const partner: Column<SharedFile> = { id: 'partner', header: t('Partner'), cell: (file) => file.partner.name }
const downloads: Column<SharedFile> = {
  id: 'downloads',
  header: t('Fetched'),
  cell: (file) => <Count value={file.downloads} />,
  align: 'end',
}
const { name, side, note, bytes, shared } = fileColumns(downloadSharedFile)

/** What is shared with partners, and what they uploaded; of one partner, or of all. */
export function SharedFiles({ partnerId }: { partnerId?: string }) {
  const url = useUrl()
  const may = useMay('messages.write')
  const [sharing, setSharing] = useState(false)
  const [removing, setRemoving] = useState<SharedFile>()
  const all: Column<SharedFile>[] = [
    name,
    ...(partnerId ? [] : [partner]),
    side,
    note,
    bytes,
    downloads,
    shared,
    removeColumn<SharedFile>(setRemoving),
  ]
  const share = (
    <Button small may={may} onClick={() => setSharing(true)}>
      {t('Share a file')}
    </Button>
  )
  return (
    <Section title={t('Shared files')} actions={share}>
      <FilterBar url={url} filters={[sideFilter]} search={t('Name or note')} />
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
