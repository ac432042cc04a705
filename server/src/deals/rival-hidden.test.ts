import * as batches from '@hansa/contract/claim-batches'
import type { Endpoint } from '@hansa/contract/endpoint'
import { readEvents } from '@hansa/contract/events'
import * as files from '@hansa/contract/registration-files'
import { readLink } from '@hansa/contract/links'
import { createPerson } from '@hansa/contract/organizations'
import { createPartner } from '@hansa/contract/partners'
import { readOwnDeal } from '@hansa/contract/own-deals'
import { sendRegistrationLink } from '@hansa/contract/registration-links'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type Call, type TestServer } from '../testing.ts'
import { api, courtroom } from './fixtures/courtroom.ts'

let server: TestServer
let room: ReturnType<typeof courtroom>
beforeAll(async () => {
  server = await testServer()
  room = courtroom(server)
})

const secretPrice = 98_765_400
/** Words that are Alpha's alone: whatever Beta reads holds none of them. */
const secrets = ['Alpha', 'Zaphod', 'zaphod', 'secret-workshop', '987654', 'minutes-of-alpha']

const csv = (name: string, website: string) =>
  [
    'reference,customer_name,website,country,contact,products,value,expected_close,evidence,evidence_on',
    `R-1,${name},${website},DE,Mia,all,1000.00,${room.complete().expectedCloseOn},A call,${room.complete().evidenceOn}`,
  ].join('\n')

/** Alpha holds Contoso: claimed with a file and by table, approved, a deal by now; Beta knows every id of it. */
async function held() {
  const it = await room.court()
  const { alpha, manager, reviewer, one, two } = it
  for (const organizationId of [one, two])
    await manager(createPartner, { organizationId, types: ['reseller'], stage: 'active' })
  const draft = await alpha(api.createRegistration, {
    ...room.complete(),
    contactName: 'Zaphod',
    contactEmail: 'zaphod@contoso-manufacturing.example',
    value: { amount: secretPrice, currency: 'EUR' },
    evidence: 'A secret-workshop.',
  })
  const { id } = draft.body
  const { body: file } = await alpha(
    files.addOwnRegistrationFile,
    { id, name: 'minutes-of-alpha.pdf' },
    { body: '%PDF-1.7 secret-workshop' },
  )
  await alpha(api.submitRegistration, { id, version: draft.body.version })
  await server.settle()
  await room.approve(reviewer, id)
  const { body: converted } = await alpha(api.convertRegistration, { id, version: (await room.own(alpha, id)).version })
  const { body: batch } = await alpha(batches.uploadClaims, { fileName: 'alpha.csv' }, { body: csv('Zaphod Ltd', '') })
  const person = { name: 'Zaphod', email: 'zaphod@alpha.example', organizationId: one }
  const { body: contact } = await manager(createPerson, person)
  await manager(sendRegistrationLink, { organizationId: one, personId: contact.id, families: ['all'] })
  await server.settle()
  return { ...it, id, file: file.id, deal: converted.dealId!, batch: batch.id }
}

/** An answer without what differs by itself: ids of the call, and the id that was asked for. */
const plain = (text: string, id: string) => text.replaceAll(id, '…').replace(/"requestId":"[^"]*"/, '')

const clean = (text: string) => {
  for (const secret of secrets) expect(text).not.toContain(secret)
}

describe('ids of a rival’s', () => {
  /** Everything that a partner can name a record by, and what else the call needs. */
  const doors: readonly [Endpoint, 'id' | 'file' | 'deal' | 'batch', object][] = [
    [api.readOwnRegistration, 'id', {}],
    [api.proveOwnRegistration, 'id', {}],
    [api.updateRegistration, 'id', { version: 1, customerName: 'Mine' }],
    [api.discardRegistration, 'id', {}],
    [api.submitRegistration, 'id', { version: 1 }],
    [api.answerRegistration, 'id', { version: 1, text: 'x' }],
    [api.appealRegistration, 'id', { version: 1, text: 'x' }],
    [api.withdrawRegistration, 'id', { version: 1 }],
    [api.reportRegistrationProgress, 'id', { version: 1, text: 'x' }],
    [api.requestRegistrationExtension, 'id', { version: 1, text: 'x' }],
    [api.convertRegistration, 'id', { version: 1 }],
    [files.listOwnRegistrationFiles, 'id', {}],
    [files.addOwnRegistrationFile, 'id', { name: 'a.pdf' }],
    [files.downloadOwnRegistrationFile, 'file', {}],
    [files.removeOwnRegistrationFile, 'file', {}],
    [readOwnDeal, 'deal', {}],
    [batches.readClaimBatch, 'batch', {}],
    [batches.listClaimRows, 'batch', {}],
    [batches.sendClaims, 'batch', {}],
    [batches.downloadOpenClaims, 'batch', {}],
  ]

  test('answer exactly as ids that never were, wherever one can be named', async () => {
    const it = await held()
    const call = (endpoint: Endpoint, id: string, more: object) =>
      it.beta(endpoint as typeof api.readOwnRegistration, { id, ...more }, endpoint.takes ? { body: '%PDF' } : {})
    for (const [endpoint, which, more] of doors) {
      const real = it[which]
      const never = `${real.split('_')[0]}_00000000000000000000000000`
      const [theirs, nobodys] = [await call(endpoint, real, more), await call(endpoint, never, more)]
      expect([endpoint.path, theirs.status]).toEqual([endpoint.path, 404])
      expect(plain(theirs.text, real)).toBe(plain(nobodys.text, never))
      clean(theirs.text)
    }
  })

  test('are doors of the vendor’s only to the vendor', async () => {
    const it = await held()
    for (const endpoint of [api.readRegistration, files.listRegistrationFiles] as Endpoint[])
      expect((await it.beta(endpoint as typeof api.readRegistration, { id: it.id })).status).toBe(403)
    expect((await it.beta(files.downloadRegistrationFile, { id: it.file })).status).toBe(403)
    expect((await it.beta(readEvents, {} as never)).status).toBe(403)
  })

  test('are not among what the database itself shows a partner, table by table', async () => {
    const it = await held()
    const { rows: tables } = await server.database.owner.query<{ name: string }>(
      `select table_name as name from information_schema.columns
        where table_schema = 'public' and column_name in ('registration_id', 'batch_id') or table_name in ('registration', 'file', 'claim_batch')
        group by 1`,
    )
    expect(tables.length).toBeGreaterThan(6)
    for (const { name } of tables) {
      const seen = await server.database.scoped({ ecosystemId: it.eco.ecosystemId, partnerId: it.two }, async (db) =>
        db
          .selectFrom(name as 'registration')
          .selectAll()
          .execute()
          .catch((error: unknown) => {
            // A table that the app may not even ask is as good as empty.
            expect(String(error)).toContain('permission denied')
            return []
          }),
      )
      expect([name, seen]).toEqual([name, []])
    }
  })

  test('a link’s token that is forged says the same as one that was never given out', async () => {
    const it = await held()
    const { rows } = await server.database.owner.query<{ action: { url: string } }>(
      `select action from mail where ecosystem_id = $1 and to_address = 'zaphod@alpha.example'`,
      [it.eco.ecosystemId],
    )
    const token = rows[0]!.action.url.split('#')[1]!
    const ask = async (link: string) => {
      const call = server.callAs({ 'x-hansa-link': link })
      const [shown, sent] = [await call(readLink, {}), await call(api.createRegistration, { send: true })]
      return [shown.status, plain(shown.text, link), sent.status, plain(sent.text, link)]
    }
    expect(await ask(`${token.slice(0, -3)}abc`)).toEqual(await ask('x'.repeat(43)))
  })
})

describe('what a rival learns by claiming the same customer', () => {
  const same = { customerName: 'CONTOSO Manufacturing', customerDomain: 'www.contoso-manufacturing.example' }

  test('is the class of reason, and nothing of whose, how much, how many, since when', async () => {
    const { beta, id, one } = await held()
    const own = await room.send(beta, same)
    const record = await room.own(beta, own)
    expect(record.receipt.ruling).toMatchObject({ reason: 'existing_partner', rule: 'conflict.block', text: null })
    const all = await Promise.all([
      beta(api.readOwnRegistration, { id: own }),
      beta(api.proveOwnRegistration, { id: own }),
      beta(api.listOwnRegistrations, {}),
      beta(api.readRegistrationForm, {}),
    ])
    for (const { text } of all) {
      clean(text)
      for (const secret of [id, one]) expect(text).not.toContain(secret)
    }
    // One rival or three: the same words.
    const dates = /\d{4}-\d\d-\d\dT[\d:.]+Z/g
    const keys = Object.keys(record.receipt).toSorted((a, b) => a.localeCompare(b))
    expect(keys).toEqual([
      ...(['appealUntil', 'next', 'position', 'protectedFrom', 'protectedUntil'] as const),
      'question',
      'ruling',
      'state',
    ])
    expect(
      JSON.stringify(record.receipt)
        .match(dates)!
        .every((at) => at >= record.createdAt),
    ).toBe(true)
  })

  test('is nothing while a person decides: a claim in conflict and one that stands alone read alike', async () => {
    const { alpha, beta } = await room.court()
    await room.send(alpha)
    const [inConflict, alone] = [
      await room.send(beta, same),
      await room.send(beta, { customerName: 'Lonely Works AG', customerDomain: 'lonely.example' }),
    ]
    const shape = async (id: string) => {
      const { receipt, history, may, state } = await room.own(beta, id)
      return {
        state,
        may,
        receipt: { ...receipt, position: typeof receipt.position, next: receipt.next?.act },
        history: history.map(({ act, actor, state: became, data }) => [act, actor, became, Object.keys(data)]),
      }
    }
    expect(await shape(inConflict)).toEqual(await shape(alone))
  })

  test('does not show in the time that the answer takes: sending looks at nobody else’s claims', async () => {
    const { beta } = await held()
    const { body } = await beta(api.createRegistration, { ...room.complete(), ...same, send: true })
    const lone = await beta(api.createRegistration, { ...room.complete(), customerName: 'Lonely', send: true })
    // The court sits afterwards: before it, both are only on record.
    expect([body.state, lone.body.state]).toEqual(['submitted', 'submitted'])
    expect([body.receipt.ruling, lone.body.receipt.ruling]).toEqual([null, null])
  })

  test('is nothing by search, by counts, or by suggestions of the form', async () => {
    const { beta } = await held()
    for (const q of ['Contoso', 'contoso-manufacturing', 'Zaphod', 'Alpha'])
      expect((await beta(api.listOwnRegistrations, { q })).body).toEqual({ items: [], next: null, total: 0 })
    expect((await beta(api.readRegistrationForm, {})).body.customers).toEqual([])
    expect((await beta(batches.listClaimBatches, {})).body).toEqual({ items: [], next: null, total: 0 })
  })

  test('is nothing by the trial of a table: the rows read alike whether somebody holds the customer or nobody', async () => {
    const { beta } = await held()
    const tried = async (call: Call, name: string, website: string) => {
      const { body } = await call(batches.uploadClaims, { fileName: 'mine.csv' }, { body: csv(name, website) })
      await server.settle()
      const it = (await call(batches.readClaimBatch, { id: body.id })).body
      const { items } = (await call(batches.listClaimRows, { id: body.id })).body
      return { counts: it.counts, rows: items.map(({ outcome, problems }) => ({ outcome, problems })) }
    }
    const taken = await tried(beta, 'Contoso Manufacturing GmbH', 'contoso-manufacturing.example')
    expect(taken).toEqual(await tried(beta, 'Lonely Works AG', 'lonely.example'))
    expect(taken.rows).toEqual([{ outcome: 'send', problems: [] }])
    // Also with the very reference and words that the rival's own table has.
    expect((await tried(beta, 'Zaphod Ltd', '')).rows).toEqual([{ outcome: 'send', problems: [] }])
  })

  test('is nothing by mail either', async () => {
    const { beta, eco } = await held()
    await room.send(beta, same)
    const { rows } = await server.database.owner.query<{ subject: unknown; paragraphs: unknown }>(
      `select m.subject, m.paragraphs from mail m join member p on p.ecosystem_id = m.ecosystem_id and p.email = m.to_address
        where m.ecosystem_id = $1 and p.partner_id = (select id from organization where ecosystem_id = $1 and name = 'Beta Rival Systems')`,
      [eco.ecosystemId],
    )
    expect(rows.length).toBeGreaterThan(0)
    clean(JSON.stringify(rows))
  })
})

test('the line’s position counts everybody’s claims for every customer, and moves alike for conflict and none', async () => {
  const { alpha, beta } = await room.court()
  await room.send(alpha, { customerName: 'Other Works', customerDomain: 'other.example' })
  const own = await room.send(beta, { customerName: 'Lonely', customerDomain: 'lonely.example' })
  const first = (await room.own(beta, own)).receipt.position
  await room.send(alpha, { customerName: 'Lonely', customerDomain: 'lonely.example' })
  expect([first, (await room.own(beta, own)).receipt.position]).toEqual([2, 2])
})
