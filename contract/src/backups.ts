import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Moment } from './fields.ts'

export const Backups = z.object({
  /** When one is made by itself; null where that is switched off. */
  plan: z.object({ hour: z.int(), timeZone: z.string(), keep: z.int() }).nullable(),
  /** Where they lie on the machine that Hansa runs on. */
  folder: z.string(),
  /** The last planned one is missing, or is older than it should be. */
  overdue: z.boolean(),
  /** Why the last try failed. */
  problem: z.string().nullable(),
  /** Newest first. */
  items: z.array(z.object({ name: z.string(), madeAt: Moment, bytes: z.int() })),
})
export type Backups = z.infer<typeof Backups>

export const readBackups = endpoint({
  method: 'GET',
  path: '/backups',
  can: 'backups.take',
  summary: 'The backups that were made by themselves, and when the next one is due',
  input: z.object({}),
  output: Backups,
})
export const takeBackup = endpoint({
  method: 'GET',
  path: '/backups/new',
  can: 'backups.take',
  summary: 'Take a backup of the whole installation, now, as a file',
  input: z.object({}),
  output: z.unknown(),
  gives: 'application/octet-stream',
})
