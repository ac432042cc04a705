import { updatePerson } from '@hansa/contract/organizations'
import { listTimeline } from '@hansa/contract/events'
import { mergeOrganizations, undoMerge } from '@hansa/contract/hygiene'
import * as links from '@hansa/contract/links'
import * as api from '@hansa/contract/messages'
import { downloadPortalFile, listPortalFiles, shareFile } from '@hansa/contract/shared-files'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { twoPartners } from './fixtures/two-partners.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

const secret = 'Xylophon'
type Eco = Awaited<ReturnType<typeof twoPartners>>
const start = async ({ manager, acme }: Eco, more: object = {}) =>
  (await manager(api.startThread, { subject: 'Your quarter', body: 'How is it going?', partnerId: acme, ...more })).body

describe('a thread', () => {
  test('goes back and forth; what waits for the vendor’s answer stands first, until it is given', async () => {
    const eco = await twoPartners(server)
    const thread = await start(eco)
    server.clock.advance(1000)
    const later = await start(eco, { subject: 'Later' })
    const inbox = async () => (await eco.manager(api.listThreads, {})).body.items.map((one) => one.subject)
    expect(await inbox()).toEqual(['Later', 'Your quarter'])
    server.clock.advance(1000)
    await eco.bob.call(api.replyToThread, { id: thread.id, body: 'Well.\n\nAnd yours?' })
    expect((await eco.manager(api.readThread, { id: thread.id })).body).toMatchObject({
      unread: 1,
      waitingSince: server.clock.now().toISOString(),
      excerpt: 'Well. And yours?',
      lastAuthor: 'A partner_member',
    })
    expect(await inbox()).toEqual(['Your quarter', 'Later'])
    expect((await eco.manager(api.countThreads, {})).body).toEqual({ waiting: 1, unread: 1 })
    await eco.manager(api.postMessage, { id: thread.id, body: 'Fine, thanks.' })
    expect((await eco.manager(api.readThread, { id: thread.id })).body).toMatchObject({ unread: 0, waitingSince: null })
    expect((await eco.ada.call(api.readPortalThread, { id: thread.id })).body.unread).toBe(3)
    await eco.ada.call(api.markPortalThread, { id: thread.id, read: true })
    expect((await eco.ada.call(api.readPortalThread, { id: thread.id })).body.unread).toBe(0)
    expect(
      (await eco.bob.call(api.listPortalThreads, { unread: 'yes' })).body.items.map((one) => one.id).sort(),
    ).toEqual([later.id, thread.id].sort())
  })

  test('that a partner begins reaches its manager; one that needs no answer can be settled', async () => {
    const eco = await twoPartners(server)
    const thread = (await eco.ada.call(api.startPortalThread, { subject: 'Price list', body: 'Where is it?' })).body
    const { body } = await eco.manager(api.readThread, { id: thread.id })
    expect(body).toMatchObject({ partner: { id: eco.acme, name: 'Acme' }, waitingSince: body.createdAt })
    const analyst = await eco.as('analyst')
    expect((await analyst(api.markThread, { id: thread.id, settled: true })).status).toBe(403)
    await eco.manager(api.markThread, { id: thread.id, settled: true })
    expect((await eco.manager(api.readThread, { id: thread.id })).body.waitingSince).toBeNull()
    await server.settle()
    expect((await eco.mails()).map((mail) => mail.to)).toEqual([`${eco.managerId}@hansa.test`])
  })

  test('on a record between the vendor’s people alone is nobody else’s', async () => {
    const eco = await twoPartners(server)
    const thread = (await eco.manager(api.startThread, { subject: secret, body: secret, objectId: eco.acme })).body
    expect(thread).toMatchObject({ partner: null, objectId: eco.acme, waitingSince: null })
    expect((await eco.manager(api.listThreads, { objectId: eco.acme })).body.items).toHaveLength(1)
    for (const partner of [eco.ada, eco.mallory]) {
      expect((await partner.call(api.readPortalThread, { id: thread.id })).status).toBe(404)
      expect((await partner.call(api.listPortalThreads, {})).text).not.toContain(secret)
    }
  })

  test('is found by its words, and names who was called in', async () => {
    const eco = await twoPartners(server)
    const thread = await start(eco)
    await start(eco, { subject: 'Another' })
    const { body } = await eco.manager(api.postMessage, {
      id: thread.id,
      body: 'About the rebate',
      mentions: [eco.eve.id],
    })
    expect(body.mentions).toEqual([{ id: eco.eve.id, name: 'Eve' }])
    const found = async (q: string) => (await eco.manager(api.listThreads, { q })).body.items.map((one) => one.id)
    expect([await found('rebate'), await found('QUARTER'), await found('nothing')]).toEqual([
      [thread.id],
      [thread.id],
      [],
    ])
    const stranger = await eco.manager(api.postMessage, { id: thread.id, body: 'x', mentions: [eco.mallory.id] })
    expect(stranger.body.problems).toMatchObject([{ field: 'mentions' }])
  })

  test('puts messages of the same moment in the order in which they were written', async () => {
    const eco = await twoPartners(server)
    const thread = await start(eco)
    await Promise.all(['a', 'b', 'c', 'd'].map((body) => eco.bob.call(api.replyToThread, { id: thread.id, body })))
    const items = (await eco.manager(api.listMessages, { id: thread.id })).body.items
    expect(new Set(items.map((item) => item.createdAt)).size).toBe(5)
    expect((await eco.manager(api.readThread, { id: thread.id })).body.lastMessageAt).toBe(items.at(-1)!.createdAt)
  })
})

describe('an internal note never crosses to the partner', () => {
  test('not by any field, list, count, search or mail', async () => {
    const eco = await twoPartners(server)
    const thread = await start(eco)
    await eco.bob.call(api.replyToThread, { id: thread.id, body: 'We wait.' })
    await eco.ada.call(api.markPortalThread, { id: thread.id, read: true })
    await server.settle()
    const everything = async () => {
      const answers = await Promise.all([
        eco.ada.call(api.listPortalThreads, {}),
        eco.ada.call(api.readPortalThread, { id: thread.id }),
        eco.ada.call(api.listPortalMessages, { id: thread.id }),
        eco.ada.call(api.listPortalThreads, { q: secret }),
        eco.ada.call(api.listPortalMessages, { id: thread.id, q: secret }),
        eco.ada.call(api.listPortalThreads, { unread: 'yes' }),
      ])
      return answers.map((answer) => answer.text)
    }
    const [before, mailsBefore] = [await everything(), (await eco.mails()).length]
    server.clock.advance(3_600_000)
    const note = await eco.manager(api.postMessage, { id: thread.id, body: `${secret} is weak`, internal: true })
    expect(note.body.internal).toBe(true)
    await server.settle()
    expect(await everything()).toEqual(before)
    expect((await eco.mails()).slice(mailsBefore).map((mail) => mail.to)).not.toContain(eco.ada.email)
    expect((await eco.manager(api.listThreads, { q: secret })).body.items).toHaveLength(1)
    expect((await eco.manager(api.readThread, { id: thread.id })).body.waitingSince).not.toBeNull()
  })

  test('not through the database either: behind the partner’s wall there is no such row, event or file', async () => {
    const eco = await twoPartners(server)
    const thread = await start(eco)
    await eco.manager(api.postMessage, { id: thread.id, body: secret, internal: true })
    const seen = await server.database.scoped({ ecosystemId: eco.ecosystemId, partnerId: eco.acme }, async (db) => {
      const tables = ['message', 'thread', 'thread_person', 'shared_file', 'event', 'mail', 'job']
      const rows = []
      for (const table of tables)
        rows.push((await sql`select to_jsonb(t) as row from ${sql.table(table)} t`.execute(db)).rows)
      return JSON.stringify(rows)
    })
    expect(seen).toContain('How is it going?')
    expect(seen).not.toContain(secret)
    const events = await server.database.scoped({ ecosystemId: eco.ecosystemId, partnerId: eco.acme }, (db) =>
      db.selectFrom('event').select('data').where('verb', '=', 'message.posted').execute(),
    )
    expect(events.map((event) => event.data.internal)).toEqual([false])
  })
})

test('another partner sees, writes and marks nothing of it', async () => {
  const eco = await twoPartners(server)
  const thread = await start(eco, { subject: secret, body: secret })
  const { call } = eco.mallory
  const tries = await Promise.all([
    call(api.readPortalThread, { id: thread.id }),
    call(api.listPortalMessages, { id: thread.id }),
    call(api.replyToThread, { id: thread.id, body: 'Hello' }),
    call(api.markPortalThread, { id: thread.id, read: true }),
  ])
  expect(tries.map((answer) => answer.status)).toEqual([404, 404, 404, 404])
  for (const q of [undefined, secret]) expect((await call(api.listPortalThreads, { q })).body.items).toEqual([])
})

test('a merge of two companies takes threads and files along, and its undoing gives them back', async () => {
  const eco = await twoPartners(server)
  const admin = await eco.as('administrator')
  const thread = await start(eco)
  const file = (await eco.manager(shareFile, { name: 'a.txt', partnerId: eco.acme }, { body: 'x' })).body
  const merge = (await admin(mergeOrganizations, { intoId: eco.rival, fromId: eco.acme })).body
  expect((await eco.mallory.call(api.listPortalMessages, { id: thread.id })).body.items).toHaveLength(1)
  expect((await eco.mallory.call(listPortalFiles, {})).body.items).toMatchObject([{ id: file.id }])
  expect((await eco.mallory.call(downloadPortalFile, { id: file.id })).text).toBe('x')
  expect((await admin(undoMerge, { id: merge.id })).status).toBe(200)
  expect((await eco.mallory.call(api.readPortalThread, { id: thread.id })).status).toBe(404)
  expect((await eco.mallory.call(downloadPortalFile, { id: file.id })).status).toBe(404)
  expect((await eco.ada.call(api.readPortalThread, { id: thread.id })).status).toBe(200)
})

describe('news by mail', () => {
  test('come to the partner’s administrators, all of ten minutes in one mail', async () => {
    const eco = await twoPartners(server)
    const thread = await start(eco)
    await server.settle()
    expect((await eco.mails()).map((mail) => mail.to)).toEqual([eco.ada.email])
    for (const body of ['One', 'Two', 'Three']) {
      server.clock.advance(60_000)
      await eco.manager(api.postMessage, { id: thread.id, body })
      await server.settle()
    }
    expect(await eco.mails()).toHaveLength(1)
    server.clock.advance(8 * 60_000)
    await server.settle()
    const mails = await eco.mails()
    expect(mails).toHaveLength(2)
    expect(mails[1]!.text).toMatch(/One.*Two.*Three/)
    expect(mails[1]!.text).not.toContain('How is it going?')
  })

  test('do not come of what was read meanwhile, or to who follows no longer', async () => {
    const eco = await twoPartners(server)
    const thread = await start(eco)
    await eco.ada.call(api.markPortalThread, { id: thread.id, read: true })
    await server.settle()
    expect(await eco.mails()).toEqual([])
    await eco.ada.call(api.markPortalThread, { id: thread.id, following: false })
    await eco.manager(api.postMessage, { id: thread.id, body: 'More' })
    server.clock.advance(3_600_000)
    await server.settle()
    expect(await eco.mails()).toEqual([])
  })

  test('a contact without a login answers by the link, in their own name, once', async () => {
    const eco = await twoPartners(server)
    const thread = await start(eco, { to: [eco.eve.id] })
    await server.settle()
    const [mail] = await eco.mails()
    expect(mail!.to).toBe('eve@acme.test')
    const call = server.callAs({ 'x-hansa-link': mail!.token! })
    const link = (await call(links.readLink, {})).body
    expect(link).toMatchObject({
      title: 'Reply to “Your quarter”',
      path: '/portal/threads/:id/messages',
      personName: 'Eve',
    })
    expect(Object.keys(link.schema.properties as object)).toEqual(['body'])
    const reply = await call(api.replyToThread, { id: thread.id, body: 'By mail.' })
    expect(reply.body).toMatchObject({ authorName: 'Eve', side: 'partner', byLink: true })
    expect((await call(api.replyToThread, { id: thread.id, body: 'Again.' })).status).toBe(409)
    expect((await call(api.listPortalMessages, { id: thread.id })).status).toBe(403)
    const timeline = (await eco.manager(listTimeline, { recordId: eco.acme })).body.items
    expect(timeline.find((event) => event.actor.name === 'Eve')).toMatchObject({
      verb: 'message.posted',
      source: 'link',
    })
  })

  test('a contact who moved to another company answers no more by an older link', async () => {
    const eco = await twoPartners(server)
    const thread = await start(eco, { to: [eco.eve.id] })
    await server.settle()
    const call = server.callAs({ 'x-hansa-link': (await eco.mails())[0]!.token! })
    await eco.manager(updatePerson, { id: eco.eve.id, version: 1, organizationId: eco.rival })
    expect((await call(api.replyToThread, { id: thread.id, body: 'x' })).body.message).toContain('has ended')
    expect((await call(links.readLink, {})).body).toMatchObject({ state: 'ended', mayRenew: false })
  })

  test('a partner’s link reaches no thread of another partner', async () => {
    const eco = await twoPartners(server)
    await start(eco, { to: [eco.eve.id] })
    const other = await start(eco, { partnerId: eco.rival })
    await server.settle()
    const mail = (await eco.mails()).find((one) => one.to === 'eve@acme.test')
    const call = server.callAs({ 'x-hansa-link': mail!.token! })
    expect((await call(api.replyToThread, { id: other.id, body: 'x' })).status).toBe(403)
  })

  test('the vendor’s people answer by link, too; their role decides', async () => {
    const eco = await twoPartners(server)
    const thread = await start(eco)
    await eco.bob.call(api.replyToThread, { id: thread.id, body: 'Question' })
    await server.settle()
    const mail = (await eco.mails()).find((one) => one.to === `${eco.managerId}@hansa.test`)
    const call = server.callAs({ 'x-hansa-link': mail!.token! })
    expect((await call(api.postMessage, { id: thread.id, body: 'Secretly', internal: true })).status).toBe(403)
    expect((await call(api.postMessage, { id: thread.id, body: 'Answer' })).body).toMatchObject({
      internal: false,
      byLink: true,
    })
    expect((await eco.bob.call(api.listPortalMessages, { id: thread.id })).text).toContain('Answer')
  })
})
