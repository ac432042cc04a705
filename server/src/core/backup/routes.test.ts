import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testServer, type TestServer } from '../../testing.ts'
import type { Principal } from '../access.ts'
import { testClock } from '../clock.ts'
import { openEngine } from '../database/engine.ts'
import { migrate } from '../database/migrate.ts'
import { connect } from '../database/scope.ts'
import { serve } from '../http/serve.ts'
import { emptyDatabase, engines } from '../testing/databases.ts'
import { isOverdue, keeper, lastDue, planOf } from './plan.ts'
import { readFile, verify } from './read.ts'
import { restore } from './restore.ts'
import { backupRoutes } from './routes.ts'
import { backUpIfDue } from './schedule.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
const base = mkdtempSync(join(tmpdir(), 'hansa-backups-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))

const administrator: Principal = {
  kind: 'user',
  id: 'mem_1',
  userId: 'user_1',
  memberId: 'mem_1',
  name: 'Ada',
  email: 'ada@hansa.test',
  role: 'administrator',
  ecosystemId: 'eco_1',
  partnerId: null,
  scopes: null,
}

/** A server of its own with one ecosystem, asked by its administrator. */
async function installation(kind: 'embedded' | 'postgres', operatorToken?: string) {
  const { engine, remove } = await emptyDatabase(kind)
  await migrate(engine)
  const found = (id: string) =>
    engine.pool.query(
      `insert into ecosystem (id, name, currency, time_zone, created_at) values ($1, 'One', 'EUR', 'Europe/Berlin', '2026-03-01T12:00Z')`,
      [id],
    )
  await found('eco_1')
  const clock = testClock('2026-03-02T09:00:00Z')
  const folder = mkdtempSync(join(base, 'kept-'))
  const backups = keeper({ folder, hour: 3, keep: 2, operatorToken })
  const services = { ...server.services, clock, database: connect(engine), backups, whoIs: async () => administrator }
  const app = serve(backupRoutes, services)
  const ask = async (path: string, headers = {}) => app.request(`/api${path}`, { headers })
  return { engine, remove, found, clock, folder, backups, services, ask }
}

async function restored(path: string) {
  const engine = await openEngine({ memory: true })
  await restore(engine, readFile(path), false)
  return engine
}

describe.each(engines)('a backup over the API, on %s', { timeout: 120_000 }, (kind) => {
  test('is of one moment although others go on writing, and says so in the log', async () => {
    const it = await installation(kind)
    let writing = true
    let written = 0
    const writers = Promise.all(
      Array.from({ length: 3 }, async () => {
        while (writing) {
          const client = await it.engine.pool.connect()
          const id = ++written
          await client.query('begin')
          await client.query('insert into record_alias (ecosystem_id, id, into_id) values ($1, $2, $2)', [
            'eco_1',
            `a_${id}`,
          ])
          await client.query('insert into event_cursor (ecosystem_id, reader, cursor) values ($1, $2, $2)', [
            'eco_1',
            `a_${id}`,
          ])
          await client.query('commit')
          client.release()
        }
      }),
    )
    while (written < 10) await new Promise((resolve) => setTimeout(resolve, 5))
    const answer = await it.ask('/backups/new')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toContain('hansa-2026-03-02-090000.backup')
    const path = join(base, `${kind}.backup`)
    const atBegin = written
    writeFileSync(path, Buffer.from(await answer.arrayBuffer()))
    while (written < atBegin + 5) await new Promise((resolve) => setTimeout(resolve, 5))
    writing = false
    await writers
    await verify(path)
    const copy = await restored(path)
    const counts = await copy.pool.query<{ left: number; right: number; events: number }>(`
      select (select count(*) from record_alias) as left, (select count(*) from event_cursor) as right,
        (select count(*) from event where verb = 'backup.taken') as events`)
    const { left, right, events } = counts.rows[0]!
    expect(left).toBe(right)
    expect(left).toBeGreaterThanOrEqual(10)
    expect(left).toBeLessThan(written)
    expect(events).toBe(1)
    await copy.close()
    await it.remove()
  })

  test('with several ecosystems it needs the operator’s token as well', async () => {
    const it = await installation(kind, 'a secret of the operator')
    await it.found('eco_2')
    for (const path of ['/backups', '/backups/new']) {
      expect((await it.ask(path)).status).toBe(409)
      expect((await it.ask(path, { 'x-hansa-operator': 'wrong' })).status).toBe(409)
      const answer = await it.ask(path, { 'x-hansa-operator': 'a secret of the operator' })
      expect(answer.status).toBe(200)
      await answer.arrayBuffer()
    }
    await it.remove()
  })

  test('is made by itself when its hour has come, once, and only so many are kept', async () => {
    const it = await installation(kind)
    it.clock.advance(-8 * 3_600_000) // 02:00 in Berlin, on the day after the founding
    const made = () => readdirSync(it.folder).sort()
    await backUpIfDue(it.services, it.backups)
    expect(made()).toEqual([])
    it.clock.advance(3_600_000)
    const path = await backUpIfDue(it.services, it.backups)
    expect(made()).toEqual(['hansa-2026-03-02-020000.backup'])
    expect(statSync(path!).mode & 0o777).toBe(0o600)
    await verify(path!)
    it.clock.advance(3_600_000)
    expect(await backUpIfDue(it.services, it.backups)).toBeUndefined()
    it.clock.advance(30 * 3_600_000)
    await backUpIfDue(it.services, it.backups)
    it.clock.advance(24 * 3_600_000)
    await backUpIfDue(it.services, it.backups)
    expect(made()).toEqual(['hansa-2026-03-03-090000.backup', 'hansa-2026-03-04-090000.backup'])

    const told = (await (await it.ask('/backups')).json()) as { overdue: boolean; items: unknown[] }
    expect(told).toMatchObject({ overdue: false, plan: { hour: 3, keep: 2, timeZone: 'Europe/Berlin' } })
    expect(told.items).toHaveLength(2)
    it.clock.advance(26 * 3_600_000)
    expect(await (await it.ask('/backups')).json()).toMatchObject({ overdue: true })
    await it.remove()
  })
})

test.skipIf(!process.env.TEST_DATABASE)(
  'a login that the walls stop makes no backup, and says which one can',
  async () => {
    const services = {
      ...server.services,
      backups: keeper({ folder: base, hour: null, keep: 1, operatorToken: 'x' }),
      whoIs: async () => administrator,
    }
    const answer = await serve(backupRoutes, services).request('/api/backups/new', {
      headers: { 'x-hansa-operator': 'x' },
    })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('the login that owns the tables')
  },
)

test.each([
  ['2026-03-02T12:00:00Z', 3, 'Europe/Berlin', '2026-03-02T02:00:00.000Z'],
  ['2026-03-02T01:59:00Z', 3, 'Europe/Berlin', '2026-03-01T02:00:00.000Z'],
  ['2026-03-02T12:00:00Z', 0, 'Asia/Kathmandu', '2026-03-01T18:15:00.000Z'],
  // On this night Berlin has no 02:00: the one before counts.
  ['2026-03-29T10:00:00Z', 2, 'Europe/Berlin', '2026-03-28T01:00:00.000Z'],
])('at %s a backup at %i in %s was due last at %s', (now, hour, zone, due) => {
  expect(lastDue(new Date(now), hour, zone).toISOString()).toBe(due)
})

test('a backup is overdue two hours after its time, but not before there was anything to back up', () => {
  const at = (hours: number) => new Date(Date.UTC(2026, 2, 2, hours))
  expect(isOverdue(at(-21), at(3), at(-100), at(4))).toBe(false)
  expect(isOverdue(at(-21), at(3), at(-100), at(6))).toBe(true)
  expect(isOverdue(at(3), at(3), at(-100), at(6))).toBe(false)
  expect(isOverdue(undefined, at(3), at(4), at(6))).toBe(false)
  expect(isOverdue(undefined, at(3), at(-100), at(6))).toBe(true)
})

test('settings that make no sense are refused by their name', () => {
  const place = { url: undefined, folder: '/f', database: '/f/database', backups: '/f/backups' }
  expect(planOf({}, place)).toMatchObject({ hour: 3, keep: 7 })
  expect(planOf({}, { ...place, url: 'postgres://x' })).toMatchObject({ hour: null })
  expect(planOf({ HANSA_BACKUP_HOUR: 'off' }, place)).toMatchObject({ hour: null })
  expect(planOf({ HANSA_BACKUP_HOUR: '0', HANSA_BACKUP_KEEP: '30' }, place)).toMatchObject({ hour: 0, keep: 30 })
  expect(() => planOf({ HANSA_BACKUP_HOUR: '24' }, place)).toThrow('HANSA_BACKUP_HOUR is "24"')
  expect(() => planOf({ HANSA_BACKUP_KEEP: '0' }, place)).toThrow('HANSA_BACKUP_KEEP is "0"')
})
