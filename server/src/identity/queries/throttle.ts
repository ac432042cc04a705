import { sql } from 'kysely'
import type { Limit } from '../rules/throttle.ts'
import { asIdentity, type Anywhere } from './logins.ts'

/**
 * Takes one of a key's tries, in one statement, so that parallel ones, on whichever process, cannot take the same one.
 *
 * @returns until when the key has to wait; undefined where the try was taken.
 */
export const takeTry = (db: Anywhere, key: string, limit: Limit, at: Date): Promise<Date | undefined> =>
  asIdentity(db, async (own) => {
    const { free, first, most, forget } = limit
    const tries = sql`(case when t.touched_at < ${at}::timestamptz - make_interval(secs => ${forget}) then 1 else t.tries + 1 end)`
    const { rows } = await sql`
      insert into auth_throttle as t (key, tries, blocked_until, touched_at) values (${key}, 1, ${at}, ${at})
      on conflict (key) do update set tries = ${tries}, touched_at = ${at},
        blocked_until = ${at}::timestamptz + make_interval(secs => case when ${tries} <= ${free}::int then 0
          else least(${most}::float, ${first}::float * power(2, least(${tries} - ${free}::int - 1, 20))) end)
      where t.blocked_until <= ${at}
      returning tries`.execute(own)
    if (rows.length > 0) return undefined
    const row = await own.selectFrom('authThrottle').select('blockedUntil').where('key', '=', key).executeTakeFirst()
    return row?.blockedUntil
  })

/** Counts without a limit. Answers how many there were, up to and with this one. */
export const countTry = (db: Anywhere, key: string, forget: number, at: Date): Promise<unknown> =>
  asIdentity(db, (own) =>
    sql`
      insert into auth_throttle as t (key, tries, blocked_until, touched_at) values (${key}, 1, ${at}, ${at})
      on conflict (key) do update set touched_at = ${at},
        tries = case when t.touched_at < ${at}::timestamptz - make_interval(secs => ${forget}) then 1 else t.tries + 1 end`.execute(
      own,
    ),
  )

export const triesOf = (db: Anywhere, key: string, since: Date): Promise<number> =>
  asIdentity(db, async (own) => {
    const row = await own
      .selectFrom('authThrottle')
      .select('tries')
      .where('key', '=', key)
      .where('touchedAt', '>=', since)
      .executeTakeFirst()
    return row?.tries ?? 0
  })

/** After a success: its source begins anew, and what was taken of its network is given back. */
export const forgiveTries = (db: Anywhere, account: string, network: string | null, stale: Date): Promise<unknown> =>
  asIdentity(db, async (own) => {
    await own
      .deleteFrom('authThrottle')
      .where((or) => or.or([or('key', '=', account), or('touchedAt', '<', stale)]))
      .execute()
    if (network !== null)
      await own
        .updateTable('authThrottle')
        .set((now) => ({ tries: sql`greatest(${now.ref('tries')} - 1, 0)` }))
        .where('key', '=', network)
        .execute()
  })
