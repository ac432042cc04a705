import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { everyEcosystem, type Database } from '../database/scope.ts'
import { observeBackups } from '../metrics.ts'
import type { Services } from '../services.ts'
import { isOverdue, keptBackups, lastDue, type BackupKeeper } from './plan.ts'
import { inFolder, writeBackup } from './write.ts'

/** Where the first ecosystem lives, and since when; undefined before the set-up. */
export async function firstEcosystem(database: Database): Promise<{ timeZone: string; createdAt: Date } | undefined> {
  const [ecosystemId] = await everyEcosystem(database)
  if (!ecosystemId) return undefined
  return database.scoped({ ecosystemId, partnerId: null }, (db) =>
    db.selectFrom('ecosystem').select(['timeZone', 'createdAt']).executeTakeFirst(),
  )
}

const retryAfter = 30 * 60_000

/** Makes the backup that is due, if one is, and drops those beyond the number that is kept. Answers its path. */
export async function backUpIfDue(
  services: Pick<Services, 'database' | 'clock' | 'log'>,
  backups: BackupKeeper,
): Promise<string | undefined> {
  const { database, clock, log } = services
  const { plan } = backups
  const first = plan.hour === null ? undefined : await firstEcosystem(database)
  if (plan.hour === null || !first || backups.busy) return undefined
  const now = clock.now()
  const due = lastDue(now, plan.hour, first.timeZone)
  const last = (await keptBackups(plan.folder))[0]?.madeAt ?? first.createdAt
  observeBackups({ madeAt: last, overdue: isOverdue(last, due, first.createdAt, now) })
  if (last >= due) return undefined
  backups.busy = true
  try {
    const frozen = await database.engine.frozen()
    try {
      const made = await writeBackup(frozen, inFolder(plan.folder, now), now)
      log.info({ path: made.path, rows: made.rows, bytes: made.bytes }, 'a backup was made')
      backups.problem = null
      observeBackups({ madeAt: now, overdue: false })
      for (const old of (await keptBackups(plan.folder)).slice(plan.keep)) await rm(join(plan.folder, old.name))
      return made.path
    } finally {
      await frozen.close()
    }
  } catch (error) {
    backups.problem = (error as Error).message
    throw error
  } finally {
    backups.busy = false
  }
}

/** Looks every minute whether a backup is due; after one that failed, half an hour later. */
export function startBackups(services: Services, backups: BackupKeeper) {
  let quietUntil = 0
  let running: Promise<void> = Promise.resolve()
  const look = () => {
    if (backups.busy || Date.now() < quietUntil) return
    running = backUpIfDue(services, backups).then(
      () => {},
      (error: unknown) => {
        quietUntil = Date.now() + retryAfter
        services.log.error({ err: error }, 'the backup that was due could not be made')
      },
    )
  }
  look()
  const timer = setInterval(look, 60_000)
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
