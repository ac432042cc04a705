import { createOrganization } from '@hansa/contract/organizations'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type TestServer } from '../../testing.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

/** Tables that belong to no ecosystem, each for a reason. */
const shared = [
  'migration',
  'installation',
  // People belong to no ecosystem, since one may work in several.
  'auth_user',
  'auth_session',
  'auth_account',
  'auth_verification',
  'auth_two_factor',
  'auth_recovery_code',
  'auth_token',
  'auth_throttle',
  'auth_device',
]

test('every table stands behind the wall, and its key begins with the ecosystem', async () => {
  const { rows } = await server.database.owner.query<{
    name: string
    walled: boolean
    policies: number
    first: string | null
  }>(`
    select c.relname as name, c.relrowsecurity as walled,
      (select count(*) from pg_policy p where p.polrelid = c.oid)::int as policies,
      (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where i.indrelid = c.oid and i.indisprimary) as first
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition`)
  const walled = rows.filter((row) => !shared.includes(row.name))
  expect(rows.length).toBeGreaterThan(15)
  expect(walled.filter((row) => !row.walled || row.policies === 0)).toEqual([])
  // `event` has no primary key (a partitioned one would need the partition's column); `ecosystem` is the tenant itself.
  expect(
    walled
      .filter((row) => row.first !== 'ecosystem_id')
      .map((row) => row.name)
      .sort(),
  ).toEqual(['ecosystem', 'event'])
})

test('a query without a where shows nothing of another ecosystem, and outside of one nothing at all', async () => {
  const [mine, theirs] = [await server.newEcosystem(), await server.newEcosystem()]
  await (
    await theirs.as('administrator')
  )(createOrganization, { name: 'Theirs' })
  await (
    await mine.as('administrator')
  )(createOrganization, { name: 'Mine' })
  const { rows } = await server.database.owner.query<{ name: string }>(`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'ecosystem_id')
      and has_table_privilege('hansa_app', c.oid, 'select')`)
  expect(rows.length).toBeGreaterThan(10)
  await server.database.scoped({ ecosystemId: mine.ecosystemId, partnerId: null }, async (db) => {
    for (const { name } of rows) {
      const seen = await sql<{ ecosystemId: string }>`select distinct ecosystem_id from ${sql.table(name)}`.execute(db)
      expect(
        seen.rows.filter((row) => row.ecosystemId !== mine.ecosystemId),
        name,
      ).toEqual([])
    }
  })
  await server.database.outside(async (db) => {
    for (const { name } of rows)
      expect((await sql`select 1 from ${sql.table(name)} limit 1`.execute(db)).rows, name).toEqual([])
  })
})

test('a row cannot be written into another ecosystem', async () => {
  const [mine, theirs] = [await server.newEcosystem(), await server.newEcosystem()]
  const write = server.database.scoped({ ecosystemId: mine.ecosystemId, partnerId: null }, (db) =>
    db.insertInto('eventCursor').values({ ecosystemId: theirs.ecosystemId, reader: 'x', cursor: 'y' }).execute(),
  )
  await expect(write).rejects.toThrow(/row-level security/)
})

describe('the application’s role cannot switch the walls off', () => {
  const attempts = {
    'disable row-level security': 'alter table organization disable row level security',
    'drop the policy': 'drop policy wall on organization',
    'add a policy that lets all pass': 'create policy open on organization using (true)',
    'ask to be spared the policies': 'set local row_security = off; select count(*) from organization',
    'give itself the right to pass': 'alter role hansa_app bypassrls',
    'read the sign-in tables': 'select * from auth_account',
    'read a partition past its parent': 'select * from event_before_2000',
    'edit the log': `update event set verb = 'nothing'`,
    'empty the log': 'truncate event',
    'redefine where it stands': `create or replace function current_ecosystem() returns text language sql as 'select null::text'`,
  }
  for (const [what, statement] of Object.entries(attempts))
    test(what, async () => {
      const { ecosystemId } = await server.newEcosystem()
      const attempt = server.database.scoped({ ecosystemId, partnerId: null }, (db) => sql.raw(statement).execute(db))
      await expect(attempt).rejects.toThrow(
        /permission denied|must be owner|row-level security|append-only|must be superuser|bypassrls/i,
      )
    })

  test.skipIf(!process.env.TEST_DATABASE)(
    'become the owner (the embedded engine has one superuser session: there the policies are a net, not a wall)',
    async () => {
      const { ecosystemId } = await server.newEcosystem()
      for (const statement of ['set role postgres', 'set session authorization postgres'])
        await expect(
          server.database.scoped({ ecosystemId, partnerId: null }, (db) => sql.raw(statement).execute(db)),
        ).rejects.toThrow(/permission denied/)
    },
  )
})

test('a transaction inside another one is refused instead of waiting for itself', async () => {
  const { ecosystemId } = await server.newEcosystem()
  const scope = { ecosystemId, partnerId: null }
  const nested = server.database.scoped(scope, () => server.database.scoped(scope, async () => 1))
  await expect(nested).rejects.toThrow('inside another one')
})
