import { createDeal } from '@hansa/contract/deals'
import { createOrganization } from '@hansa/contract/organizations'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testServer, type TestServer } from '../../testing.ts'
import type { Engine } from '../database/engine.ts'
import { migrate } from '../database/migrate.ts'
import { connect } from '../database/scope.ts'
import { hearNews, type Listener } from '../events/listen.ts'
import { readEvents } from '../events/read.ts'
import { recordEvents } from '../events/record.ts'
import { keepFile, readFile } from '../files.ts'
import { emptyDatabase, engines } from '../testing/databases.ts'
import { dump } from './dump.ts'
import { readParts } from './read.ts'
import { fill, restore } from './restore.ts'
import { plainText, readShape } from './shape.ts'

let server: TestServer
/** The whole test server's database, as the login that owns it. */
let source: Engine
let ecosystemId: string
const bytes = new Uint8Array(1_300_000).map((_, i) => (i * 7919) % 256)
let fileId: string

const cleanUps: (() => Promise<void>)[] = []
const fresh = async (kind: Engine['kind']) => {
  const it = await emptyDatabase(kind)
  cleanUps.push(it.remove)
  return it.engine
}
afterAll(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

beforeAll(async () => {
  server = await testServer()
  const { engine, owner } = server.database
  source = { kind: engine.kind, pool: owner, where: 'the source', close: async () => {}, frozen: async () => source }
  const eco = await server.newEcosystem()
  ecosystemId = eco.ecosystemId
  const call = await eco.as('partner_manager')
  const name = 'Ünïcode "quoted" \\ back\\slash,\ttab\nline {braces} \u{1f680}'
  const { body: organization } = await call(createOrganization, { name, traits: { 'a "key"': 'x' } })
  await call(createDeal, {
    name: 'Deal',
    customerId: organization.id,
    openedOn: '2026-01-05',
    amount: 12_34,
    currency: 'EUR',
  } as never)
  const scope = { ecosystemId, partnerId: null }
  const body = (async function* () {
    yield bytes
  })()
  fileId = (await keepFile(server.database, scope, { name: 'a.bin', body, most: 1e9, now: server.clock.now() })).id
  await server.database.scoped(scope, (db) =>
    recordEvents(
      db,
      { kind: 'system', id: null },
      server.clock.now(),
      'test',
      ['1987-05-05', '2003-07-01', '2026-03-02'].map((day) => ({
        verb: 'x',
        happenedAt: new Date(`${day}T00:00:00Z`),
      })),
    ),
  )
  await server.shown()
})

/** Every row of every table, as the driver reads it, in an order of its own: another way of looking than the proof's. */
async function everything(pool: pg.Pool): Promise<Record<string, string[]>> {
  const client = await pool.connect()
  try {
    const tables = await readShape(client)
    const all: Record<string, string[]> = {}
    for (const { name } of tables)
      all[name] = (await client.query(`select * from "${name}"`)).rows.map((row) => JSON.stringify(row)).sort()
    return all
  } finally {
    client.release()
  }
}

const copy = (from: Engine, to: Engine, replace = false) =>
  restore(to, readParts(dump(from, new Date('2026-03-02T10:00:00Z'))), replace)

describe.each(engines)('a backup restored into %s', { timeout: 120_000 }, (kind) => {
  test('is the same in every row of every table, and goes on working', async () => {
    const target = await fresh(kind)
    const restored = await copy(source, target)
    expect(restored).toMatchObject({ madeAt: '2026-03-02T10:00:00.000Z', migrated: [] })
    const [before, after] = [await everything(source.pool), await everything(target.pool)]
    expect(Object.keys(after)).toEqual(Object.keys(before))
    for (const name of Object.keys(before)) expect(after[name], name).toEqual(before[name])
    expect(restored.rows).toBe(Object.values(before).flat().length)
    expect(await migrate(target)).toEqual([])

    const database = connect(target)
    const read: Uint8Array[] = []
    for await (const piece of readFile(database, { ecosystemId, partnerId: null }, fileId)) read.push(piece)
    expect(Buffer.concat(read).equals(bytes)).toBe(true)
    // The walls, the references and the triggers are as they were.
    const other = await database.scoped({ ecosystemId: 'eco_other', partnerId: null }, (db) =>
      db.selectFrom('file').selectAll().execute(),
    )
    expect(other).toEqual([])
    await expect(target.pool.query('delete from event')).rejects.toThrow('append-only')
    await expect(target.pool.query(`delete from ecosystem where id = '${ecosystemId}'`)).rejects.toThrow('foreign key')
  })

  test('goes back again and is still the same', async () => {
    const [there, back] = [await fresh(kind), await fresh('embedded')]
    await copy(source, there)
    await copy(there, back)
    expect(await everything(back.pool)).toEqual(await everything(source.pool))
  })

  test('continues numbers, references in a circle, and leaves out what the database works out itself', async () => {
    const [from, to] = [await fresh('embedded'), await fresh(kind)]
    await migrate(from)
    const extra = `create table extra (id bigint generated always as identity primary key, next bigint references extra, twice bigint generated always as (id * 2) stored)`
    await from.pool.query(extra)
    await from.pool.query('insert into extra (next) values (null), (1), (2); update extra set next = 3 where id = 1')
    await restoreWith(to, extra, from)
    await to.pool.query('insert into extra (next) values (1)')
    expect((await to.pool.query('select * from extra order by id')).rows).toEqual([
      { id: 1, next: 3, twice: 2 },
      { id: 2, next: 1, twice: 4 },
      { id: 3, next: 2, twice: 6 },
      { id: 4, next: 1, twice: 8 },
    ])
  })

  test('is refused where an ecosystem stands already, and replaces it when told to', async () => {
    const target = await fresh(kind)
    await copy(source, target)
    const before = await everything(target.pool)
    await expect(copy(source, target)).rejects.toThrow('already holds an ecosystem')
    expect(await everything(target.pool)).toEqual(before)
    await target.pool.query(
      `insert into event_cursor (ecosystem_id, reader, cursor) values ('${ecosystemId}', 'later', '')`,
    )
    await copy(source, target, true)
    expect(await everything(target.pool)).toEqual(before)
  })

  test('never takes the place of somebody else’s tables', async () => {
    const target = await fresh(kind)
    await target.pool.query('create table invoices (id int)')
    await expect(copy(source, target, true)).rejects.toThrow('tables of something else (such as "invoices")')
  })
})

/** Restores into a schema that has one table more than the migrations make. */
async function restoreWith(target: Engine, extra: string, from: Engine): Promise<void> {
  await migrate(target)
  await target.pool.query(extra)
  const client = await target.pool.connect()
  await client.query(`begin; ${plainText}`)
  await fill(client, readParts(dump(from, new Date())))
  await client.query('commit')
  client.release()
}

/** Readers wait for every older transaction of a server, also one in another test's database. */
async function shown(engine: Engine): Promise<void> {
  const hidden = 'select from event where ecosystem_id = $1 and recorded_xid >= log_horizon() limit 1'
  while ((await engine.pool.query(hidden, [ecosystemId])).rowCount) await wait(10)
}

describe.each(engines)('the log after a restore into %s', { timeout: 120_000 }, (kind) => {
  const scope = () => ({ ecosystemId, partnerId: null })
  const tell = (engine: Engine, verb: string) =>
    connect(engine).scoped(scope(), (db) =>
      recordEvents(db, { kind: 'system', id: null }, new Date(), 'test', [{ verb }]),
    )
  const listen = async (engine: Engine, name: string) => {
    const heard: string[] = []
    const listener: Listener = {
      name,
      verbs: ['one', 'two', 'three', 'lost', 'four', 'five'],
      hear: async (_, event) => void heard.push(event.verb),
    }
    const services = { ...server.services, database: connect(engine), clock: { now: () => new Date() } }
    await shown(engine)
    let quiet = 0
    while (quiet < 2) quiet = (await hearNews(services, [listener], [ecosystemId])) ? 0 : quiet + 1
    return heard
  }

  test('reaches every listener with every event exactly once, whatever they had heard before', async () => {
    const from = await fresh('embedded')
    await copy(source, from)
    for (let i = 0; i < 300; i++) await from.pool.query('select pg_current_xact_id()') // an old database: high numbers
    await tell(from, 'one')
    expect(await listen(from, 'ahead')).toEqual(['one'])
    await tell(from, 'two')
    const parts: Buffer[] = []
    for await (const piece of dump(from, new Date())) parts.push(piece)
    await tell(from, 'lost')
    expect(await listen(from, 'ahead')).toEqual(['two', 'lost'])

    const to = await fresh(kind)
    const backup = async function* () {
      yield* parts
    }
    await restore(to, readParts(backup()), false)
    // The one that had heard of the lost event had a position after it; it is the backup's one that counts here.
    expect(await listen(to, 'ahead')).toEqual(['two'])
    expect(await listen(to, 'behind')).toEqual(['one', 'two'])
    await tell(to, 'three')
    await tell(to, 'four')
    expect(await listen(to, 'ahead')).toEqual(['three', 'four'])
    expect(await listen(to, 'behind')).toEqual(['three', 'four'])
    expect(await listen(to, 'new')).toEqual(['one', 'two', 'three', 'four'])

    // The same backup once more: positions given out since lie before what comes now.
    await restore(to, readParts(backup()), true)
    await tell(to, 'five')
    expect(await listen(to, 'ahead')).toEqual(['two', 'five'])
  })

  test('is after every position that a reader outside may have kept, also of events that the restore undid', async () => {
    const from = await fresh('embedded')
    await copy(source, from)
    const parts: Buffer[] = []
    for await (const piece of dump(from, new Date())) parts.push(piece)
    const to = await fresh(kind)
    await restore(
      to,
      readParts(
        (async function* () {
          yield* parts
        })(),
      ),
      false,
    )
    await tell(to, 'lost')
    const outside = async (cursor?: string) => {
      await shown(to)
      let at = cursor
      const verbs: string[] = []
      for (;;) {
        const news = await connect(to).scoped(scope(), (db) => readEvents(db, at, 500))
        at = news.cursor
        if (news.items.length === 0) return { at, verbs }
        verbs.push(...news.items.map((event) => event.verb))
      }
    }
    const kept = await outside()
    expect(kept.verbs.at(-1)).toBe('lost')
    await restore(
      to,
      readParts(
        (async function* () {
          yield* parts
        })(),
      ),
      true,
    )
    await tell(to, 'three')
    expect((await outside(kept.at)).verbs).toEqual(['three'])
  })
})
