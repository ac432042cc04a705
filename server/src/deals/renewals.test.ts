import { createDeal, updateDeal } from '@hansa/contract/deals'
import { announceProgrammeVersion, listProgrammes, ProgrammeRules } from '@hansa/contract/programme'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { api, courtroom } from './fixtures/courtroom.ts'

let server: TestServer
let room: ReturnType<typeof courtroom>
beforeAll(async () => {
  server = await testServer()
  room = courtroom(server)
})

const aDay = 86_400_000
const day = (days: number) => new Date(server.clock.now().getTime() + days * aDay).toISOString().slice(0, 10)

/** A programme with its rules of renewals, and business that partner one has won with the customer. */
async function won(renewal: object = {}) {
  const it = await room.court()
  const { id: programme } = (await it.manager(listProgrammes, {})).body.items[0]!
  const rules = ProgrammeRules.parse({ registration: { renewal } })
  await it.manager(announceProgrammeVersion, { id: programme, basedOn: 1, rules })
  const more = { website: 'contoso-manufacturing.example', country: 'DE' }
  const customerId = await it.organization('Contoso Manufacturing GmbH', more)
  const deal = { name: 'First contract', customerId, partnerId: it.one, product: 'All products', openedOn: day(-400) }
  const { body } = await it.manager(createDeal, { ...deal, stage: 'won', stageSince: day(-300) })
  await server.settle()
  server.clock.advance(3_600_000)
  return { ...it, dealId: body.id, customerId }
}

describe('a renewal', () => {
  test('is the incumbent’s, though another claim came first, and nobody is told of the other', async () => {
    const { alpha, beta, reviewer, dealId } = await won()
    const early = await room.send(beta)
    const renewal = await room.send(alpha, { kind: 'renewal' })
    expect((await room.seen(reviewer, early)).judgement).toMatchObject({
      outcome: 'review',
      reason: 'existing_partner',
      rule: 'renewal.others',
      conflicts: [{ kind: 'renewal', id: dealId, partnerName: 'Alpha Partner' }],
    })
    const record = await room.seen(reviewer, renewal)
    expect(record.judgement).toMatchObject({ outcome: 'review', reason: null, rule: 'renewal.incumbent' })
    expect(record.suggestion).toMatchObject({ act: 'approve' })
    expect((await room.approve(reviewer, early)).body.message).toContain('Decide that one first')
    expect((await room.approve(reviewer, renewal)).body.state).toBe('approved')
    const told = JSON.stringify(await room.own(beta, early))
    for (const secret of ['Alpha', dealId, renewal, 'renewal.']) expect(told).not.toContain(secret)
  })

  test('gives way to the customer’s written choice', async () => {
    const { alpha, beta, reviewer } = await won()
    const renewal = await room.send(alpha, { kind: 'renewal' })
    await room.approve(reviewer, renewal)
    const other = await room.send(beta, { kind: 'renewal' })
    expect((await room.own(beta, other)).receipt.ruling).toMatchObject({ reason: 'existing_partner' })
    const version = async () => (await room.own(beta, other)).version
    const text = 'The customer chose us in writing.'
    await beta(api.appealRegistration, { id: other, version: await version(), text })
    const overturn = async (more = {}) =>
      reviewer(api.overturnRegistration, { id: other, version: await version(), text, ...more })
    expect((await overturn()).body.message).toContain('Another protection lives')
    const { body } = await overturn({ customerChoice: 'Letter of 1 November, in the file.' })
    expect(body).toMatchObject({ state: 'approved', receipt: { ruling: { rule: 'customer_choice' } } })
    expect(await room.own(alpha, renewal)).toMatchObject({
      state: 'revoked',
      receipt: { ruling: { rule: 'customer_choice' } },
    })

    const again = await won()
    const waits = await room.send(again.beta)
    await room.send(again.alpha, { kind: 'renewal' })
    const chosen = await room.approve(again.reviewer, waits, { customerChoice: text })
    expect(chosen.body).toMatchObject({ state: 'approved', receipt: { ruling: { rule: 'customer_choice' } } })
  })

  test('that is refused by rule tells the class of reason, the rule, and nothing of the incumbent', async () => {
    const { alpha, beta, reviewer, manager, dealId } = await won({ others: 'block' })
    const id = await room.send(beta, { kind: 'renewal' })
    const record = await room.own(beta, id)
    expect(record).toMatchObject({
      state: 'duplicate',
      receipt: { ruling: { reason: 'existing_partner', rule: 'renewal.others', rulesVersion: 2 } },
      may: { appeal: true },
    })
    for (const secret of ['Alpha', dealId, day(-300)]) expect(JSON.stringify(record)).not.toContain(secret)
    expect((await room.seen(manager, id)).judgement?.conflicts).toMatchObject([{ id: dealId, band: 'block' }])
    await beta(api.appealRegistration, { id, version: record.version, text: 'They asked us.' })
    const { version } = await room.own(beta, id)
    const text = 'The customer confirmed it.'
    expect((await reviewer(api.overturnRegistration, { id, version, text })).body.state).toBe('approved')
    const late = await room.send(alpha, { kind: 'renewal' })
    expect((await room.seen(manager, late)).judgement).toMatchObject({ reason: 'existing_partner', outcome: 'review' })
  })

  test('belongs to nobody beyond the time that the rules look back, or where they do not', async () => {
    for (const lookBackDays of [299, 0]) {
      const { alpha, beta, manager } = await won({ lookBackDays, others: 'block' })
      expect((await room.seen(manager, await room.send(beta))).judgement).toMatchObject({ rule: 'review' })
      const renewal = await room.send(alpha, { kind: 'renewal' })
      expect((await room.seen(manager, renewal)).judgement).toMatchObject({
        rule: 'conflict.block',
        reason: 'existing_partner',
      })
    }
    const { beta, manager } = await won({ lookBackDays: 301, others: 'block' })
    expect((await room.seen(manager, await room.send(beta))).judgement).toMatchObject({ rule: 'renewal.others' })
  })

  test('is the partner’s whose registration was won last', async () => {
    const { alpha, beta, manager, reviewer } = await won()
    server.clock.advance(aDay)
    const id = await room.send(beta)
    await room.approve(reviewer, id)
    await beta(api.convertRegistration, { id, version: (await room.own(beta, id)).version })
    await manager(updateDeal, { id: (await room.own(beta, id)).dealId!, version: 1, stage: 'won' })
    await server.settle()
    const [mine, theirs] = [await room.send(beta, { kind: 'renewal' }), await room.send(alpha, { kind: 'renewal' })]
    expect((await room.seen(manager, mine)).judgement).toMatchObject({ rule: 'renewal.incumbent' })
    expect((await room.seen(manager, theirs)).judgement).toMatchObject({ rule: 'renewal.others' })
  })
})
