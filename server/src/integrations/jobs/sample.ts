import { dayOf, yearsLater } from '@hansa/simulator/calendar'
import { csvOf, fileOf } from '@hansa/simulator/files'
import { targets } from '@hansa/simulator/shape'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { JobKind } from '../../core/jobs/worker.ts'
import { updateImport } from '../queries/imports.ts'
import { takeIn } from './take-in.ts'

/** What is loaded: which sample, as of which day, and how far it has come. */
interface Step {
  readonly sample: string
  readonly day?: string
  readonly place?: number
  /** How many partners are simulated. */
  readonly partners?: number
}

interface SampleFile {
  readonly fileName: string
  readonly recipeId: string
  readonly open: (day: string, partners: number) => AsyncIterable<Uint8Array>
}

const folder = new URL('../../../samples/', import.meta.url)
const kept = (path: string, recipeId: string): SampleFile => ({
  fileName: path.split('/').at(-1)!,
  recipeId,
  open: () => createReadStream(new URL(path, folder)),
})

/** Three years up to the day, made as they are read: the same day gives the same bytes. */
const simulated = targets.map((target): SampleFile => ({
  fileName: fileOf(target),
  recipeId: `simulated_${target}`,
  open(day, partners) {
    const end = dayOf(day)
    const world = { seed: 7, partners, start: yearsLater(end, -3), end }
    return Readable.from(csvOf(world, target), { objectMode: false }) as AsyncIterable<Uint8Array>
  },
}))

/** The files of each sample, in the order in which they are imported. */
const samples: Readonly<Record<string, readonly SampleFile[]>> = {
  simulated,
  cncf: [
    kept('cncf/cncf_members_monthly.csv.gz', 'cncf_members'),
    kept('cncf/cncf_certified_partners_monthly.csv.gz', 'cncf_certified'),
  ],
}

/**
 * Loads a sample as a person would: each file becomes an import of its own, to be looked at like any other. The end of
 * an import asks for the next file, so that companies are there before anything is said of them.
 */
export const loadSample: JobKind = {
  kind: 'integrations.sample',
  async run(job) {
    const {
      sample,
      day = job.now().toISOString().slice(0, 10),
      place = 0,
      partners = 240,
    } = job.input as unknown as Step
    const files = samples[sample] ?? []
    const file = files[place]
    if (!file) return
    const importId = await takeIn(
      job.services,
      { ecosystemId: job.ecosystemId, partnerId: null },
      {
        fileName: file.fileName,
        body: file.open(day, partners),
        recipeId: file.recipeId,
        createdBy: null,
        now: job.now(),
      },
    )
    const followedBy =
      place + 1 < files.length ? { kind: this.kind, input: { sample, day, place: place + 1, partners } } : null
    await job.inside(async (db, { enqueue, save }) => {
      const jobId = await enqueue({ kind: 'integrations.import', input: { importId, dry: false, followedBy } })
      await updateImport(db, importId, { state: 'running', jobId })
      await save({ done: place + 1, total: files.length, note: file.fileName })
    })
    job.services.wake()
  },
}
