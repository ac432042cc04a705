import { listImports, uploadImport } from '@hansa/contract/integrations'
import { expect, test } from 'vitest'
import { testServer } from '../testing.ts'

test('an import that nobody ran goes after a month, with its file', async () => {
  const server = await testServer()
  const { ecosystemId, as } = await server.newEcosystem()
  const call = await as('partner_manager')
  await call(uploadImport, { fileName: 'a.csv' }, { body: 'name\nAcme\n' })
  const kept = async () => [
    (await call(listImports, {})).body.items.length,
    (await server.database.owner.query('select from file where ecosystem_id = $1', [ecosystemId])).rowCount,
  ]
  server.clock.advance(29 * 86_400_000)
  await server.tick()
  expect(await kept()).toEqual([1, 1])
  server.clock.advance(2 * 86_400_000)
  await server.tick()
  expect(await kept()).toEqual([0, 0])
})
