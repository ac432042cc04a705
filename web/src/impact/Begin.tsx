import { listJobs } from '@hansa/contract/jobs'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { t } from '../kit/language.tsx'
import { Columns, Muted, Stack } from '../kit/layout.tsx'
import { Section } from '../kit/Page.tsx'
import { ProgressJob } from '../kit/ProgressJob.tsx'
import { paths } from '../paths.ts'

const titles: Readonly<Record<string, string>> = {
  'integrations.import': t('Import'),
  'integrations.sample': t('Sample'),
}

/** What is being loaded already, looked at anew until it is done. */
function Loading() {
  const jobs = useQuery({ ...ask(listJobs, { limit: 10 }), refetchInterval: 2000 })
  const running = jobs.data?.items.filter((job) => job.state === 'running' || job.state === 'queued') ?? []
  return running.map((job) => <ProgressJob key={job.id} {...job} title={titles[job.kind] ?? job.kind} />)
}

/** A new ecosystem: the ways to begin, instead of figures of nothing. */
export const Begin = () => (
  <Stack gap="lg">
    <Loading />
    <Columns min={260} gap="lg">
      <Section title={t('Import what you have')} boxed>
        <Stack>
          <Muted>
            {t(
              'A CSV or NDJSON file from your CRM, partner portal or a spreadsheet. You see what each column becomes before anything is written, and rows that do not fit come back with the reason.',
            )}
          </Muted>
          <div>
            <Button kind="primary" to={paths.newImport()}>
              {t('Import a file')}
            </Button>
          </div>
        </Stack>
      </Section>
      <Section title={t('Add a partner')} boxed>
        <Stack>
          <Muted>{t('One company at a time, with its stage, tier and manager from a day on.')}</Muted>
          <div>
            <Button to={paths.newPartner()}>{t('Add a partner')}</Button>
          </div>
        </Stack>
      </Section>
      <Section title={t('Look at an example first')} boxed>
        <Stack>
          <Muted>
            {t(
              'A simulated ecosystem, or eight years of membership history of the Cloud Native Computing Foundation. Either can be chosen when an ecosystem is set up; their files and recipes are the ones that an import takes.',
            )}
          </Muted>
          <div>
            <Button to={paths.imports()}>{t('See the recipes')}</Button>
          </div>
        </Stack>
      </Section>
    </Columns>
  </Stack>
)
