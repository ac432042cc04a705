import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Place } from '../database/place.ts'
import { isBackup } from './write.ts'

/** When an installation backs itself up, and where to. */
export interface BackupPlan {
  readonly folder: string
  /** 0 to 23, where the first ecosystem lives; null where nothing is made by itself. */
  readonly hour: number | null
  /** How many are kept; older ones go. */
  readonly keep: number
  /** What a caller must know besides their role where several ecosystems share the installation. */
  readonly operatorToken: string | undefined
}

/** An installation's backups: the plan, and what became of it in this process. */
export interface BackupKeeper {
  readonly plan: BackupPlan
  /** Why the last try failed. */
  problem: string | null
  /** One is being made at this moment. */
  busy: boolean
}

export const keeper = (plan: BackupPlan): BackupKeeper => ({ plan, problem: null, busy: false })

const usualHour = 3
const usualKeep = 7

/**
 * Reads `HANSA_BACKUP_HOUR`, `HANSA_BACKUP_KEEP` and `HANSA_OPERATOR_TOKEN`. The embedded database is backed up at 3
 * unless told otherwise; a PostgreSQL server has backups of its own, so there it must be asked for.
 */
export function planOf(env: NodeJS.ProcessEnv, place: Place): BackupPlan {
  const { HANSA_BACKUP_HOUR: hour, HANSA_BACKUP_KEEP: keep } = env
  if (hour && hour !== 'off' && !/^([01]?\d|2[0-3])$/.test(hour))
    throw new Error(`HANSA_BACKUP_HOUR is "${hour}"; it must be an hour from 0 to 23, or off.`)
  if (keep && !/^[1-9]\d{0,3}$/.test(keep))
    throw new Error(`HANSA_BACKUP_KEEP is "${keep}"; it must be a number from 1 to 9999.`)
  const usual = place.url ? null : usualHour
  return {
    folder: place.backups,
    hour: hour === 'off' ? null : hour ? Number(hour) : usual,
    keep: keep ? Number(keep) : usualKeep,
    operatorToken: env.HANSA_OPERATOR_TOKEN || undefined,
  }
}

const quarter = 15 * 60_000

/** The last moment, up to now, at which it was this hour on the clocks of a time zone. */
export function lastDue(now: Date, hour: number, timeZone: string): Date {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', minute: 'numeric', hourCycle: 'h23' })
  const wanted = `${String(hour).padStart(2, '0')}:00`
  let at = Math.floor(now.getTime() / quarter) * quarter
  // A day on which the clocks leave this hour out has none: then it is the day before.
  for (const earliest = at - 50 * 3_600_000; at > earliest; at -= quarter)
    if (clock.format(at) === wanted) return new Date(at)
  return new Date(at)
}

export interface KeptBackup {
  readonly name: string
  readonly madeAt: Date
  readonly bytes: number
}

/** The backups in a folder, newest first. */
export async function keptBackups(folder: string): Promise<KeptBackup[]> {
  const names = (await readdir(folder).catch(() => [])).filter(isBackup).sort().reverse()
  return Promise.all(
    names.map(async (name) => {
      const [, day, hours, minutes, seconds] = /^hansa-(.{10})-(..)(..)(..)\./.exec(name)!
      const { size } = await stat(join(folder, name))
      return { name, madeAt: new Date(`${day}T${hours}:${minutes}:${seconds}Z`), bytes: size }
    }),
  )
}

const grace = 2 * 3_600_000

/** Whether the backup that was due is still missing although its time is well over. */
export const isOverdue = (last: Date | undefined, due: Date, since: Date, now: Date): boolean =>
  due > (last && last > since ? last : since) && now.getTime() - due.getTime() > grace
