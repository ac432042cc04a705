import { beforeAll, expect, test } from 'vitest'
import { createOrganization } from '@hansa/contract/organizations'
import { testServer, type TestServer } from '../testing.ts'
import { keepFile } from './files.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

const aDay = 86_400_000

test('answers kept for repeated calls go after a week, uploads that broke off after two days, and whole files never', async () => {
  const { ecosystemId, as } = await server.newEcosystem()
  const scope = { ecosystemId, partnerId: null }
  const call = await as('partner_manager')
  await call(createOrganization, { name: 'Acme' }, { headers: { 'idempotency-key': 'once' } })
  const body = (async function* () {
    yield new Uint8Array([1, 2, 3])
  })()
  await keepFile(server.database, scope, { name: 'whole', body, most: 10, now: server.clock.now() })
  await server.database.scoped(scope, async (db) => {
    const row = { id: 'file_cut', name: 'cut', bytes: 0, sha256: '', partnerId: null, createdAt: server.clock.now() }
    await db.insertInto('file').values(row).execute()
    await db
      .insertInto('fileChunk')
      .values({ fileId: 'file_cut', position: 0, content: Buffer.from('x') })
      .execute()
  })
  const left = () =>
    server.database.scoped(scope, async (db) => ({
      files: (await db.selectFrom('file').select('name').orderBy('name').execute()).map((file) => file.name),
      chunks: (await db.selectFrom('fileChunk').select('fileId').execute()).length,
      replays: (await db.selectFrom('replay').select('key').execute()).length,
    }))
  server.clock.advance(1 * aDay)
  await server.tick()
  expect(await left()).toEqual({ files: ['cut', 'whole'], chunks: 2, replays: 1 })
  server.clock.advance(1.5 * aDay)
  await server.tick()
  expect(await left()).toEqual({ files: ['whole'], chunks: 1, replays: 1 })
  server.clock.advance(5 * aDay)
  await server.tick()
  expect(await left()).toEqual({ files: ['whole'], chunks: 1, replays: 0 })
})
