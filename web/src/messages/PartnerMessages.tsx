import { lazy, Suspense, useState } from 'react'
import { Button } from '../kit/Button.tsx'
import { t } from '../kit/language.tsx'
import { Section } from '../kit/Page.tsx'
import { useMay } from '../me.ts'
import { SharedFiles } from './SharedFiles.tsx'
import { ThreadsTable } from './ThreadsTable.tsx'

const NewThread = lazy(async () => ({ default: (await import('./NewThread.tsx')).NewThread }))

/** What was written with one partner. */
export function PartnerMessages({ organizationId }: { organizationId: string }) {
  const [writing, setWriting] = useState(false)
  return (
    <Section
      title={t('Messages')}
      actions={
        <Button small may={useMay('messages.write')} onClick={() => setWriting(true)}>
          {t('New message')}
        </Button>
      }
    >
      <ThreadsTable partnerId={organizationId} />
      <Suspense fallback={null}>
        {writing && <NewThread partnerId={organizationId} onClose={() => setWriting(false)} />}
      </Suspense>
    </Section>
  )
}

/** The files shared with one partner. */
export const PartnerFiles = ({ organizationId }: { organizationId: string }) => (
  <SharedFiles partnerId={organizationId} />
)
