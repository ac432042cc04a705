import { createPerson } from '@hansa/contract/organizations'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { api, teamwork } from './fixtures/teamwork.ts'

let server: TestServer
let work: ReturnType<typeof teamwork>
beforeAll(async () => {
  server = await testServer()
  work = teamwork(server)
})

/** A deal of 100,000.00 € whose team is Alpha, which implements, and Beta, which sourced it. */
async function team() {
  const it = await work.room()
  const ids = [await work.join(it, it.alpha), await work.join(it, it.beta, { role: 'sourced' })] as const
  return { it, ids }
}
type It = Awaited<ReturnType<typeof team>>['it']

const propose = (it: It, more: object = {}) => it.manager(api.proposeSplit, { id: it.dealId, method: 'equal', ...more })
const newest = async (it: It) => (await work.splitsOf(it)).splits[0]!
async function sign(it: It, ...who: readonly It['alpha'][]) {
  const { id } = await newest(it)
  const answers = []
  for (const { call } of who) answers.push(await call(api.answerSplit, { id, answer: 'sign' }))
  await server.settle()
  return answers
}
const amounts = (split: { shares: { partnerName: string; amount: { amount: number } | null }[] }) =>
  Object.fromEntries(split.shares.map((share) => [share.partnerName.split(' ')[0], share.amount?.amount]))

describe('a split', () => {
  test('is proposed by the role table of the programme, whose version it keeps, and agreed once all have signed', async () => {
    const { it } = await team()
    const { body } = await propose(it, { method: 'role_table' })
    expect(body.splits).toMatchObject([{ number: 1, state: 'proposed', rulesVersion: 1, method: 'role_table' }])
    // 40 for the source, 30 for who implements.
    expect(body.splits[0]!.shares.map(({ role, basisPoints }) => [role, basisPoints])).toEqual([
      ['implements', 4286],
      ['sourced', 5714],
    ])
    expect(amounts(body.splits[0]!)).toEqual({ Alpha: 42_857_14, Beta: 57_142_86 })
    await sign(it, it.alpha)
    expect((await newest(it)).state).toBe('proposed')
    await sign(it, it.beta)
    expect(await newest(it)).toMatchObject({
      state: 'agreed',
      shares: [
        { signature: 'signed', answeredBy: 'A partner_administrator' },
        { signature: 'signed', answeredBy: 'A partner_administrator' },
      ],
    })
  })

  test('shows each party its own share alone, and its money only where the deal’s value is disclosed', async () => {
    const { it, ids } = await team()
    await propose(it)
    const own = await work.own(it.alpha.call, it.dealId)
    expect(own.shares).toMatchObject([
      { number: 1, state: 'waiting', role: 'implements', basisPoints: 5000, amount: null },
    ])
    expect(Object.keys(own.shares[0]!).toSorted()).toEqual([
      'amount',
      'answeredAt',
      'basisPoints',
      'disputeReason',
      'may',
      'number',
      'proposedAt',
      'reason',
      'role',
      'splitId',
      'state',
    ])
    await it.manager(api.updateParticipant, { id: ids[0], version: 2, seesValue: true })
    expect((await work.own(it.alpha.call, it.dealId)).shares[0]!.amount).toEqual({ amount: 50_000_00, currency: 'EUR' })
  })

  test('is disputed with a reason and what would be right; a new version answers, and the old one takes no signature', async () => {
    const { it, ids } = await team()
    await propose(it)
    const { id } = await newest(it)
    expect((await it.alpha.call(api.answerSplit, { id, answer: 'dispute' })).status).toBe(422)
    await it.alpha.call(api.answerSplit, { id, answer: 'dispute', reason: 'We do most.', wantedBasisPoints: 7000 })
    expect(await newest(it)).toMatchObject({
      state: 'disputed',
      shares: [{ disputeReason: 'We do most.', wantedBasisPoints: 7000 }, { signature: 'waiting' }],
    })
    const shares = [
      { participantId: ids[0], basisPoints: 7000 },
      { participantId: ids[1], basisPoints: 3000 },
    ]
    await propose(it, { method: 'custom', shares })
    expect((await it.alpha.call(api.answerSplit, { id, answer: 'sign' })).body.message).toBe(
      'A newer version took its place.',
    )
    await sign(it, it.alpha, it.beta)
    expect((await work.splitsOf(it)).splits.map(({ state }) => state)).toEqual(['agreed', 'replaced'])
  })

  test('is refused where it does not sum to 100%, names a stranger, or has nobody to split among', async () => {
    const { it, ids } = await team()
    const bad = await propose(it, { method: 'custom', shares: [{ participantId: ids[0], basisPoints: 9999 }] })
    expect(bad.body.problems).toEqual([{ field: 'shares', message: 'sum to 99.99%; they must sum to 100%' }])
    const empty = await work.room()
    expect((await propose(empty)).body.message).toBe('Nobody is in the team yet.')
  })

  test('is signed once', async () => {
    const { it } = await team()
    await propose(it)
    await sign(it, it.alpha)
    const [again] = await sign(it, it.alpha)
    expect([again!.status, again!.body.message]).toEqual([409, 'You have signed already.'])
  })

  test('is countersigned by a link in a mail, without a login', async () => {
    const it = await work.room()
    const gamma = await it.organization('Gamma Consulting')
    await it.manager(createPerson, { name: 'Gerda Gamma', email: 'gerda@gamma.example', organizationId: gamma })
    await it.manager(api.inviteParticipant, { id: it.dealId, partnerId: gamma, role: 'assisted' })
    await server.settle()
    const through = async (about: string) => {
      const { rows } = await server.database.owner.query<{ action: { url: string }; subject: unknown }>(
        `select action, subject from mail where ecosystem_id = $1 and to_address = 'gerda@gamma.example' and subject::text like $2`,
        [it.eco.ecosystemId, `%${about}%`],
      )
      return server.callAs({ 'x-hansa-link': rows[0]!.action.url.split('#')[1]! })
    }
    const [participant] = (await it.manager(api.readDealTeam, { id: it.dealId })).body.participants
    const accept = await through('Invitation')
    await accept(api.answerInvitation, { id: participant!.id, answer: 'accept' })
    await propose(it, { method: 'role_table' })
    await server.settle()
    const byLink = await through('Your share')
    const { id } = await newest(it)
    const { body } = await byLink(api.answerSplit, { id, answer: 'sign' })
    expect(body.shares).toMatchObject([{ state: 'signed', basisPoints: 10_000, amount: null }])
    expect(await newest(it)).toMatchObject({ state: 'agreed', shares: [{ answeredBy: 'Gerda Gamma' }] })
    expect((await byLink(api.answerSplit, { id, answer: 'sign' })).body.message).toContain('used already')
  })
})

describe('the default table', () => {
  test('holds from negotiation on where not all have signed, without signatures, until something is agreed', async () => {
    const { it } = await team()
    await propose(it)
    await sign(it, it.alpha)
    await work.moveTo(it, 'negotiation')
    const { splits } = await work.splitsOf(it)
    expect(splits.map(({ state, method }) => [state, method])).toEqual([
      ['default', 'role_table'],
      ['replaced', 'equal'],
    ])
    const own = await work.own(it.beta.call, it.dealId)
    expect(own.shares[0]).toMatchObject({ state: 'default', basisPoints: 5714 })
    expect(own.shares[0]!.may['answer']).toBe('The default table holds; it needs no signature.')
    await propose(it)
    await sign(it, it.alpha, it.beta)
    expect((await work.splitsOf(it)).splits.map(({ state }) => state)).toEqual(['agreed', 'replaced', 'replaced'])
  })

  test('is not needed where all have signed before', async () => {
    const { it } = await team()
    await propose(it)
    await sign(it, it.alpha, it.beta)
    await work.moveTo(it, 'negotiation')
    expect((await work.splitsOf(it)).splits.map(({ state }) => state)).toEqual(['agreed'])
    const { rows } = await server.database.owner.query(
      `select verb from event where ecosystem_id = $1 and verb = 'deal.split_agreed'`,
      [it.eco.ecosystemId],
    )
    expect(rows).toHaveLength(1)
  })
})

describe('the win', () => {
  test('locks what is agreed, books it to the cent on the day of the win, and dissolves the team', async () => {
    const { it } = await team()
    await propose(it, { method: 'role_table' })
    await sign(it, it.alpha, it.beta)
    await work.moveTo(it, 'won')
    const { splits, entries } = await work.splitsOf(it)
    expect(splits).toMatchObject([{ state: 'locked' }])
    expect(entries.map(({ kind, amount }) => [kind, amount.amount])).toEqual([
      ['won', 42_857_14],
      ['won', 57_142_86],
    ])
    const own = await work.own(it.alpha.call, it.dealId)
    expect(own).toMatchObject({
      stage: 'won',
      value: null,
      shares: [{ state: 'locked', amount: { amount: 42_857_14, currency: 'EUR' } }],
      entries: [{ kind: 'won', amount: { amount: 42_857_14, currency: 'EUR' } }],
      participations: [{ state: 'dissolved' }],
    })
  })

  test('without an agreement, or with one among others than the team, locks the default table', async () => {
    const { it } = await team()
    await propose(it)
    await sign(it, it.alpha, it.beta)
    const gamma = await it.partner('Gamma Consulting')
    await work.join(it, gamma, { role: 'resells' })
    await work.moveTo(it, 'won')
    const { splits } = await work.splitsOf(it)
    expect(splits).toMatchObject([
      { state: 'locked', method: 'role_table', shares: [{}, {}, {}] },
      { state: 'replaced', method: 'equal' },
    ])
    expect(splits[0]!.shares.reduce((sum, share) => sum + share.amount!.amount, 0)).toBe(100_000_00)
  })

  test('stays as it was booked: a third partner joins, all sign a correction, and the differences are new entries', async () => {
    const { it } = await team()
    await propose(it)
    await sign(it, it.alpha, it.beta)
    await work.moveTo(it, 'won')
    server.clock.advance(40 * 86_400_000)
    const gamma = await it.partner('Gamma Consulting')
    await work.join(it, gamma, { role: 'resells' })
    expect((await propose(it)).body.problems).toMatchObject([{ field: 'reason' }])
    await propose(it, { reason: 'Gamma did the last mile.' })
    const before = await work.splitsOf(it)
    expect(before.splits.map(({ state }) => state)).toEqual(['proposed', 'locked'])
    await sign(it, it.alpha, it.beta, gamma)
    const { splits, entries } = await work.splitsOf(it)
    expect(splits.map(({ state }) => state)).toEqual(['locked', 'replaced'])
    expect(entries.slice(0, 2)).toEqual(before.entries)
    const corrections = entries.slice(2)
    expect(corrections.map(({ amount }) => amount.amount).toSorted((a, b) => a - b)).toEqual([
      -16_666_67, -16_666_66, 33_333_33,
    ])
    expect(corrections.every(({ kind }) => kind === 'correction')).toBe(true)
    expect(corrections.every(({ day }) => day > before.entries[0]!.day)).toBe(true)
    expect((await work.own(gamma.call, it.dealId)).entries).toMatchObject([{ amount: { amount: 33_333_33 } }])
    const edit = server.database.owner.query('update deal_split_entry set amount = 0 where ecosystem_id = $1', [
      it.eco.ecosystemId,
    ])
    await expect(edit).rejects.toThrow('not edited')
  })
})
