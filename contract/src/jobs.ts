import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, listInput, listOf, Moment } from './fields.ts'
import { word } from './language.ts'

export const jobStates = {
  queued: word('Queued'),
  running: word('Running'),
  done: word('Done'),
  failed: word('Failed'),
  cancelled: word('Cancelled'),
} as const
type JobState = keyof typeof jobStates

/** Long work: `done` of `total` in its own unit, total unknown until it is counted. */
export const Job = z.object({
  id: id('job'),
  kind: z.string(),
  state: z.enum(Object.keys(jobStates) as [JobState, ...JobState[]]),
  done: z.int(),
  total: z.int().nullable(),
  note: z.string().nullable(),
  error: z.string().nullable(),
  result: z.record(z.string(), z.unknown()).nullable(),
  createdAt: Moment,
  startedAt: Moment.nullable(),
  finishedAt: Moment.nullable(),
})
export type Job = z.infer<typeof Job>

export const listJobs = endpoint({
  method: 'GET',
  path: '/jobs',
  can: 'jobs.read',
  summary: 'Long work, newest first',
  input: listInput(['-createdAt'], { state: Job.shape.state.optional(), kind: z.string().max(60).optional() }),
  output: listOf(Job),
})
export const readJob = endpoint({
  method: 'GET',
  path: '/jobs/:id',
  can: 'jobs.read',
  summary: 'One piece of long work and how far it is',
  input: z.object({ id: id('job') }),
  output: Job,
})
export const cancelJob = endpoint({
  method: 'POST',
  path: '/jobs/:id/cancel',
  can: 'jobs.cancel',
  summary: 'Ask long work to stop; what it already did stays',
  input: z.object({ id: id('job') }),
  output: Job,
})
