import * as api from '@hansa/contract/integrations'
import { listOrganizations, listPeople } from '@hansa/contract/organizations'
import { beforeAll, expect, test } from 'vitest'
import { testServer, type Call, type TestServer } from '../testing.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
const manager = async () => (await server.newEcosystem()).as('partner_manager')

/** Imports a file whose first row is the columns' fields; answers its counts and what was wrong with which row. */
async function importRows(call: Call, target: api.ImportTarget, lines: readonly string[]) {
  const it = (await call(api.uploadImport, { fileName: 'rows.csv' }, { body: lines.join('\n') })).body
  const columns = lines[0]!.split(',')
  const fields = Object.fromEntries(columns.map((column) => [column, { column }]))
  const mapped = await call(api.mapImport, { id: it.id, mapping: { source: 'crm', outputs: [{ target, fields }] } })
  if (mapped.status !== 200) throw new Error(mapped.text)
  await call(api.runImport, { id: it.id })
  await server.settle()
  const { state, report } = (await call(api.readImport, { id: it.id })).body
  return {
    state,
    good: report?.counts.good,
    problems: report?.problems.map(({ row, field, reason }) => [row, field, reason]),
  }
}
const long = (length: number) => 'x'.repeat(length)

test.each([
  ['name', long(300), 'Company name: is 300 characters long; 200 at most are kept.'],
  ['key', long(3000), 'Key: is 3000 characters long; 200 at most are kept.'],
  ['website', `https://acme.com/${long(600)}`, 'Website or domain: is 617 characters long; 500 at most are kept.'],
  ['city', long(130), 'City: is 130 characters long; 120 at most are kept.'],
  ['tags', `fine;${long(50)}`, 'Tags: a value of it is 50 characters long; 40 at most are kept.'],
  ['aliases', Array.from({ length: 60 }, (_, i) => i).join(';'), 'Other names: holds 60 values; 50 at most are kept.'],
  ['employees', '99999999999', 'Employees: "99999999999" is not a number from 0 to 10,000,000.'],
  ['employees', '-4', 'Employees: "-4" is not a number from 0 to 10,000,000.'],
])('a %s that the API would refuse comes back as a bad row; the list still answers', async (field, value, reason) => {
  const call = await manager()
  const columns = field === 'name' ? ['name'] : ['name', field]
  const row = field === 'name' ? value : `Bolt,${value}`
  const done = await importRows(call, 'organizations', [columns.join(','), field === 'name' ? 'Acme' : 'Acme,', row])
  expect(done).toEqual({ state: 'done', good: 1, problems: [[2, field, reason]] })
  expect((await call(listOrganizations, {})).body.items.map((one) => one.name)).toEqual(['Acme'])
})

test('an e-mail address that the API would refuse comes back as a bad row; the list still answers', async () => {
  const call = await manager()
  const done = await importRows(call, 'people', ['personName,email', 'Ada,ada@acme.com', 'Bo,bö@acme.com'])
  expect(done).toMatchObject({ good: 1, problems: [[2, 'email', expect.stringContaining('"bö@acme.com"')]] })
  expect((await call(listPeople, {})).body.items).toHaveLength(1)
})

test('an unknown currency and a kind that is no word spoil their own rows alone', async () => {
  const call = await manager()
  const done = await importRows(call, 'revenue', [
    'name,day,amount,currency,kind',
    'Acme,2026-01-05,10,EUR,sale',
    'Acme,2026-01-06,10,EURO,sale',
    'Acme,2026-01-07,10,EUR,1st!',
  ])
  expect(done).toMatchObject({
    good: 1,
    problems: [
      [2, 'currency', expect.stringContaining('"EURO"')],
      [3, 'kind', expect.stringContaining('"1st!"')],
    ],
  })
})

test('an event in the future and a day before all programmes spoil their own rows alone', async () => {
  const call = await manager()
  const done = await importRows(call, 'events', [
    'name,verb,happenedAt',
    'Acme,portal.signed_in,2025-01-05T10:00:00Z',
    'Acme,portal.signed_in,2150-01-05T10:00:00Z',
    'Acme,portal.signed_in,0001-01-05T10:00:00Z',
  ])
  expect(done).toMatchObject({
    good: 1,
    problems: expect.arrayContaining([
      [2, 'happenedAt', expect.stringContaining('lies in the future')],
      [3, 'happenedAt', expect.stringContaining('1900')],
    ]),
  })
})

test('a value that only the database refuses spoils its own row, wherever it stands among the others', async () => {
  const call = await manager()
  const rows = Array.from({ length: 40 }, (_, i) => `{"name":"Company ${i}${i % 17 === 5 ? '\\ud800' : ''}"}`)
  const it = (await call(api.uploadImport, { fileName: 'rows.ndjson' }, { body: rows.join('\n') })).body
  const outputs = [{ target: 'organizations' as const, fields: { name: { column: 'name' } } }]
  await call(api.mapImport, { id: it.id, mapping: { source: 'crm', outputs } })
  await call(api.runImport, { id: it.id })
  await server.settle()
  const { report } = (await call(api.readImport, { id: it.id })).body
  expect(report!.counts).toMatchObject({ rows: 40, good: 37, bad: 3, records: { organizations: { created: 37 } } })
  expect(report!.problems.map((one) => one.row).sort((a, b) => a - b)).toEqual([6, 23, 40])
})
