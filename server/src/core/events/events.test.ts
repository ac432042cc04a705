import { createOrganization } from '@hansa/contract/organizations'
import { listAudit, listTimeline, readEvents as readEventsEndpoint } from '@hansa/contract/events'
import { beforeAll, expect, test } from 'vitest'
import { testServer, type TestServer } from '../../testing.ts'
import type { Db } from '../database/scope.ts'
import { newId } from '../ids.ts'
import { readEvents } from './read.ts'
import { recordEvents, type NewEvent } from './record.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

const system = { kind: 'system', id: null } as const
const tell = (db: Db, ...events: NewEvent[]) => recordEvents(db, system, server.clock.now(), 'test', events)

async function fresh() {
  const { ecosystemId, as } = await server.newEcosystem()
  return {
    as,
    inside: <T>(work: (db: Db) => Promise<T>) => server.database.scoped({ ecosystemId, partnerId: null }, work),
  }
}

test('the log refuses change, also to its owner', async () => {
  const { inside } = await fresh()
  await inside((db) => tell(db, { verb: 'x' }))
  for (const statement of [
    `update event set verb = 'y'`,
    'delete from event',
    'truncate event',
    'truncate event_2026_03',
  ])
    await expect(server.database.owner.query(statement), statement).rejects.toThrow('append-only')
})

test('an event lands in the partition of its month, however long ago, and never in the future', async () => {
  const { inside } = await fresh()
  const days = ['1987-05-05', '2019-12-31', '2020-01-01', '2026-03-02']
  await inside((db) => tell(db, ...days.map((day) => ({ verb: 'x', happenedAt: new Date(`${day}T00:00:00Z`) }))))
  await server.shown()
  expect((await inside((db) => readEvents(db, undefined, 10))).items.length).toBe(4)
  await expect(inside((db) => tell(db, { verb: 'x', happenedAt: new Date('2031-01-01') }))).rejects.toThrow(
    'lies in the future',
  )
})

test('what a source tells twice is recorded once', async () => {
  const { inside } = await fresh()
  const event = { verb: 'x', source: 'lms', sourceKey: '42', happenedAt: new Date('2025-01-01T10:00:00Z') }
  expect(await inside((db) => tell(db, event))).toBe(1)
  expect(await inside((db) => tell(db, event, { ...event, sourceKey: '43' }))).toBe(1)
})

test('a rolled back transaction leaves no event, and its month still takes events afterwards', async () => {
  const { inside } = await fresh()
  const event = { verb: 'x', happenedAt: new Date('2003-07-01T00:00:00Z') }
  await expect(
    inside(async (db) => {
      await tell(db, event)
      throw new Error('undone')
    }),
  ).rejects.toThrow('undone')
  expect(await inside((db) => tell(db, event))).toBe(1)
  await server.shown()
  expect((await inside((db) => readEvents(db, undefined, 10))).items.length).toBe(1)
})

test.skipIf(!process.env.TEST_DATABASE)(
  'a reader misses nothing when a transaction that began early commits late (needs two sessions at once: PostgreSQL)',
  async () => {
    const { inside } = await fresh()
    let release = () => {}
    const early = inside(async (db) => {
      await tell(db, { verb: 'early' })
      await new Promise<void>((resolve) => (release = resolve))
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
    await inside((db) => tell(db, { verb: 'late' }))
    const first = await inside((db) => readEvents(db, undefined, 10))
    expect(first.items.map((event) => event.verb)).toEqual([])
    release()
    await early
    await server.shown()
    const second = await inside((db) => readEvents(db, first.cursor, 10))
    expect(second.items.map((event) => event.verb)).toEqual(['early', 'late'])
    expect((await inside((db) => readEvents(db, second.cursor, 10))).items).toEqual([])
  },
)

test('a cursor walks the whole log without a gap or a repeat, whatever the page', async () => {
  const { inside, as } = await fresh()
  for (let i = 0; i < 5; i++) await inside((db) => tell(db, { verb: `a${i}` }, { verb: `b${i}` }))
  await server.shown()
  const call = await as('analyst')
  const seen: string[] = []
  let cursor: string | undefined
  for (;;) {
    const { body } = await call(readEventsEndpoint, { limit: 3, ...(cursor && { cursor }) })
    if (body.items.length === 0) break
    seen.push(...body.items.map((event) => event.verb))
    cursor = body.cursor
  }
  expect(seen.sort()).toEqual(['a0', 'a1', 'a2', 'a3', 'a4', 'b0', 'b1', 'b2', 'b3', 'b4'])
})

test('a timeline shows a record as object, organization or partner, newest first, page by page', async () => {
  const { inside, as } = await fresh()
  const id = newId('org', server.clock.now())
  const at = (day: number) => new Date(Date.UTC(2025, 0, day))
  await inside((db) =>
    tell(
      db,
      { verb: 'one', objectId: id, organizationId: id, happenedAt: at(1) },
      { verb: 'two', organizationId: id, happenedAt: at(2) },
      { verb: 'three', partnerId: id, happenedAt: at(3) },
      { verb: 'other', happenedAt: at(4) },
    ),
  )
  const call = await as('analyst')
  const first = (await call(listTimeline, { recordId: id, limit: 2 })).body
  const second = (await call(listTimeline, { recordId: id, limit: 2, after: first.next! })).body
  expect([...first.items, ...second.items].map((event) => event.verb)).toEqual(['three', 'two', 'one'])
  expect(second.next).toBeNull()
})

test('the audit view tells who did what, newest first', async () => {
  const { as } = await fresh()
  const manager = await as('partner_manager')
  await manager(createOrganization, { name: 'Acme' })
  const { body } = await (await as('administrator'))(listAudit, { verb: 'organization.created' })
  expect(body.items.map((event) => [event.actor.name, event.source, event.data.name])).toEqual([
    ['A partner_manager', 'workspace', 'Acme'],
  ])
})
