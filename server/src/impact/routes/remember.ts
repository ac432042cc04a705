import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import type { Context } from '../../core/http/route.ts'
import { kept } from '../../core/kept.ts'

/**
 * The answer as it was worked out before, as long as the log has not moved on: everything that changes a figure is told
 * to the log. While a transaction older than the log's end may still be writing, nothing is kept, so that its commit
 * cannot go unseen.
 *
 * @param question what the answer depends on besides the data: the day, the figure, what it looks at.
 */
export async function remembered<T>({ db, principal }: Context, question: unknown, work: () => Promise<T>): Promise<T> {
  const { end, settled } = await logEnd(db)
  return kept([principal.ecosystemId, principal.partnerId, end, question], work, settled)
}

async function logEnd(db: Db): Promise<{ end: string; settled: boolean }> {
  const { rows } = await sql<{ end: string; settled: boolean }>`
    select recorded_xid || ' ' || id as end, recorded_xid < log_horizon() as settled
    from event order by recorded_xid desc, id desc limit 1`.execute(db)
  return rows[0] ?? { end: '', settled: false }
}
