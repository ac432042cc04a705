import * as api from '@hansa/contract/integrations'
import { cancelJob } from '@hansa/contract/jobs'
import { listOrganizations } from '@hansa/contract/organizations'
import { listPartners, readPartner } from '@hansa/contract/partners'
import { beforeAll, expect, test } from 'vitest'
import { testServer, type Call, type TestServer } from '../testing.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

const upload = async (call: Call, fileName: string, body: string | Uint8Array) => {
  const answer = await call(api.uploadImport, { fileName }, { body })
  if (answer.status !== 200) throw new Error(answer.text)
  return answer.body
}
const run = async (call: Call, id: string) => {
  const started = await call(api.runImport, { id })
  if (started.status !== 200) throw new Error(started.text)
  await server.settle()
  return (await call(api.readImport, { id })).body
}
const manager = async () => (await server.newEcosystem()).as('partner_manager')

const lists = (months: Record<string, readonly [string, string][]>) =>
  [
    'snapshot_month,tier,name,homepage_url,crunchbase',
    ...Object.entries(months).flatMap(([month, all]) =>
      all.map(
        ([name, tier]) => `${month},${tier},${name} (member),https://${name.toLowerCase()}.io,https://cb/${name}`,
      ),
    ),
  ].join('\n')

test('a file of organizations goes from upload to report: good rows land, bad rows come back with their reason', async () => {
  const call = await manager()
  const it = await upload(
    call,
    'companies.csv',
    'Company;Website;Country\nAcme;acme.com;Germany\nBolt;bolt.fr;Fraance\nCargo;cargo.io;US\n',
  )
  expect({
    delimiter: it.format.delimiter,
    target: it.mapping!.outputs[0]!.target,
    name: it.mapping!.outputs[0]!.fields.name,
  }).toEqual({ delimiter: ';', target: 'organizations', name: { column: 'Company' } })
  const done = await run(call, it.id)
  expect(done.report!.counts).toEqual({
    rows: 3,
    good: 2,
    bad: 1,
    records: { organizations: { created: 2, updated: 0, unchanged: 0 } },
  })
  expect(done.report!.problems[0]).toMatchObject({
    row: 2,
    field: 'country',
    reason: expect.stringContaining('"Fraance"'),
  })
  const bad = await call(api.downloadBadRows, { id: it.id })
  expect(bad.text.replace('\ufeff', '').trim().split(/\r?\n/)).toEqual([
    'Company;Website;Country;reason',
    expect.stringMatching(/^Bolt;bolt\.fr;Fraance;.*Fraance.*/),
  ])
})

test('the same file again changes nothing', async () => {
  const call = await manager()
  const text = 'id,name,website\n1,Acme,acme.com\n2,Bolt,bolt.fr\n'
  await run(call, (await upload(call, 'x.csv', text)).id)
  const again = await run(call, (await upload(call, 'x.csv', text)).id)
  expect(again.report!.counts.records.organizations).toEqual({ created: 0, updated: 0, unchanged: 2 })
})

test('a dry run counts and finds problems, and writes nothing', async () => {
  const call = await manager()
  const it = await upload(call, 'x.csv', 'name,country\nAcme,DE\n,FR\n')
  await call(api.checkImport, { id: it.id })
  await server.settle()
  const checked = (await call(api.readImport, { id: it.id })).body
  expect(checked.state).toBe('checked')
  expect(checked.check!.counts).toMatchObject({ rows: 2, good: 1, bad: 1, records: { organizations: { created: 1 } } })
  expect((await call(listOrganizations, {})).body.items).toEqual([])
})

test('monthly lists become dated tiers; missing from the next list is leaving, and a month without a list is not', async () => {
  const call = await manager()
  const it = await upload(
    call,
    'members.csv',
    lists({
      '2023-08': [
        ['Acme', 'Silver'],
        ['Bolt', 'Gold'],
      ],
      '2023-09': [
        ['Acme', 'Gold'],
        ['Bolt', 'Gold'],
      ],
      '2023-11': [['Acme', 'Gold']],
      '2023-12': [
        ['Acme', 'Gold'],
        ['Bolt', 'Silver'],
      ],
    }),
  )
  expect(it.recipeId).toBe('cncf_members')
  const done = await run(call, it.id)
  expect(done.report!.counts).toMatchObject({ rows: 7, good: 7, bad: 0 })
  const partners = (await call(listPartners, {})).body.items
  const history = async (name: string) => {
    const { body } = await call(readPartner, {
      organizationId: partners.find((one) => one.name === name)!.organizationId,
    })
    return [body.stage, body.tier, body.since]
  }
  expect(await history('Acme')).toEqual(['active', 'Gold', '2023-08-01'])
  expect(await history('Bolt')).toEqual(['active', 'Silver', '2023-08-01'])
  const again = await run(
    call,
    (
      await upload(
        call,
        'members.csv',
        lists({
          '2023-08': [
            ['Acme', 'Silver'],
            ['Bolt', 'Gold'],
          ],
          '2023-09': [
            ['Acme', 'Gold'],
            ['Bolt', 'Gold'],
          ],
          '2023-11': [['Acme', 'Gold']],
          '2023-12': [
            ['Acme', 'Gold'],
            ['Bolt', 'Silver'],
          ],
        }),
      )
    ).id,
  )
  expect(again.report!.counts.records.partnerships).toEqual({ created: 0, updated: 0, unchanged: 2 })
})

test('a mapping that picks rows or lists by a column that the file does not have is refused', async () => {
  const call = await manager()
  const { id } = await upload(call, 'a.csv', 'Company,Day\nAcme,2026-01-01\n')
  const fields = { name: { column: 'Company' } }
  const dated = { ...fields, day: { column: 'Day' } }
  const map = async (output: api.Output) =>
    (await call(api.mapImport, { id, mapping: { source: 'crm', outputs: [output] } })).body.problems?.[0]?.field
  expect(await map({ target: 'organizations', fields, only: { column: 'Type', values: ['Partner'] } })).toBe(
    'mapping.outputs.0.only',
  )
  expect(await map({ target: 'partnerships', fields: dated, snapshot: { period: 'Month' } })).toBe(
    'mapping.outputs.0.snapshot',
  )
  expect(await map({ target: 'organizations', fields, snapshot: { period: 'Day' } })).toBe('mapping.outputs.0.snapshot')
  expect(await map({ target: 'organizations', fields: { ...fields, constructor: { column: 'Day' } } })).toBe(
    'mapping.outputs.0.fields.constructor',
  )
})

test('imports are found by the state that they show, also where their work was cancelled', async () => {
  const call = await manager()
  const { id } = await upload(call, 'a.csv', 'Company\nAcme\n')
  const started = (await call(api.runImport, { id })).body
  await call(cancelJob, { id: started.job!.id })
  const found = async (state: api.Import['state']) =>
    (await call(api.listImports, { state })).body.items.map((one) => [one.id, one.state])
  expect(await found('cancelled')).toEqual([[id, 'cancelled']])
  expect(await found('running')).toEqual([])
  expect((await run(call, id)).report!.counts).toMatchObject({ rows: 1, good: 1 })
  expect(await found('done')).toEqual([[id, 'done']])
})
