import { listImports, readImport } from '@hansa/contract/integrations'
import { listOrganizations } from '@hansa/contract/organizations'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Hansa } from './hansa.ts'
import { killWhileWriting } from './kills.ts'

const rows = 9_000
const file = new TextEncoder().encode(
  [
    'id,name,website,country',
    ...Array.from(
      { length: rows },
      (_, i) => `${i},Company ${i},company${i}.test,${i % 100 === 99 ? 'Nowhere' : 'DE'}`,
    ),
  ].join('\n'),
)
const bad = rows / 100

let hansa: Hansa
beforeAll(async () => {
  hansa = await Hansa.start({ setUp: true })
})
afterAll(() => hansa.remove())

test(
  'an import that a crash interrupts goes on after the next start, and ends with the same counts',
  { timeout: 180_000 },
  async () => {
    const { id } = await hansa.startImport('companies.csv', file)
    let done = 0
    while (done === 0) {
      await wait(20)
      done = (await hansa.call(readImport, { id })).job!.done
    }
    expect(done).toBeLessThan(rows)
    await hansa.kill()
    await hansa.start()
    const it = await hansa.importEnded(id)
    expect(it.state).toBe('done')
    expect(it.report!.counts).toEqual({
      rows,
      good: rows - bad,
      bad,
      records: { organizations: { created: rows - bad, updated: 0, unchanged: 0 } },
    })
    expect((await hansa.call(listOrganizations, { limit: 1 })).total).toBe(rows - bad)
  },
)

test('asked to stop, it stops within seconds, and everything is there after the next start', async () => {
  expect(await hansa.stop()).toBeLessThan(8_000)
  await hansa.start()
  expect((await hansa.call(listImports, {})).items.map((it) => it.state)).toEqual(['done'])
})

test('killed twice while several write, it has everything that it answered', { timeout: 180_000 }, async () => {
  expect(await killWhileWriting(hansa, 2)).toBeGreaterThan(8)
})
