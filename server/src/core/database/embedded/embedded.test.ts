import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openEmbedded, type Embedded } from './embedded.ts'

let embedded: Embedded

beforeAll(async () => {
  embedded = await openEmbedded({ idleInTransaction: 100 })
  await embedded.pool.query('create table item (id int primary key)')
  await embedded.pool.query('insert into item values (1)')
})
afterAll(() => embedded.close())

const value = async (sql: string, from = embedded): Promise<unknown> =>
  Object.values((await from.pool.query<Record<string, unknown>>(sql)).rows[0] ?? {})[0]
const items = (from?: Embedded): Promise<unknown> => value('select count(*) from item', from)

test('all others wait while a client is in a transaction', async () => {
  const client = await embedded.pool.connect()
  await client.query('begin')
  await client.query('insert into item values (2)')
  const answered = vi.fn()
  const waiting = items().finally(answered)
  await client.query('select pg_sleep(0.02)')
  expect(answered).not.toHaveBeenCalled()
  await client.query('rollback')
  client.release()
  expect(await waiting).toBe(1)
})

test('all others wait while a client fetches a result in portions', async () => {
  const client = await embedded.pool.connect()
  const inPortions = { text: 'select generate_series(1, 10) as n', rows: 3 }
  const [portions, others] = await Promise.all([
    client.query<{ n: number }>(inPortions),
    embedded.pool.query<{ n: number }>('select $1::int as n', [42]),
  ])
  expect(portions.rows.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(others.rows).toEqual([{ n: 42 }])
  client.release()
})

test('a transaction that is left idle is rolled back, so that the others can go on', async () => {
  const forgetful = await embedded.pool.connect()
  await forgetful.query('begin')
  await forgetful.query('insert into item values (3)')
  const told = new Promise((resolve) => forgetful.on('error', resolve))
  expect(await items()).toBe(1)
  expect(await told).toMatchObject({
    code: '25P03',
    message: 'The transaction was left idle for 0.1 s; it was rolled back.',
  })
  forgetful.release()
})

test('prepared statements go with their client', async () => {
  const client = await embedded.pool.connect()
  await client.query({ name: 'mine', text: 'select $1::int', values: [1] })
  expect(await value('select count(*) from pg_prepared_statements')).toBe(1)
  client.release(true)
  await vi.waitFor(async () => expect(await value('select count(*) from pg_prepared_statements')).toBe(0))
})

test.each([
  ['alone', 'copy item from stdin'],
  ['after other statements', 'insert into item values (5); copy item from stdin'],
  ['in the extended protocol', { text: 'copy item from stdin', queryMode: 'extended' }],
])('COPY FROM STDIN %s is refused, and the database lives on', async (_, copy) => {
  await expect(embedded.pool.query(copy)).rejects.toThrow('unnest')
  expect(await items()).toBe(1)
})

test('endless recursion is an error, and the database lives on', async () => {
  await embedded.pool.query(
    `create function deeper(int) returns int language plpgsql as 'begin return deeper($1); end'`,
  )
  await expect(embedded.pool.query('select deeper(1)')).rejects.toThrow('stack depth limit exceeded')
  expect(await items()).toBe(1)
})

test('has the extensions for search', async () => {
  for (const name of ['pg_trgm', 'unaccent', 'btree_gin']) await embedded.pool.query(`create extension ${name}`)
  expect(await value(`select unaccent('Hôtel')`)).toBe('Hotel')
  expect(await value(`select 'acme corp' % 'acme corporation'`)).toBe(true)
})

test('keeps house: statistics, dead rows, and the write-ahead log', async () => {
  const tidy = await openEmbedded({ snapshot: await embedded.dump(), housekeeping: 20 })
  expect(await items(tidy)).toBe(1)
  const redo = await value('select redo_lsn from pg_control_checkpoint()', tidy)
  await tidy.pool.query('create table bulk as select generate_series(1, 5000)')
  for (let file = 0; file < 3; file += 1) {
    await tidy.pool.query('delete from bulk where ctid in (select ctid from bulk limit 1000)')
    await tidy.pool.query('select pg_switch_wal()')
  }
  await vi.waitFor(async () => {
    expect(await value(`select last_vacuum from pg_stat_user_tables where relname = 'bulk'`, tidy)).toBeInstanceOf(Date)
    expect(await value('select redo_lsn from pg_control_checkpoint()', tidy)).not.toBe(redo)
  }, 10_000)
  await tidy.close()
})

test('closes although a query runs, and says so to it', async () => {
  const doomed = await openEmbedded({ snapshot: gzipSync(await embedded.dump(), { level: 1 }), patience: 100 })
  expect(await items(doomed)).toBe(1)
  const endless = doomed.pool.query('select count(*) from generate_series(1, 1000000000)')
  const outcome = expect(endless).rejects.toThrow('Connection terminated')
  await doomed.close()
  await outcome
  await expect(doomed.pool.query('select 1')).rejects.toThrow('end')
  await expect(doomed.dump()).rejects.toThrow('closed')
})
