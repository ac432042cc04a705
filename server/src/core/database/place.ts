import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where an installation keeps what it knows, as the environment says. */
export interface Place {
  /** Of PostgreSQL; undefined for the embedded database. */
  readonly url: string | undefined
  /** Everything that lies in files. */
  readonly folder: string
  /** The embedded database's own folder. */
  readonly database: string
  /** Where backups go. */
  readonly backups: string
}

export function placeOf(env: NodeJS.ProcessEnv): Place {
  const folder = resolve(env.HANSA_DATA || fileURLToPath(new URL('../../../../data', import.meta.url)))
  return {
    url: env.DATABASE_URL || undefined,
    folder,
    database: join(folder, 'database'),
    backups: resolve(env.HANSA_BACKUPS || join(folder, 'backups')),
  }
}

/** Opening a folder makes a database in it; this only looks. */
export const holdsDatabase = (folder: string): boolean =>
  existsSync(join(folder, 'PG_VERSION')) || existsSync(`${folder}.restored`)
