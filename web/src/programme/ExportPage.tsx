import { downloadPartnerExport } from '@hansa/contract/lifecycle'
import { useState } from 'react'
import { hrefOf } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Door } from '../kit/Door.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Stack } from '../kit/layout.tsx'

/** Where people of a partner that has left take their company's own data along, by the link from the e-mail. */
export function ExportPage() {
  const [key] = useState(() => location.hash.slice(1))
  return (
    <Door title={t('Your company’s data')}>
      <Stack>
        <p>
          {t(
            'One file with what is yours here: the company, its people, the partnership, deals, revenue, certifications, tasks and what happened.',
          )}
        </p>
        <div>
          <Button kind="primary" href={hrefOf(downloadPartnerExport, { key: key || '-' })}>
            {t('Download the data')}
          </Button>
        </div>
        <Muted small>{t('NDJSON: one record in each line. The link works for 30 days.')}</Muted>
      </Stack>
    </Door>
  )
}
