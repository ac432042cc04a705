import { lazy, Suspense, useState } from 'react'
import { Button } from '../kit/Button.tsx'
import { t } from '../kit/language.tsx'
import { Page } from '../kit/Page.tsx'
import { Loading } from '../kit/State.tsx'
import { useMay } from '../me.ts'
import { paths } from '../paths.ts'
import { MailChoice } from './MailChoice.tsx'
import { ThreadsTable } from './ThreadsTable.tsx'

const NewThread = lazy(async () => ({ default: (await import('./NewThread.tsx')).NewThread }))
const Announcements = lazy(async () => ({ default: (await import('./Announcements.tsx')).Announcements }))
const SharedFiles = lazy(async () => ({ default: (await import('./SharedFiles.tsx')).SharedFiles }))

/** What partners and the vendor's people write to each other, and what is told to all partners. */
export function MessagesPage({ tab }: { tab?: string }) {
  const [writing, setWriting] = useState(false)
  const may = useMay('messages.write')
  return (
    <Page
      title={t('Messages')}
      actions={
        <Button kind="primary" may={may} onClick={() => setWriting(true)}>
          {t('New message')}
        </Button>
      }
      tabs={[
        { label: t('Inbox'), to: paths.messages() },
        { label: t('Announcements'), to: paths.messages('announcements') },
        { label: t('Files'), to: paths.messages('files') },
      ]}
    >
      <Suspense fallback={<Loading />}>
        {tab === 'announcements' ? (
          <Announcements />
        ) : tab === 'files' ? (
          <SharedFiles />
        ) : (
          <>
            <ThreadsTable />
            <MailChoice />
          </>
        )}
      </Suspense>
      <Suspense fallback={null}>{writing && <NewThread onClose={() => setWriting(false)} />}</Suspense>
    </Page>
  )
}
