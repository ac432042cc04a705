import * as partners from '@hansa/contract/own-registrations'
import * as vendor from '@hansa/contract/registrations'
import { createOrganization } from '@hansa/contract/organizations'
import { createDeal } from '@hansa/contract/deals'
import { beforeAll, describe, expect, test } from 'vitest'
import { createHash } from 'node:crypto'
import { proofProblems } from '@hansa/contract/registration-proof'
import { testServer, type Call, type TestServer } from '../testing.ts'

const api = { ...vendor, ...partners }
let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** An ecosystem with a reviewer and two partners that compete. */
async function court() {
  const eco = await server.newEcosystem()
  const manager = await eco.as('partner_manager')
  const organization = async (name: string, more = {}) => (await manager(createOrganization, { name, ...more })).body.id
  const [one, two] = [await organization('Alpha Partner'), await organization('Beta Rival Systems')]
  return {
    eco,
    manager,
    organization,
    reviewer: await eco.as('reviewer'),
    one,
    two,
    alpha: await eco.as('partner_member', one),
    beta: await eco.as('partner_member', two),
  }
}

const day = (days: number) => new Date(server.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
const complete = () => ({
  customerName: 'Contoso Manufacturing GmbH',
  customerDomain: 'contoso-manufacturing.example',
  country: 'DE',
  contactName: 'Mia Muster',
  families: ['all'],
  value: { amount: 10_000_000, currency: 'EUR' },
  expectedCloseOn: day(60),
  evidence: 'A workshop with the head of IT.',
  evidenceOn: day(-2),
})
const send = async (call: Call, more = {}) => {
  const answer = await call(api.createRegistration, { ...complete(), ...more, send: true })
  await server.settle()
  return answer.body.id
}
const own = async (call: Call, id: string) => (await call(api.readOwnRegistration, { id })).body
const seen = async (call: Call, id: string) => (await call(api.readRegistration, { id })).body
async function approve(call: Call, id: string, more = {}) {
  return call(api.approveRegistration, { id, version: (await seen(call, id)).version, ...more })
}

describe('a claim', () => {
  test('is written as a draft, saved as far as it is, and sent only when complete, with every gap named', async () => {
    const { alpha, manager } = await court()
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
    const { body: saved } = await alpha(api.updateRegistration, { id: draft.id, version: 1, ...complete() })
    const { body: sent } = await alpha(api.submitRegistration, { id: draft.id, version: saved.version })
    expect(sent.state).toBe('submitted')
    await server.settle()
    expect(await own(alpha, draft.id)).toMatchObject({
      state: 'in_review',
      receipt: { position: 1, next: { act: 'warn_review' }, ruling: null },
    })
  })

  test('that nothing stands against is approved by a reviewer and protected for ninety days', async () => {
    const { alpha, reviewer } = await court()
    const id = await send(alpha)
    const { body } = await approve(reviewer, id, { text: 'Good luck.' })
    expect(body).toMatchObject({
      state: 'approved',
      receipt: { ruling: { act: 'approve', text: 'Good luck.', rulesVersion: 1 } },
    })
    const { receipt } = await own(alpha, id)
    const days = (Date.parse(receipt.protectedUntil!) - Date.parse(receipt.protectedFrom!)) / 86_400_000
    expect(days).toBe(90)
  })

  test('of a customer that somebody holds is a duplicate within seconds, and the rival stays hidden', async () => {
    const { alpha, beta, reviewer, one } = await court()
    const first = await send(alpha)
    await approve(reviewer, first)
    const second = await send(beta, {
      customerName: 'CONTOSO Manufacturing',
      customerDomain: 'www.contoso-manufacturing.example',
    })
    const record = await own(beta, second)
    expect(record).toMatchObject({
      state: 'duplicate',
      receipt: { ruling: { act: 'block', reason: 'existing_partner', rule: 'conflict.block' } },
    })
    expect(record.may['appeal']).toBe(true)
    const text = JSON.stringify(record)
    for (const secret of [one, first, 'Alpha', 'org_']) expect(text).not.toContain(secret)
    expect((await seen(reviewer, second)).judgement!.conflicts).toMatchObject([
      { id: first, band: 'block', rank: 'protected', partnerName: 'Alpha Partner' },
    ])
  })

  test('of another partner is as if it were not there: by id, by list, by search, by proof', async () => {
    const { alpha, beta } = await court()
    const id = await send(alpha)
    expect((await beta(api.readOwnRegistration, { id })).status).toBe(404)
    expect((await beta(api.proveOwnRegistration, { id })).status).toBe(404)
    expect((await beta(api.withdrawRegistration, { id, version: 2 })).status).toBe(404)
    expect((await beta(api.listOwnRegistrations, {})).body).toEqual({ items: [], next: null, total: 0 })
    expect((await beta(api.listOwnRegistrations, { q: 'contoso' })).body.items).toEqual([])
  })
})

describe('priority', () => {
  test('an earlier complete claim is decided first; then the later one is refused by the protection itself', async () => {
    const { alpha, beta, reviewer } = await court()
    const [first, second] = [await send(alpha), await send(beta)]
    const early = await approve(reviewer, second)
    expect([early.status, early.body.message]).toEqual([
      409,
      'An earlier complete claim for this customer waits. Decide that one first.',
    ])
    await approve(reviewer, first)
    expect((await approve(reviewer, second)).body.message).toContain('Another protection lives')
  })

  test('of claims sent at one instant the rules approve exactly one', async () => {
    const { eco, alpha, beta, organization } = await court()
    await server.database.owner.query(
      `update programme_version set rules = '{"registration":{"review":{"approveBySelf":true,"lowRiskUpTo":100000000}}}' where ecosystem_id = $1`,
      [eco.ecosystemId],
    )
    const more = await Promise.all(
      [1, 2, 3].map(async (n) => eco.as('partner_member', await organization(`Partner ${n}`))),
    )
    const callers = [alpha, beta, ...more]
    const sent = await Promise.all(callers.map((call) => call(api.createRegistration, { ...complete(), send: true })))
    await server.settle()
    const states = await Promise.all(sent.map(async ({ body }, i) => (await own(callers[i]!, body.id)).state))
    expect(states.toSorted()).toEqual(['approved', 'duplicate', 'duplicate', 'duplicate', 'duplicate'])
    const { rows } = await server.database.owner.query('select count(*) from protection where ecosystem_id = $1', [
      eco.ecosystemId,
    ])
    expect(Number(rows[0].count)).toBe(1)
  })

  test('the customer’s written choice beats an earlier protection, which gives way with its cause', async () => {
    const { alpha, beta, reviewer } = await court()
    const first = await send(alpha)
    const second = await send(beta)
    await approve(reviewer, first)
    const { body } = await approve(reviewer, second, {
      customerChoice: 'Letter of 3 May, signed by the head of purchasing.',
    })
    expect(body.state).toBe('approved')
    expect(await own(alpha, first)).toMatchObject({
      state: 'revoked',
      receipt: { ruling: { act: 'revoke', rule: 'customer_choice' } },
    })
  })

  test('the vendor’s own open deal sends the claim to a person, with the reason proposed and not told', async () => {
    const { alpha, manager, organization } = await court()
    const customer = await organization('Contoso Manufacturing GmbH', {
      website: 'contoso-manufacturing.example',
      country: 'DE',
    })
    await manager(createDeal, { name: 'Renew the line', customerId: customer })
    const id = await send(alpha)
    expect(await seen(manager, id)).toMatchObject({
      state: 'in_review',
      customerId: customer,
      judgement: { outcome: 'review', reason: 'existing_direct', conflicts: [{ kind: 'own_deal' }] },
    })
    expect(JSON.stringify(await own(alpha, id))).not.toMatch(/existing_direct|own_deal|Renew/)
  })

  test('a subsidiary is protected with its parent: claims meet at the top of the corporate tree', async () => {
    const { alpha, beta, manager, reviewer, organization } = await court()
    const parentId = await organization('Umbrella Holding SE', { website: 'umbrella-holding.example', country: 'DE' })
    await manager(createOrganization, {
      name: 'Contoso Manufacturing GmbH',
      website: 'contoso-manufacturing.example',
      country: 'DE',
      parentId,
    })
    await approve(reviewer, await send(alpha))
    const second = await send(beta, { customerName: 'Umbrella Holding SE', customerDomain: 'umbrella-holding.example' })
    expect((await own(beta, second)).state).toBe('duplicate')
  })
})

describe('an appeal', () => {
  test('is decided by another reviewer, whose reasons both sides read', async () => {
    const { eco, alpha, reviewer } = await court()
    const id = await send(alpha)
    const { version } = await seen(reviewer, id)
    await reviewer(api.rejectRegistration, { id, version, reason: 'not_qualified', text: 'No budget yet.' })
    const refused = await own(alpha, id)
    expect(refused.receipt.ruling).toMatchObject({ act: 'reject', reason: 'not_qualified', text: 'No budget yet.' })
    await alpha(api.appealRegistration, { id, version: refused.version, text: 'Here is the budget.' })
    const appealed = await seen(reviewer, id)
    expect(appealed.may['overturn']).toContain('another reviewer decides')
    expect((await reviewer(api.overturnRegistration, { id, version: appealed.version, text: 'x' })).status).toBe(409)
    const other = await eco.as('reviewer')
    await other(api.overturnRegistration, { id, version: appealed.version, text: 'The budget convinces.' })
    expect(await own(alpha, id)).toMatchObject({
      state: 'approved',
      receipt: { ruling: { act: 'overturn', text: 'The budget convinces.' } },
    })
  })
})

describe('time', () => {
  test('moves what was left alone over weeks of downtime, each step once and at its own hour', async () => {
    const { alpha, reviewer } = await court()
    const id = await send(alpha)
    server.clock.advance(40 * 86_400_000)
    await server.tick()
    await server.tick()
    expect((await own(alpha, id)).history.map(({ act }) => act)).toEqual([
      'submit',
      'queue',
      'warn_review',
      'warn_review',
      'warn_review',
      'miss_deadline',
    ])
    const late = (await approve(reviewer, id)).body
    expect(late.receipt.protectedFrom).toBe(late.completeAt)
    server.clock.advance(200 * 86_400_000)
    await server.tick()
    const record = await own(alpha, id)
    expect(record.state).toBe('expired')
    expect(record.history.map(({ act }) => act).slice(-6)).toEqual([
      'nudge',
      'fall_idle',
      'begin_expiring',
      'notice_expiry',
      'notice_expiry',
      'expire',
    ])
    const times = record.history.map(({ at }) => at)
    expect(times).toEqual(times.toSorted())
  })

  test('frees the customer for others when a protection expires', async () => {
    const { alpha, beta, reviewer } = await court()
    await approve(reviewer, await send(alpha))
    server.clock.advance(120 * 86_400_000)
    await server.tick()
    const second = await send(beta)
    expect((await approve(reviewer, second)).body.state).toBe('approved')
  })
})

test('an approved registration becomes a deal of its partner with the customer that it means', async () => {
  const { alpha, manager, reviewer, one } = await court()
  const id = await send(alpha)
  await approve(reviewer, id)
  const { body } = await alpha(api.convertRegistration, { id, version: (await own(alpha, id)).version })
  expect(body.state).toBe('converted')
  const { customerId, dealId } = await seen(manager, id)
  const deal = await server.database.owner.query('select customer_id, partner_id, amount from deal where id = $1', [
    dealId,
  ])
  expect(deal.rows).toEqual([{ customer_id: customerId, partner_id: one, amount: expect.anything() }])
})

test('the proof verifies without the server, and a changed history does not', async () => {
  const { alpha, reviewer } = await court()
  const id = await send(alpha)
  await approve(reviewer, id)
  const proof = (await alpha(api.proveOwnRegistration, { id })).body
  expect(proof.events.map(({ act }) => act)).toEqual(['submit', 'queue', 'approve'])
  expect(proofProblems(proof, sha256)).toEqual([])
  const later = proof.events.map((event) =>
    event.act === 'submit' ? { ...event, at: '2030-01-01T00:00:00.000Z' } : event,
  )
  expect(proofProblems({ ...proof, events: later }, sha256).join(' ')).toContain('is not what was recorded')
  expect(proofProblems({ ...proof, events: proof.events.slice(1) }, sha256)[0]).toContain('one is missing')
})
