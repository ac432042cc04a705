import { correctDealCredit, creditEvidence, readDealCredit, type CreditEvidence } from '@hansa/contract/deal-credit'
import { DealCreditRules, participantRoles, type ParticipantRole } from '@hansa/contract/deal-credit-rules'
import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { api as court, courtroom } from './fixtures/courtroom.ts'
import { api, teamwork } from './fixtures/teamwork.ts'
import { credit, type Evidence } from './rules/sourced.ts'

const rules = DealCreditRules.parse({})
const told = (partnerId: string, day: string, more: Partial<Evidence> = {}): Evidence => ({
  kind: 'registration',
  id: `${partnerId} ${day}`,
  partnerId,
  role: 'sourced',
  day,
  ...more,
})
const decide = (evidence: readonly Evidence[], vendorFirstOn: string | null = null) =>
  credit({ openedOn: '2026-06-01', vendorFirstOn, evidence }, rules)

describe('who sourced a deal', () => {
  test('is the partner whose claim is earliest within the look-back window', () => {
    const { sourceId, evidence } = decide([
      told('late', '2026-05-20'),
      told('early', '2026-05-01'),
      told('old', '2025-11-01'),
    ])
    expect(sourceId).toBe('early')
    expect(evidence.map(({ partnerId, outcome }) => [partnerId, outcome])).toEqual([
      ['old', 'too_old'],
      ['early', 'sourced'],
      ['late', 'not_first'],
    ])
  })

  test('is the vendor, where its own first activity came before every claim', () => {
    const { sourceId, evidence } = decide([told('alpha', '2026-05-01')], '2026-04-30')
    expect([sourceId, evidence[0]!.outcome]).toEqual([null, 'too_late'])
    expect(decide([told('alpha', '2026-05-01')], '2026-05-01').sourceId).toBe('alpha')
  })

  test('is on one day the one with a registration', () => {
    const part = told('a', '2026-05-01', { kind: 'participation' })
    expect(decide([part, told('b', '2026-05-01')]).sourceId).toBe('b')
  })

  test('is exactly one, whatever is told in whatever order; nobody has two credits', () => {
    const some = fc.record({
      kind: fc.constantFrom(...(Object.keys(creditEvidence) as CreditEvidence[])),
      id: fc.constantFrom('x', 'y', 'z'),
      partnerId: fc.constantFrom('a', 'b', 'c', 'd'),
      role: fc.constantFrom(...(Object.keys(participantRoles) as ParticipantRole[])),
      day: fc.integer({ min: 0, max: 500 }).map((n) => new Date(Date.UTC(2025, 6, 1 + n)).toISOString().slice(0, 10)),
    })
    const days = fc.constantFrom(null, '2026-02-01', '2026-05-01')
    fc.assert(
      fc.property(fc.array(some, { maxLength: 12 }), days, (evidence, vendor) => {
        const one = decide(evidence, vendor)
        const { sourceId, assistedIds, influencedIds } = decide(evidence.toReversed(), vendor)
        expect({ sourceId, assistedIds, influencedIds }).toEqual({
          sourceId: one.sourceId,
          assistedIds: one.assistedIds,
          influencedIds: one.influencedIds,
        })
        expect(one.evidence.filter(({ outcome }) => outcome === 'sourced').length).toBe(sourceId === null ? 0 : 1)
        const all = [...(sourceId ? [sourceId] : []), ...assistedIds, ...influencedIds]
        expect(new Set(all).size).toBe(all.length)
      }),
    )
  })
})

describe('the credit of a deal', () => {
  let server: TestServer
  let work: ReturnType<typeof teamwork>
  beforeAll(async () => {
    server = await testServer()
    work = teamwork(server)
  })

  test('goes to who registered it, with the evidence and the rule version, and is kept at the win', async () => {
    const room = courtroom(server)
    const { alpha, manager, reviewer, one } = await room.court()
    const registration = await room.send(alpha)
    await room.approve(reviewer, registration)
    const { version } = await room.own(alpha, registration)
    const id = (await alpha(court.convertRegistration, { id: registration, version })).body.dealId!
    await server.settle()
    const { body } = await manager(readDealCredit, { id })
    expect(body.now).toMatchObject({ sourceId: one, sourceName: 'Alpha Partner', rulesVersion: 1, vendorFirstOn: null })
    expect(body.now.evidence[0]).toMatchObject({ kind: 'registration', id: registration, outcome: 'sourced' })
    expect(body.decided).toEqual([])
    await work.moveTo({ manager, dealId: id }, 'won')
    expect((await manager(readDealCredit, { id })).body.decided).toMatchObject([
      { number: 1, reason: null, decision: { sourceId: one } },
    ])
  })

  test('is the vendor’s own for a direct deal, whose helpers assisted; a correction is a new decision', async () => {
    const it = await work.room()
    await work.join(it, it.alpha)
    await work.join(it, it.beta, { role: 'influenced' })
    expect((await it.manager(correctDealCredit, { id: it.dealId, reason: 'x' })).status).toBe(409)
    await work.moveTo(it, 'won')
    const first = (await it.manager(readDealCredit, { id: it.dealId })).body
    expect(first.decided).toMatchObject([
      { decision: { sourceId: null, assistedIds: [it.alpha.id], influencedIds: [it.beta.id] } },
    ])
    const gamma = await it.partner('Gamma Consulting')
    const day = server.clock.now().toISOString().slice(0, 10)
    await work.join(it, gamma, { role: 'sourced', evidence: 'Introduced the buyer.', evidenceOn: day })
    const { body } = await it.manager(correctDealCredit, { id: it.dealId, reason: 'Gamma’s evidence came late.' })
    expect(body.decided).toMatchObject([
      { number: 2, reason: 'Gamma’s evidence came late.', decision: { sourceId: gamma.id } },
      first.decided[0]!,
    ])
    expect((await gamma.call(api.readOwnDeal, { id: it.dealId })).text).not.toContain('assisted')
  })
})
