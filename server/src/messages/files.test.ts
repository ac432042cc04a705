import * as threads from '@hansa/contract/messages'
import * as api from '@hansa/contract/shared-files'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type Call, type TestServer } from '../testing.ts'
import { twoPartners } from './fixtures/two-partners.ts'
import { cleanName, fileProblem, mostBytes } from './rules/files.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
const bytes = (text: string) => new TextEncoder().encode(text)
const pdf = bytes('%PDF-1.7 the price list')

const share = async (manager: Call, partnerId: string, name = 'prices.pdf') =>
  (await manager(api.shareFile, { name, partnerId, note: 'From May on' }, { body: pdf })).body.id

describe('a shared file', () => {
  test('goes to one partner, whose people fetch it as an attachment; both ways are logged', async () => {
    const eco = await twoPartners(server)
    const id = await share(eco.manager, eco.acme)
    const [file] = (await eco.bob.call(api.listPortalFiles, {})).body.items
    expect(file).toMatchObject({ id, name: 'prices.pdf', bytes: pdf.length, side: 'vendor', note: 'From May on' })
    expect(file!.may.remove).toContain('The vendor shared')
    const answer = await eco.bob.call(api.downloadPortalFile, { id })
    expect(answer.text).toBe('%PDF-1.7 the price list')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="prices.pdf"')
    expect(answer.headers.get('content-type')).toContain('application/octet-stream')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await eco.manager(api.listSharedFiles, {})).body.items).toMatchObject([
      { partner: { id: eco.acme, name: 'Acme' }, downloads: 1 },
    ])
    const { rows } = await server.database.owner.query(
      `select verb, partner_id from event where ecosystem_id = $1 and object_id = $2 order by verb`,
      [eco.ecosystemId, id],
    )
    expect(rows).toEqual([
      { verb: 'file.downloaded', partner_id: eco.acme },
      { verb: 'file.shared', partner_id: eco.acme },
    ])
  })

  test('is nothing to another partner, by whichever way', async () => {
    const eco = await twoPartners(server)
    const id = await share(eco.manager, eco.acme)
    const { call } = eco.mallory
    expect((await call(api.listPortalFiles, {})).body.items).toEqual([])
    expect((await call(api.downloadPortalFile, { id })).status).toBe(404)
    expect((await call(api.removePortalFile, { id })).status).toBe(404)
    const seen = await server.database.scoped({ ecosystemId: eco.ecosystemId, partnerId: eco.rival }, async (db) => [
      await db.selectFrom('file').select('id').execute(),
      await db.selectFrom('fileChunk').select('fileId').execute(),
      await db.selectFrom('sharedFile').select('id').execute(),
    ])
    expect(seen).toEqual([[], [], []])
  })

  test('is taken back by the side that shared it, content and all', async () => {
    const eco = await twoPartners(server)
    const theirs = await share(eco.manager, eco.acme)
    expect((await eco.ada.call(api.removePortalFile, { id: theirs })).status).toBe(403)
    const own = (await eco.ada.call(api.sharePortalFile, { name: 'plan.txt' }, { body: 'Our plan' })).body.id
    expect((await eco.manager(api.listSharedFiles, { side: 'partner' })).body.items.map((file) => file.id)).toEqual([
      own,
    ])
    expect((await eco.bob.call(api.removePortalFile, { id: own })).status).toBe(200)
    expect((await eco.manager(api.downloadSharedFile, { id: own })).status).toBe(404)
    const { rows } = await server.database.owner.query('select name from file where ecosystem_id = $1', [
      eco.ecosystemId,
    ])
    expect(rows).toEqual([{ name: 'prices.pdf' }])
  })

  test.each([
    ['run.exe', 'MZ', 'of a kind that is not taken'],
    ['page.html', '<script>', 'of a kind that is not taken'],
    ['picture.png', 'MZ', 'does not hold what its ending says'],
    ['notes.txt', 'a\0b', 'does not hold what its ending says'],
    ['empty.txt', '', 'is empty'],
  ])('%s is refused, and nothing of it is kept', async (name, content, why) => {
    const eco = await twoPartners(server)
    const answer = await eco.ada.call(api.sharePortalFile, { name }, { body: content })
    expect([answer.status, answer.body.problems?.[0]?.field]).toEqual([422, 'name'])
    expect(answer.body.message).toContain(why)
    const { rowCount } = await server.database.owner.query('select from file where ecosystem_id = $1', [
      eco.ecosystemId,
    ])
    expect(rowCount).toBe(0)
  })

  test('that is too large is refused, and nothing of it is kept', async () => {
    const eco = await twoPartners(server)
    const body = new Uint8Array(mostBytes + 1).fill(65)
    expect((await eco.ada.call(api.sharePortalFile, { name: 'large.txt' }, { body })).status).toBe(413)
    const { rowCount } = await server.database.owner.query('select from file where ecosystem_id = $1', [
      eco.ecosystemId,
    ])
    expect(rowCount).toBe(0)
  })
})

describe('a file with a message', () => {
  test('is its writer’s alone before it is sent, then of those who see the message', async () => {
    const eco = await twoPartners(server)
    const thread = (await eco.manager(threads.startThread, { subject: 'S', body: 'B', partnerId: eco.acme })).body
    const draft = async (call: Call) =>
      (await call(api.sharePortalFile, { name: 'offer.pdf', draft: true }, { body: pdf })).body.id
    const id = await draft(eco.bob.call)
    expect((await eco.ada.call(api.downloadPortalFile, { id })).status).toBe(404)
    expect((await eco.ada.call(threads.replyToThread, { id: thread.id, body: 'x', fileIds: [id] })).status).toBe(422)
    const sent = await eco.bob.call(threads.replyToThread, { id: thread.id, body: 'Here it is', fileIds: [id] })
    expect(sent.body.files).toEqual([{ id, name: 'offer.pdf', bytes: pdf.length }])
    expect((await eco.ada.call(api.downloadPortalFile, { id })).text).toBe('%PDF-1.7 the price list')
    expect((await eco.manager(api.downloadSharedFile, { id })).text).toBe('%PDF-1.7 the price list')
    expect((await eco.manager(api.listSharedFiles, { partnerId: eco.acme })).body.items[0]).toMatchObject({
      threadId: thread.id,
    })
    const again = await eco.bob.call(threads.replyToThread, { id: thread.id, body: 'Once more', fileIds: [id] })
    expect(again.body.problems).toMatchObject([{ field: 'fileIds' }])
  })

  test('of the vendor’s is read by the partner, and with an internal note by nobody there', async () => {
    const eco = await twoPartners(server)
    const thread = (await eco.manager(threads.startThread, { subject: 'S', body: 'B', partnerId: eco.acme })).body
    const draft = async () =>
      (await eco.manager(api.shareFile, { name: 'terms.pdf', draft: true }, { body: pdf })).body.id
    const [open, secret] = [await draft(), await draft()]
    await eco.manager(threads.postMessage, { id: thread.id, body: 'Terms', fileIds: [open] })
    await eco.manager(threads.postMessage, { id: thread.id, body: 'Ours', internal: true, fileIds: [secret] })
    expect((await eco.ada.call(api.downloadPortalFile, { id: open })).status).toBe(200)
    expect((await eco.ada.call(api.downloadPortalFile, { id: secret })).status).toBe(404)
    expect((await eco.ada.call(api.listPortalFiles, {})).body.items.map((file) => file.id)).toEqual([open])
    expect((await eco.manager(api.downloadSharedFile, { id: secret })).status).toBe(200)
  })

  test('that was never sent is gone after a day', async () => {
    const eco = await twoPartners(server)
    await eco.bob.call(api.sharePortalFile, { name: 'offer.pdf', draft: true }, { body: pdf })
    await eco.bob.call(api.sharePortalFile, { name: 'kept.pdf' }, { body: pdf })
    server.clock.advance(86_400_000 + 1)
    await server.tick()
    const { rows } = await server.database.owner.query('select name from file where ecosystem_id = $1', [
      eco.ecosystemId,
    ])
    expect(rows).toEqual([{ name: 'kept.pdf' }])
  })
})

test('a name keeps nothing of a path', () => {
  expect([cleanName('../../etc/passwd'), cleanName('C:\\x\\a.pdf'), cleanName('\u202e')]).toEqual([
    'passwd',
    'a.pdf',
    'file',
  ])
  expect(fileProblem('a.docx', new Uint8Array([0x50, 0x4b, 3, 4]))).toBeUndefined()
})
