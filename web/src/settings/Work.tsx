import { cancelJob, jobStates, listJobs, type Job } from '@hansa/contract/jobs'
import { useEffect, useRef } from 'react'
import { useList, useSend } from '../api.ts'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { countText, wordsOf } from '../kit/format.ts'
import { retold, t } from '../kit/language.tsx'
import { Stack } from '../kit/layout.tsx'
import { None } from '../kit/None.tsx'
import { Section } from '../kit/Page.tsx'
import { ProgressJob } from '../kit/ProgressJob.tsx'
import { Empty } from '../kit/State.tsx'
import { Tag } from '../kit/Tag.tsx'
import { refused } from '../kit/toast.ts'
import type { Tone } from '../kit/tokens.ts'
import { useUrl } from '../kit/useUrl.ts'
import { useMay } from '../me.ts'

const titles: Readonly<Record<string, string>> = {
  'integrations.import': t('Import'),
  'integrations.sample': t('Sample data'),
  'deals.journeys': t('Read customers’ journeys'),
  'hygiene.duplicates': t('Search for duplicates'),
}
const titleOf = ({ kind }: Job) => titles[kind] ?? wordsOf(kind)
const tones: Record<Job['state'], Tone> = {
  queued: 'grey',
  running: 'blue',
  done: 'green',
  failed: 'red',
  cancelled: 'grey',
}
const isLive = ({ state }: Job) => state === 'queued' || state === 'running'

const columns: Column<Job>[] = [
  { id: 'kind', header: t('Work'), cell: titleOf },
  {
    id: 'state',
    header: t('State'),
    cell: (job) => (
      <Tag dot tone={tones[job.state]}>
        {t(jobStates[job.state])}
      </Tag>
    ),
  },
  {
    id: 'done',
    header: t('Done'),
    cell: (job) =>
      job.total === null
        ? countText(job.done)
        : t('{done} of {total}', { done: countText(job.done), total: countText(job.total) }),
    align: 'end',
  },
  { id: 'said', header: t('Said'), cell: (job) => retold(job.error ?? job.note ?? '') || <None /> },
  {
    id: 'createdAt',
    header: t('Asked for'),
    cell: (job) => <DateTime ago value={job.createdAt} />,
    align: 'end',
    sortable: true,
  },
  { id: 'finishedAt', header: t('Ended'), cell: (job) => <DateTime ago value={job.finishedAt} />, align: 'end' },
]
const filters: Filter[] = [
  {
    kind: 'select',
    name: 'state',
    label: t('State'),
    options: Object.keys(tones).map((value) => ({ value, label: t(jobStates[value as Job['state']]) })),
  },
]

/** Work that takes longer than an answer may: what is going on, with a way to stop it, and what was. */
export function Work() {
  const url = useUrl()
  const list = useList(listJobs, {}, url.query)
  const may = useMay('jobs.cancel')
  const cancel = useSend(cancelJob)
  const live = list.items.filter(isLive)
  const again = useRef(list.retry)
  useEffect(() => {
    again.current = list.retry
  })
  const isGoingOn = live.length > 0
  useEffect(() => {
    if (!isGoingOn) return
    const timer = setInterval(() => again.current?.(), 1500)
    return () => clearInterval(timer)
  }, [isGoingOn])
  return (
    <>
      {isGoingOn && (
        <Section title={t('Going on')}>
          <Stack>
            {live.map((job) => (
              <ProgressJob
                key={job.id}
                {...job}
                title={titleOf(job)}
                mayCancel={may}
                cancelling={cancel.isPending && cancel.variables.id === job.id}
                onCancel={() => cancel.mutate({ id: job.id }, { onError: refused })}
              />
            ))}
          </Stack>
        </Section>
      )}
      <Section
        lead={t(
          'Imports and other work that takes longer than an answer may. What was done stays when work is stopped.',
        )}
      >
        <FilterBar url={url} filters={filters} />
        <DataTable
          label={t('Long work')}
          list={list}
          columns={columns}
          url={url}
          defaultSort="-createdAt"
          empty={<Empty title={t('No work to show')} />}
        />
      </Section>
    </>
  )
}
