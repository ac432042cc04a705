import { cancelJob } from '@hansa/contract/jobs'
import { downloadBadRows, runImport, type Import } from '@hansa/contract/integrations'
import { hrefOf, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { t } from '../kit/language.tsx'
import { Row, Stack } from '../kit/layout.tsx'
import { ProgressJob } from '../kit/ProgressJob.tsx'
import { useMay } from '../me.ts'
import { paths } from '../paths.ts'
import { Report } from './Report.tsx'

/** The import itself: how far it is, its report, and the rows that did not land. */
export function RunStep({ it }: { it: Import }) {
  const cancel = useSend(cancelJob)
  const again = useSend(runImport)
  const may = useMay('integrations.import')
  const mayCancel = useMay('jobs.cancel')
  const { job, report } = it
  const ended = job?.state === 'failed' || job?.state === 'cancelled'
  return (
    <Stack gap="lg">
      {job && (
        <ProgressJob
          title={t('Import of {fileName}', { fileName: it.fileName })}
          {...job}
          unit={t('rows')}
          onCancel={() => cancel.mutate({ id: job.id })}
          mayCancel={mayCancel}
          cancelling={cancel.isPending}
        />
      )}
      {report && <Report report={report} dry={false} />}
      <Row>
        {report && (
          <Button kind="primary" to={paths.partners()}>
            {t('See the partners')}
          </Button>
        )}
        {report && report.counts.bad > 0 && (
          <Button href={hrefOf(downloadBadRows, { id: it.id })}>{t('Download the rows that did not land')}</Button>
        )}
        {(report || ended) && (
          <Button may={may} busy={again.isPending} onClick={() => again.mutate({ id: it.id })}>
            {t('Import again')}
          </Button>
        )}
      </Row>
    </Stack>
  )
}
