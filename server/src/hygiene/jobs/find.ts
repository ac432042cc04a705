import { english } from '@hansa/contract/language'
import { Worker } from 'node:worker_threads'
import type { JobKind } from '../../core/jobs/worker.ts'
import { companiesAfter, keepDuplicates } from '../queries/duplicates.ts'
import type { CompanyRecord, Match } from '../rules.ts'

/** More candidates than this nobody reviews; the surest come first. */
const most = 5000
const pageSize = 5000

/** Compares all organizations with each other and keeps the pairs that may be one company. */
export const findDuplicates: JobKind = {
  kind: 'hygiene.duplicates',
  async run(job) {
    const records: (CompanyRecord & { id: string })[] = []
    for (let after = ''; ; after = records.at(-1)!.id) {
      const page = await job.inside((db) => companiesAfter(db, after, pageSize))
      records.push(...page)
      if (page.length < pageSize) break
    }
    await job.inside((_, { save }) => save({ done: 0, total: records.length, note: english`comparing` }))
    const matches = await compare(records, job.signal)
    const pairs = matches.map(({ left, right, probability, reasons }) => {
      const [leftId, rightId] = [records[left]!.id, records[right]!.id].sort() as [string, string]
      return { leftId, rightId, probability, reasons }
    })
    const kept = await job.inside(async (db, { save }) => {
      await save({ done: records.length, total: records.length, note: english`${pairs.length} pairs` })
      return keepDuplicates(db, pairs, job.now())
    })
    return { organizations: records.length, pairs: kept }
  },
}

function compare(records: readonly CompanyRecord[], signal: AbortSignal): Promise<Match[]> {
  const worker = new Worker(new URL('./match-worker.ts', import.meta.url), { workerData: { records, most } })
  const end = () => void worker.terminate()
  signal.addEventListener('abort', end, { once: true })
  return new Promise<Match[]>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () =>
      reject(signal.aborted ? (signal.reason as Error) : new Error('The comparison ended without a result')),
    )
  }).finally(() => signal.removeEventListener('abort', end))
}
