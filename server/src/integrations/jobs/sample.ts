import { createReadStream } from 'node:fs'
import type { JobKind } from '../../core/jobs/worker.ts'
import { updateImport } from '../queries/imports.ts'
import { takeIn } from './take-in.ts'

const folder = new URL('../../../samples/', import.meta.url)

/** The files of each sample, in the order in which they are imported. */
const samples: Readonly<Record<string, readonly { file: string; recipeId: string }[]>> = {
  cncf: [
    { file: 'cncf/cncf_members_monthly.csv.gz', recipeId: 'cncf_members' },
    { file: 'cncf/cncf_certified_partners_monthly.csv.gz', recipeId: 'cncf_certified' },
  ],
}

/** Loads a sample as a person would: each file becomes an import of its own, to be looked at like any other. */
export const loadSample: JobKind = {
  kind: 'integrations.sample',
  async run(job) {
    const files = samples[String(job.input.sample)] ?? []
    const scope = { ecosystemId: job.ecosystemId, partnerId: null }
    const started = new Set((job.checkpoint?.started as string[] | undefined) ?? [])
    for (const { file, recipeId } of files) {
      if (started.has(file)) continue
      const importId = await takeIn(job.services, scope, {
        fileName: file.split('/').at(-1)!,
        body: createReadStream(new URL(file, folder)),
        recipeId,
        createdBy: null,
        now: job.now(),
      })
      started.add(file)
      await job.inside(async (db, { enqueue, save }) => {
        const jobId = await enqueue({ kind: 'integrations.import', input: { importId, dry: false } })
        await updateImport(db, importId, { state: 'running', jobId })
        await save({ done: started.size, total: files.length, checkpoint: { started: [...started] } })
      })
    }
    job.services.wake()
  },
}
