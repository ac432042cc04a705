import type { PGlite } from '@electric-sql/pglite'

const checkpointAfterBytes = 32 * 1024 * 1024

const sinceCheckpoint = `
  select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::float8 as bytes from pg_control_checkpoint()`

// The thresholds are the defaults of PostgreSQL's autovacuum.
const mostNeglected = `
  with neglected as (
    select format('%I.%I', s.schemaname, s.relname) as name, s.n_dead_tup, s.n_mod_since_analyze,
      s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0)
        or s.n_ins_since_vacuum > 1000 + 0.2 * greatest(c.reltuples, 0)
        or age(c.relfrozenxid) > 200000000 as dirty,
      s.n_mod_since_analyze > 50 + 0.1 * greatest(c.reltuples, 0) as changed
    from pg_stat_all_tables s join pg_class c on c.oid = s.relid
    where c.relkind in ('r', 'm') and c.relpersistence <> 't' and s.schemaname not in ('pg_toast', 'information_schema')
  )
  select name, dirty from neglected where dirty or changed order by n_dead_tup + n_mod_since_analyze desc limit 1`

/**
 * What PostgreSQL's background processes do, of which PGlite has none: without checkpoints the write-ahead log grows
 * for ever (and so does the time to start after a crash), without vacuum and analyze tables bloat and plans go wrong.
 * Call it now and then when the session is free; each call does at most one table. Returns what it did, for tests.
 */
export async function keepHouse(db: PGlite): Promise<string[]> {
  const done: string[] = []
  const run = async (command: string): Promise<void> => {
    await db.exec(command)
    done.push(command)
  }
  const table = (await db.query<{ name: string; dirty: boolean }>(mostNeglected)).rows[0]
  if (table) await run(`${table.dirty ? 'vacuum (analyze)' : 'analyze'} ${table.name}`)
  const wal = (await db.query<{ bytes: number }>(sinceCheckpoint)).rows[0]
  if (wal && wal.bytes > checkpointAfterBytes) await run('checkpoint')
  return done
}
