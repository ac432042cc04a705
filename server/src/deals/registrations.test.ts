import { createDeal } from '@hansa/contract/deals'
import { readHome } from '@hansa/contract/home'
import { createOrganization } from '@hansa/contract/organizations'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { api, courtroom } from './fixtures/courtroom.ts'

let server: TestServer
let room: ReturnType<typeof courtroom>
beforeAll(async () => {
  server = await testServer()
  room = courtroom(server)
})

describe('a claim', () => {
  test('is written as a draft, saved as far as it is, and sent only when complete, with every gap named', async () => {
    const { alpha, manager } = await room.court()
    const { body: draft } = await alpha(api.createRegistration, { customerName: 'Contoso' })
    expect(draft).toMatchObject({ state: 'draft', customerName: 'Contoso', version: 1 })
    const refused = await alpha(api.submitRegistration, { id: draft.id, version: 1 })
    expect(refused.status).toBe(422)
    expect(refused.body.problems!.map(({ field }) => field)).toEqual([
      'country',
      'contactName',
      'families',
      'value',
      'expectedCloseOn',
      'evidence',
      'evidenceOn',
    ])
    expect((await manager(api.readRegistration, { id: draft.id })).status).toBe(404)
    const { body: saved } = await alpha(api.updateRegistration, { id: draft.id, version: 1, ...room.complete() })
    const { body: sent } = await alpha(api.submitRegistration, { id: draft.id, version: saved.version })
    expect(sent.state).toBe('submitted')
    await server.settle()
    expect(await room.own(alpha, draft.id)).toMatchObject({
      state: 'in_review',
      receipt: { position: 1, next: { act: 'warn_review' }, ruling: null },
    })
  })

  test('that nothing stands against is approved by a reviewer and protected for ninety days', async () => {
    const { alpha, reviewer } = await room.court()
    const id = await room.send(alpha)
    const { body } = await room.approve(reviewer, id, { text: 'Good luck.' })
    expect(body).toMatchObject({
      state: 'approved',
      receipt: { ruling: { act: 'approve', text: 'Good luck.', rulesVersion: 1 } },
    })
    const { receipt } = await room.own(alpha, id)
    const days = (Date.parse(receipt.protectedUntil!) - Date.parse(receipt.protectedFrom!)) / 86_400_000
    expect(days).toBe(90)
  })

  test('of a customer that somebody holds is a duplicate within seconds, and the rival stays hidden', async () => {
    const { alpha, beta, reviewer, one } = await room.court()
    const first = await room.send(alpha)
    await room.approve(reviewer, first)
    const second = await room.send(beta, {
      customerName: 'CONTOSO Manufacturing',
      customerDomain: 'www.contoso-manufacturing.example',
    })
    const record = await room.own(beta, second)
    expect(record).toMatchObject({
      state: 'duplicate',
      receipt: { ruling: { act: 'block', reason: 'existing_partner', rule: 'conflict.block' } },
    })
    expect(record.may['appeal']).toBe(true)
    const text = JSON.stringify(record)
    for (const secret of [one, first, 'Alpha', 'org_']) expect(text).not.toContain(secret)
    expect((await room.seen(reviewer, second)).judgement!.conflicts).toMatchObject([
      { id: first, band: 'block', rank: 'protected', partnerName: 'Alpha Partner' },
    ])
  })

  test('of another partner is as if it were not there: by id, by list, by search, by proof', async () => {
    const { alpha, beta } = await room.court()
    const id = await room.send(alpha)
    expect((await beta(api.readOwnRegistration, { id })).status).toBe(404)
    expect((await beta(api.proveOwnRegistration, { id })).status).toBe(404)
    expect((await beta(api.withdrawRegistration, { id, version: 2 })).status).toBe(404)
    expect((await beta(api.listOwnRegistrations, {})).body).toEqual({ items: [], next: null, total: 0 })
    expect((await beta(api.listOwnRegistrations, { q: 'contoso' })).body.items).toEqual([])
  })
})

describe('priority', () => {
  test('an earlier complete claim is decided first; then the later one is refused by the protection itself', async () => {
    const { alpha, beta, reviewer } = await room.court()
    const [first, second] = [await room.send(alpha), await room.send(beta)]
    expect((await reviewer(readHome, {})).body.waiting).toMatchObject([{ kind: 'registrations', count: 2 }])
    const early = await room.approve(reviewer, second)
    expect([early.status, early.body.message]).toEqual([
      409,
      'An earlier complete claim for this customer waits. Decide that one first.',
    ])
    await room.approve(reviewer, first)
    expect((await room.approve(reviewer, second)).body.message).toContain('Another protection lives')
  })

  test('of claims sent at one instant the rules approve exactly one', async () => {
    const { eco, alpha, beta, organization } = await room.court()
    await server.database.owner.query(
      `update programme_version set rules = '{"registration":{"review":{"approveBySelf":true,"lowRiskUpTo":100000000}}}' where ecosystem_id = $1`,
      [eco.ecosystemId],
    )
    const more = await Promise.all(
      [1, 2, 3].map(async (n) => eco.as('partner_member', await organization(`Partner ${n}`))),
    )
    const callers = [alpha, beta, ...more]
    const sent = await Promise.all(
      callers.map((call) => call(api.createRegistration, { ...room.complete(), send: true })),
    )
    await server.settle()
    const states = await Promise.all(sent.map(async ({ body }, i) => (await room.own(callers[i]!, body.id)).state))
    expect(states.toSorted()).toEqual(['approved', 'duplicate', 'duplicate', 'duplicate', 'duplicate'])
    const { rows } = await server.database.owner.query('select count(*) from protection where ecosystem_id = $1', [
      eco.ecosystemId,
    ])
    expect(Number(rows[0].count)).toBe(1)
  })

  test('the customer’s written choice beats an earlier protection, which gives way with its cause', async () => {
    const { alpha, beta, reviewer } = await room.court()
    const first = await room.send(alpha)
    const second = await room.send(beta)
    await room.approve(reviewer, first)
    const { body } = await room.approve(reviewer, second, {
      customerChoice: 'Letter of 3 May, signed by the head of purchasing.',
    })
    expect(body.state).toBe('approved')
    expect(await room.own(alpha, first)).toMatchObject({
      state: 'revoked',
      receipt: { ruling: { act: 'revoke', rule: 'customer_choice' } },
    })
  })

  test('the vendor’s own open deal sends the claim to a person, with the reason proposed and not told', async () => {
    const { alpha, manager, organization } = await room.court()
    const customer = await organization('Contoso Manufacturing GmbH', {
      website: 'contoso-manufacturing.example',
      country: 'DE',
    })
    await manager(createDeal, { name: 'Renew the line', customerId: customer })
    const id = await room.send(alpha)
    expect(await room.seen(manager, id)).toMatchObject({
      state: 'in_review',
      customerId: customer,
      judgement: { outcome: 'review', reason: 'existing_direct', conflicts: [{ kind: 'own_deal' }] },
    })
    expect(JSON.stringify(await room.own(alpha, id))).not.toMatch(/existing_direct|own_deal|Renew/)
  })

  test('a subsidiary is protected with its parent: claims meet at the top of the corporate tree', async () => {
    const { alpha, beta, manager, reviewer, organization } = await room.court()
    const parentId = await organization('Umbrella Holding SE', { website: 'umbrella-holding.example', country: 'DE' })
    await manager(createOrganization, {
      name: 'Contoso Manufacturing GmbH',
      website: 'contoso-manufacturing.example',
      country: 'DE',
      parentId,
    })
    await room.approve(reviewer, await room.send(alpha))
    const second = await room.send(beta, {
      customerName: 'Umbrella Holding SE',
      customerDomain: 'umbrella-holding.example',
    })
    expect((await room.own(beta, second)).state).toBe('duplicate')
  })
})

describe('an appeal', () => {
  test('is decided by another reviewer, whose reasons both sides read', async () => {
    const { eco, alpha, reviewer } = await room.court()
    const id = await room.send(alpha)
    const { version } = await room.seen(reviewer, id)
    await reviewer(api.rejectRegistration, { id, version, reason: 'not_qualified', text: 'No budget yet.' })
    const refused = await room.own(alpha, id)
    expect(refused.receipt.ruling).toMatchObject({ act: 'reject', reason: 'not_qualified', text: 'No budget yet.' })
    await alpha(api.appealRegistration, { id, version: refused.version, text: 'Here is the budget.' })
    const appealed = await room.seen(reviewer, id)
    expect(appealed.may['overturn']).toContain('another reviewer decides')
    expect((await reviewer(api.overturnRegistration, { id, version: appealed.version, text: 'x' })).status).toBe(409)
    const other = await eco.as('reviewer')
    await other(api.overturnRegistration, { id, version: appealed.version, text: 'The budget convinces.' })
    expect(await room.own(alpha, id)).toMatchObject({
      state: 'approved',
      receipt: { ruling: { act: 'overturn', text: 'The budget convinces.' } },
    })
  })
})
