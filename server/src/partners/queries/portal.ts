import { sql } from 'kysely'
import { page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import type { EventRow } from '../../core/events/read.ts'
import './tables.ts'

/** The partnership of the partner that the transaction stands for, if it has one. */
export const ownPartnership = (db: Db, organizationId: string) =>
  db
    .selectFrom('partnership')
    .select(['types', 'tier', 'territory', 'since', 'leftOn'])
    .where('organizationId', '=', organizationId)
    .executeTakeFirst()

/** Who manages it: of the vendor's people, the one whom the partner knows. */
export const ownManager = async (db: Db): Promise<{ name: string; email: string | null } | undefined> =>
  (await sql<{ name: string; email: string | null }>`select * from manager_of_partner()`.execute(db)).rows[0]

/** Events about a partner, of these verbs, newest first. */
export const eventsAbout = <T>(
  db: Db,
  partnerId: string,
  verbs: readonly string[],
  ask: { sort: string; after?: string | undefined; limit: number },
  present: (row: EventRow) => T,
) =>
  page(
    db,
    db.selectFrom('event').selectAll().where('partnerId', '=', partnerId).where('verb', 'in', verbs),
    ask,
    { happenedAt: 'event.happenedAt' },
    'event.id',
    present,
  )
