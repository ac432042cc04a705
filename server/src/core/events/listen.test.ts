import { listEventTroubles, retryEvent } from '@hansa/contract/events'
import { beforeAll, expect, test } from 'vitest'
import { testServer, type TestServer } from '../../testing.ts'
import { hearNews, type Listener } from './listen.ts'
import { recordEvents } from './record.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

let names = 0
async function given(fails: (verb: string) => boolean) {
  const { ecosystemId, as } = await server.newEcosystem()
  const heard: string[] = []
  const listener: Listener = {
    name: `test.${names++}`,
    verbs: ['one', 'bad', 'two', 'three'],
    hear: async (_, event) => {
      if (fails(event.verb)) throw new Error(`cannot hear ${event.verb}`)
      heard.push(event.verb)
    },
  }
  const tell = async (...verbs: string[]) => {
    for (const verb of verbs)
      await server.database.scoped({ ecosystemId, partnerId: null }, (db) =>
        recordEvents(db, { kind: 'system', id: null }, server.clock.now(), 'test', [{ verb }]),
      )
    await server.shown()
  }
  const turn = () => hearNews(server.services, [listener], [ecosystemId])
  return { heard, tell, turn, call: await as('administrator') }
}

test('what comes before an event that cannot be heard is heard, what comes behind waits, and all is heard in order once it works', async () => {
  let broken = true
  const t = await given((verb) => verb === 'bad' && broken)
  await t.tell('one', 'bad', 'two')
  await t.turn()
  expect(t.heard.at(-1)).toBe('one')
  const before = t.heard.length
  await t.turn()
  expect(t.heard.length).toBe(before) // not before its time
  broken = false
  server.clock.advance(2_000)
  await t.turn()
  expect(t.heard.slice(before)).toEqual(['bad', 'two'])
  expect((await t.call(listEventTroubles, {})).body.items).toEqual([])
})

test('an event that never can be heard is set aside after five tries, seen in a list, and heard when somebody asks for it', async () => {
  let broken = true
  const t = await given((verb) => verb === 'bad' && broken)
  await t.tell('bad', 'two')
  for (let i = 0; i < 5; i++) {
    expect(t.heard).toEqual([])
    await t.turn()
    server.clock.advance(40_000)
  }
  await t.turn()
  expect(t.heard).toEqual(['two'])
  const [trouble, ...others] = (await t.call(listEventTroubles, {})).body.items
  expect(others).toEqual([])
  expect(trouble).toMatchObject({ tries: 5, error: 'cannot hear bad', parkedAt: expect.any(String) as string })

  await t.call(retryEvent, { id: trouble!.id })
  await t.turn()
  expect((await t.call(listEventTroubles, {})).body.items).toMatchObject([{ tries: 1 }])
  broken = false
  await t.tell('three')
  await t.turn()
  expect(t.heard).toEqual(['two', 'three'])
  await t.call(retryEvent, { id: trouble!.id })
  await t.turn()
  expect(t.heard).toEqual(['two', 'three', 'bad'])
  expect((await t.call(listEventTroubles, {})).body.items).toEqual([])
})
