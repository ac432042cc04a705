import { listApplications, readApplication } from '@hansa/contract/applications'
import * as api from '@hansa/contract/integrations'
import { beforeAll, expect, test } from 'vitest'
import { testServer, type Call, type TestServer } from '../testing.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

const header = 'application_id,company,website,country,contact,email,types,submitted_at'
async function bring(call: Call, lines: readonly string[]) {
  const body = new TextEncoder().encode([header, ...lines].join('\n'))
  const { id, recipeId } = (await call(api.uploadImport, { fileName: 'fair.csv' }, { body })).body
  await call(api.runImport, { id })
  await server.settle()
  const { report } = (await call(api.readImport, { id })).body
  return { recipeId, counts: report!.counts, problems: report!.problems }
}

test('a list of applicants lands as applications, is vetted by itself, and the same list again changes nothing', async () => {
  const call = await (await server.newEcosystem()).as('partner_manager')
  const lines = [
    'A-1,Nordlicht GmbH,nordlicht.de,Germany,Mara Winter,mara@nordlicht.de,Reseller;Referral,2026-02-01 10:00',
    'A-2,Südwind SA,suedwind.fr,FR,Luc Vent,luc@gmail.com,,2026-02-02 10:00',
    'A-3,,x.de,DE,Nobody,a@x.de,,',
    'A-4,Ostsee,ostsee.de,DE,Ole,ole@ostsee.de,Pirate,',
  ]
  const first = await bring(call, lines)
  expect(first).toMatchObject({ recipeId: 'applications', counts: { rows: 4, good: 2, bad: 2 } })
  expect(first.counts.records.applications).toEqual({ created: 2, updated: 0, unchanged: 0 })
  expect(first.problems.map((problem) => problem.field)).toEqual(['name', 'types'])
  const { items } = (await call(listApplications, { sort: 'company' })).body
  expect(
    items.map(({ company, state, proposal, types, submittedAt }) => [company, state, proposal, types, submittedAt]),
  ).toEqual([
    ['Nordlicht GmbH', 'referred', 'approve', ['reseller', 'referral'], '2026-02-01T10:00:00.000Z'],
    ['Südwind SA', 'referred', 'refer', [], '2026-02-02T10:00:00.000Z'],
  ])
  expect((await call(readApplication, { id: items[1]!.id })).body.found).toEqual(['free_mail'])
  const again = await bring(call, lines)
  expect(again.counts.records.applications).toEqual({ created: 0, updated: 0, unchanged: 2 })
})

test('hundreds of applicants at once are taken in and vetted', async () => {
  const call = await (await server.newEcosystem()).as('partner_manager')
  const lines = Array.from({ length: 250 }, (_, i) => `B-${i},Firm ${i},firm${i}.com,DE,Person ${i},p@firm${i}.com,,`)
  expect((await bring(call, lines)).counts.good).toBe(250)
  const { total } = (await call(listApplications, { state: 'referred', proposal: 'approve' })).body
  expect(total).toBe(250)
})
