import { cancelJob } from '@hansa/contract/jobs'
import { checkImport, runImport, type Import } from '@hansa/contract/integrations'
import { useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Row, Stack } from '../kit/layout.tsx'
import { ProgressJob } from '../kit/ProgressJob.tsx'
import { useMay } from '../me.ts'
import { Report } from './Report.tsx'

/** The dry run: how far it is, and what it found. */
export function CheckStep({ it }: { it: Import }) {
  const run = useSend(runImport)
  const check = useSend(checkImport)
  const cancel = useSend(cancelJob)
  const may = useMay('integrations.import')
  const mayCancel = useMay('jobs.cancel')
  const job = it.job
  if (job && (it.state === 'checking' || job.state === 'failed'))
    return (
      <Stack>
        <ProgressJob
          title={t('Dry run')}
          {...job}
          unit={t('rows')}
          onCancel={() => cancel.mutate({ id: job.id })}
          mayCancel={mayCancel}
          cancelling={cancel.isPending}
        />
        {job.state !== 'queued' && job.state !== 'running' && (
          <Row>
            <Button may={may} busy={check.isPending} onClick={() => check.mutate({ id: it.id })}>
              {t('Try again')}
            </Button>
          </Row>
        )}
      </Stack>
    )
  return (
    <Stack gap="lg">
      {it.check ? <Report report={it.check} dry /> : <Muted>{t('There was no dry run with this mapping yet.')}</Muted>}
      <Row>
        <Button kind="primary" may={may} busy={run.isPending} onClick={() => run.mutate({ id: it.id })}>
          {t('Import now')}
        </Button>
        <Button may={may} busy={check.isPending} onClick={() => check.mutate({ id: it.id })}>
          {it.check ? t('Try again') : t('Try it (dry run)')}
        </Button>
      </Row>
    </Stack>
  )
}
