import * as api from '@hansa/contract/claim-batches'
import { createOrganization } from '@hansa/contract/organizations'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type Call, type TestServer } from '../testing.ts'
import { api as registrations, courtroom } from './fixtures/courtroom.ts'

let server: TestServer
let room: ReturnType<typeof courtroom>
beforeAll(async () => {
  server = await testServer()
  room = courtroom(server)
})

const header =
  'reference,customer_name,website,country,contact,products,value,currency,expected_close,evidence,evidence_on'
const day = (days: number) => new Date(server.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
const line = (reference: string, name: string, more: { country?: string; value?: string; contact?: string } = {}) =>
  [
    reference,
    name,
    `${name.toLowerCase().replace(/\W/g, '-')}.example`,
    more.country ?? 'DE',
    more.contact ?? 'Mia Muster',
    'all',
    more.value ?? '12500.00',
    'EUR',
    day(60),
    'A workshop',
    day(-2),
  ].join(',')
const table = (...rows: string[]) => [header, ...rows].join('\n')

async function tried(call: Call, csv: string | Uint8Array, fileName = 'claims.csv') {
  const { body, status } = await call(api.uploadClaims, { fileName }, { body: csv })
  expect(status, JSON.stringify(body)).toBe(200)
  await server.settle()
  return (await call(api.readClaimBatch, { id: body.id })).body
}
async function sent(call: Call, csv: string | Uint8Array) {
  const { id } = await tried(call, csv)
  expect((await call(api.sendClaims, { id })).status).toBe(200)
  await server.settle()
  return (await call(api.readClaimBatch, { id })).body
}
const rowsOf = async (call: Call, id: string) => (await call(api.listClaimRows, { id })).body.items
const own = async (call: Call) => (await call(registrations.listOwnRegistrations, { limit: 200 })).body

describe('a table of claims', () => {
  test('is tried first: row by row what would happen, with each problem’s field, value and what would be right', async () => {
    const { alpha } = await room.court()
    const batch = await tried(
      alpha,
      table(
        line('A-1', 'Contoso'),
        line('A-2', 'Fabrikam', { country: 'Germny', value: '12500 florins' }),
        line('A-3', 'Globex', { contact: '' }),
        line('A-4', ''),
        line('A-1', 'Initech'),
        'A-6,too,few',
      ),
    )
    expect(batch).toMatchObject({
      state: 'checked',
      counts: { send: 1, draft: 2, same: 1, refuse: 2 },
      may: { send: true },
    })
    expect(await rowsOf(alpha, batch.id)).toMatchObject([
      { number: 1, outcome: 'send', customerName: 'Contoso', problems: [], registrationId: null },
      {
        outcome: 'draft',
        problems: [
          { field: 'value', message: expect.stringContaining('"12500 florins" is not an amount in EUR') as string },
          { field: 'country', message: '"Germny" is not a country; perhaps Germany (DE) is meant.' },
        ],
      },
      { outcome: 'draft', problems: [{ field: 'contact', message: 'is needed: whom you speak to at the customer' }] },
      { outcome: 'refuse', problems: [{ field: 'customer_name' }] },
      { outcome: 'same', problems: [{ message: 'Says the same as row 1.' }] },
      { outcome: 'refuse', problems: [{ field: null, message: expect.stringContaining('3 cells') as string }] },
    ])
    expect((await own(alpha)).items).toEqual([])
  })

  test('sent, makes of each complete row a claim in line, in its order, and of each other a draft', async () => {
    const { alpha, reviewer } = await room.court()
    const batch = await sent(
      alpha,
      table(line('A-1', 'Contoso'), line('A-2', 'Fabrikam', { contact: '' }), line('A-3', 'Globex')),
    )
    expect(batch).toMatchObject({ state: 'sent', counts: { send: 2, draft: 1 } })
    const rows = await rowsOf(alpha, batch.id)
    const records = await Promise.all(rows.map(({ registrationId }) => room.own(alpha, registrationId!)))
    expect(records).toMatchObject([
      { customerName: 'Contoso', state: 'in_review', value: { amount: 1_250_000, currency: 'EUR' }, country: 'DE' },
      { customerName: 'Fabrikam', state: 'draft', contactName: null },
      { customerName: 'Globex', state: 'in_review' },
    ])
    expect([records[0]!.receipt.position, records[2]!.receipt.position]).toEqual([1, 2])
    expect(await room.seen(reviewer, records[0]!.id)).toMatchObject({ submitter: 'A partner_member' })
    expect((await alpha(api.sendClaims, { id: batch.id })).body.message).toBe('It was sent already.')
  })

  test('that comes again claims nothing twice, whatever its file is called and however its rows stand', async () => {
    const { alpha } = await room.court()
    const [one, two] = [line('', 'Contoso'), line('B-2', 'Fabrikam')]
    await sent(alpha, table(one, two))
    const again = await sent(alpha, table(two, one).replaceAll(',', ';'))
    expect(again.counts).toMatchObject({ send: 0, same: 2 })
    expect((await own(alpha)).items).toHaveLength(2)
  })

  test('sent twice at the same instant claims once', async () => {
    const { alpha } = await room.court()
    const csv = table(line('C-1', 'Contoso'), line('C-2', 'Fabrikam'))
    const [one, two] = [await tried(alpha, csv), await tried(alpha, csv)]
    await Promise.all([one, two, one].map(({ id }) => alpha(api.sendClaims, { id })))
    await server.settle()
    expect((await own(alpha)).items).toHaveLength(2)
  })

  test('completed under the same reference turns its draft into the claim; a draft corrected by hand stays', async () => {
    const { alpha } = await room.court()
    await sent(alpha, table(line('D-1', 'Contoso', { contact: '' }), line('D-2', 'Globex', { contact: '' })))
    const [globex] = (await own(alpha)).items.filter(({ customerName }) => customerName === 'Globex')
    await alpha(registrations.updateRegistration, { id: globex!.id, version: globex!.version, contactName: 'Bo' })
    const batch = await sent(alpha, table(line('D-1', 'Contoso'), line('D-2', 'Globex', { contact: '' })))
    expect(batch.counts).toMatchObject({ send: 1, same: 1, draft: 0 })
    const { items } = await own(alpha)
    expect(new Set(items.map((it) => `${it.customerName} ${it.state} ${it.contactName}`))).toEqual(
      new Set(['Contoso in_review Mia Muster', 'Globex draft Bo']),
    )
  })

  test('that another partner sent as well is nothing that this one’s trial or rows tell of', async () => {
    const { alpha, beta } = await room.court()
    const csv = table(line('E-1', 'Contoso'))
    const theirs = await sent(alpha, csv)
    const mine = await tried(beta, csv)
    expect(mine.counts).toMatchObject({ send: 1, same: 0 })
    expect(await rowsOf(beta, mine.id)).toMatchObject([{ outcome: 'send', problems: [], registrationId: null }])
    for (const [endpoint, input] of [
      [api.readClaimBatch, { id: theirs.id }],
      [api.listClaimRows, { id: theirs.id }],
      [api.sendClaims, { id: theirs.id }],
      [api.downloadOpenClaims, { id: theirs.id }],
    ] as const)
      expect((await beta(endpoint as typeof api.readClaimBatch, input)).status).toBe(404)
    expect((await beta(api.listClaimBatches, {})).body.items.map(({ id }) => id)).toEqual([mine.id])
  })
})

describe('hostile and odd tables', () => {
  test('formulas are only text, and leave marked, so that no spreadsheet runs them; corrected they come back', async () => {
    const { alpha } = await room.court()
    const formula = '=HYPERLINK(""http://evil"")'
    const batch = await sent(alpha, table(line('F-1', `"${formula}"`, { contact: '' })))
    expect((await rowsOf(alpha, batch.id))[0]!.customerName).toBe('=HYPERLINK("http://evil")')
    const { text } = await alpha(api.downloadOpenClaims, { id: batch.id })
    expect(text).toContain(`"'=HYPERLINK(""http://evil"")"`)
    expect(text).toContain('contact: is needed')
    const back = await tried(alpha, text.replace(',,all', ',Mia,all'))
    expect(await rowsOf(alpha, back.id)).toMatchObject([{ outcome: 'send', customerName: '=HYPERLINK("http://evil")' }])
  })

  test('a cell that is too long, or bytes that mean nothing, spoil their own row and no other', async () => {
    const { alpha } = await room.court()
    const csv = Buffer.concat([
      Buffer.from(
        table(line('G-1', 'x'.repeat(5000)), line('G-2', 'Müller Übergröße Bäckerei Köln'), line('G-3', 'Bad ')),
      ),
      Buffer.from([0xff, 0xfe]),
      Buffer.from(`\n${line('G-4', 'y'.repeat(200_000))}\n${line('G-5', 'Contoso')}`),
    ])
    const { id, counts } = await tried(alpha, csv)
    expect(counts).toMatchObject({ send: 2 })
    const rows = await rowsOf(alpha, id)
    expect(rows.filter(({ outcome }) => outcome === 'send').map(({ customerName }) => customerName)).toEqual([
      'Müller Übergröße Bäckerei Köln',
      'Contoso',
    ])
    expect(rows[0]!.problems[0]!.message).toContain('is 5000 characters long; 200 at most are kept.')
    expect(JSON.stringify(rows).length).toBeLessThan(3000)
  })

  test.each([
    ['a workbook', 'PK\x03\x04', 'CSV'],
    ['nothing', '', 'empty'],
    ['another table', 'a,b\n1,2', 'customer_name'],
    ['a page', '<html><body>', ''],
  ])('%s is refused with what would be right, and not kept', async (_, content, why) => {
    const { eco, alpha } = await room.court()
    const answer = await alpha(api.uploadClaims, { fileName: 'claims.csv' }, { body: content })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(why)
    const { rows } = await server.database.owner.query('select id from file where ecosystem_id = $1', [eco.ecosystemId])
    expect(rows).toEqual([])
  })

  test('the template can be filled in and sent as it is', async () => {
    const { alpha } = await room.court()
    const { text } = await alpha(api.downloadClaimTemplate, {})
    expect((await tried(alpha, text)).counts).toEqual({ send: 1, draft: 0, same: 0, refuse: 0 })
  })

  test('names of columns are known in other spellings and orders; what means nothing is named', async () => {
    const { alpha } = await room.court()
    const batch = await tried(alpha, `Land;Kunde;Colour\nDeutschland;Contoso;red\n`)
    expect(batch).toMatchObject({ unknownColumns: ['Colour'], counts: { draft: 1 } })
  })
})

test('thousands of rows are worked through, each once, with how far it is', { timeout: 240_000 }, async () => {
  const { eco, manager } = await room.court()
  const partner = (await manager(createOrganization, { name: 'Many' })).body.id
  const call = await eco.as('partner_member', partner)
  const rows = Array.from({ length: 2000 }, (_, n) =>
    line(`H-${n}`, `Customer ${n}`, { contact: n < 1990 ? '' : 'Mia' }),
  )
  const batch = await sent(call, table(...rows))
  expect(batch).toMatchObject({ state: 'sent', counts: { send: 10, draft: 1990 } })
  const { rows: found } = await server.database.owner.query(
    `select state, count(*)::int from registration where ecosystem_id = $1 group by state order by state`,
    [eco.ecosystemId],
  )
  expect(found).toEqual([
    { state: 'draft', count: 1990 },
    { state: 'in_review', count: 10 },
  ])
})
