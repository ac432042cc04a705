import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import type { Context } from '../../core/http/route.ts'

/** How many answers are kept; the one that was asked for longest ago goes first. */
const most = 300
const kept = new Map<string, unknown>()

/**
 * The answer as it was worked out before, as long as the log has not moved on: everything that changes a figure is told
 * to the log. While a transaction older than the log's end may still be writing, nothing is kept, so that its commit
 * cannot go unseen.
 *
 * @param question what the answer depends on besides the data: the day, the figure, what it looks at.
 */
export async function remembered<T>({ db, principal }: Context, question: unknown, work: () => Promise<T>): Promise<T> {
  const { end, settled } = await logEnd(db)
  const key = JSON.stringify([principal.ecosystemId, principal.partnerId, end, question])
  if (kept.has(key)) {
    const answer = kept.get(key) as T
    kept.delete(key)
    kept.set(key, answer)
    return answer
  }
  const answer = await work()
  if (settled) kept.set(key, answer)
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break
    kept.delete(oldest)
  }
  return answer
}

async function logEnd(db: Db): Promise<{ end: string; settled: boolean }> {
  const { rows } = await sql<{ end: string; settled: boolean }>`
    select recorded_xid || ' ' || id as end, recorded_xid < log_horizon() as settled
    from event order by recorded_xid desc, id desc limit 1`.execute(db)
  return rows[0] ?? { end: '', settled: false }
}
