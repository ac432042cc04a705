import { readHome } from '@hansa/contract/home'
import { listImports, uploadImport } from '@hansa/contract/integrations'
import { dayOf } from '@hansa/simulator/calendar'
import { csvOf, fileOf } from '@hansa/simulator/files'
import { targets } from '@hansa/simulator/shape'
import { beforeAll, expect, test } from 'vitest'
import { enqueue } from '../core/jobs/queue.ts'
import { testServer, type TestServer } from '../testing.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

test(
  'the simulated sample is imported file by file, companies first, without a bad row',
  { timeout: 60_000 },
  async () => {
    const { ecosystemId, as } = await server.newEcosystem()
    const call = await as('partner_manager')
    await server.database.scoped({ ecosystemId, partnerId: null }, (db) =>
      enqueue(
        db,
        { kind: 'integrations.sample', input: { sample: 'simulated', partners: 12 } },
        server.clock.now(),
        null,
      ),
    )
    await server.settle()
    const { items } = (await call(listImports, { limit: 50 })).body
    const found = items.map(({ fileName, state, report }) => [fileName, `${state}, ${report?.counts.bad} bad`] as const)
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(targets.map((target) => [fileOf(target), 'done, 0 bad'])),
    )
    expect((await call(readHome, {})).body.empty).toBe(false)
  },
)

test.each(targets)('a simulated file of %s is known by its columns', async (target) => {
  const call = await (await server.newEcosystem()).as('partner_manager')
  const world = { seed: 7, partners: 20, start: dayOf('2023-01-01'), end: dayOf('2026-01-01') }
  const body = [...csvOf(world, target)].join('')
  const it = (await call(uploadImport, { fileName: 'unknown.csv' }, { body })).body
  expect(it.recipeId).toBe(`simulated_${target}`)
})
