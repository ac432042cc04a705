import type { BackupKeeper } from './backup/plan.ts'
import type { Clock } from './clock.ts'
import type { Database } from './database/scope.ts'
import type { Log } from './log.ts'
import type { Mailer } from './mail/mailer.ts'
import type { Principal } from './access.ts'

/** What the process has, made once in `main.ts` and handed down. */
export interface Services {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly mailer: Mailer
  /** What this process knows of the installation’s backups. */
  readonly backups?: BackupKeeper
  /** Who is behind a request; undefined when nobody is. */
  readonly whoIs: (request: Request, now: Date) => Promise<Principal | undefined>
  /** Wakes the workers of this process: there may be a job. */
  readonly wake: () => void
}
