import type pg from 'pg'
import { BackupProblem } from './format.ts'
import { quote } from './shape.ts'

const ours = (oid: string) =>
  `not exists (select from pg_depend d where d.objid = ${oid} and d.deptype = 'e') -- an extension's own stay`

/** Drops every table, view, function and type of Hansa's; extensions and roles stay. */
const wipeAll = `
  do $$ declare command text; begin
    for command in select format('drop view if exists %I cascade', relname) from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'v' and ${ours('oid')}
    loop execute command; end loop;
    for command in select format('drop table if exists %I cascade', relname) from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and ${ours('oid')}
    loop execute command; end loop;
    for command in select format('drop sequence if exists %I cascade', relname) from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'S' and ${ours('oid')}
    loop execute command; end loop;
    for command in select format('drop routine if exists %s cascade', oid::regprocedure) from pg_proc
      where pronamespace = 'public'::regnamespace and ${ours('oid')}
    loop execute command; end loop;
    for command in select format('drop type if exists %I cascade', typname) from pg_type
      where typnamespace = 'public'::regnamespace and typtype in ('e', 'd') and ${ours('oid')}
    loop execute command; end loop;
  end $$`

/** What stands in a database: nothing, a Hansa without any data, a Hansa with data, or something else. */
async function standing(client: pg.ClientBase): Promise<'nothing' | 'empty' | 'used' | { readonly other: string }> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and ${ours('oid')}\n order by 1`,
  )
  if (tables.length === 0) return 'nothing'
  const names = tables.map((table) => table.name)
  if (!names.includes('migration') || !names.includes('ecosystem')) return { other: names[0]! }
  const { rows } = await client.query<{ used: boolean }>('select exists (select from ecosystem) as used')
  return rows[0]?.used ? 'used' : 'empty'
}

/** Makes room in the transaction's database for what is restored; refuses where that would take anything from anybody. */
export async function clear(client: pg.ClientBase, where: string, replace: boolean): Promise<void> {
  const found = await standing(client)
  if (typeof found === 'object')
    throw new BackupProblem(
      `${where} holds tables of something else (such as "${found.other}"). Choose an empty database.`,
    )
  if (found === 'used' && !replace)
    throw new BackupProblem(
      `${where} already holds an ecosystem. Choose an empty place, or say --replace to put the backup in its stead.`,
    )
  if (found !== 'nothing') await client.query(wipeAll)
}

export const isUsed = async (client: pg.ClientBase): Promise<boolean> => (await standing(client)) === 'used'

/**
 * Lets rows come in any order and exactly as they are: references and triggers rest until the answer is called, which
 * checks every reference.
 */
export async function rest(client: pg.ClientBase): Promise<() => Promise<void>> {
  const { rows: references } = await client.query<{ table: string; name: string; definition: string }>(`
    select conrelid::regclass::text as table, conname::text as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where connamespace = 'public'::regnamespace and contype = 'f' and conparentid = 0 order by 1, 2`)
  const { rows: triggered } = await client.query<{ table: string }>(`
    select c.oid::regclass::text as table from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and exists (select from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) order by 1`)
  for (const { table, name } of references) await client.query(`alter table ${table} drop constraint ${quote(name)}`)
  for (const { table } of triggered) await client.query(`alter table ${table} disable trigger user`)
  return async () => {
    for (const { table } of triggered) await client.query(`alter table ${table} enable trigger user`)
    for (const { table, name, definition } of references)
      await client.query(`alter table ${table} add constraint ${quote(name)} ${definition}`)
  }
}
