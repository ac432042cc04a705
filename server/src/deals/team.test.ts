import { createRelationship } from '@hansa/contract/organizations'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { courtroom, api as court } from './fixtures/courtroom.ts'
import { api, teamwork } from './fixtures/teamwork.ts'

let server: TestServer
let work: ReturnType<typeof teamwork>
beforeAll(async () => {
  server = await testServer()
  work = teamwork(server)
})

describe('a team', () => {
  test('forms by invitation: who accepts is in it from that day, who declines is not, and nobody answers twice', async () => {
    const it = await work.room()
    const { manager, dealId, alpha, beta } = it
    const { body } = await manager(api.inviteParticipant, { id: dealId, partnerId: alpha.id, role: 'implements' })
    expect(body.participants).toMatchObject([{ partnerName: 'Alpha Integration', state: 'invited', fromDay: null }])
    const id = body.participants[0]!.id
    const accepted = await alpha.call(api.answerInvitation, { id, answer: 'accept' })
    expect(accepted.body).toMatchObject({ state: 'active', role: 'implements', untilDay: null })
    expect(accepted.body.fromDay).toBe(server.clock.now().toISOString().slice(0, 10))
    expect((await alpha.call(api.answerInvitation, { id, answer: 'decline' })).body.message).toBe(
      'It is in the team already.',
    )
    const other = (await manager(api.inviteParticipant, { id: dealId, partnerId: beta.id, role: 'resells' })).body
    const declined = { id: other.participants[1]!.id, answer: 'decline', reason: 'No capacity.' } as const
    await beta.call(api.answerInvitation, declined)
    expect((await manager(api.readDealTeam, { id: dealId })).body.participants[1]).toMatchObject({
      state: 'declined',
      reason: 'No capacity.',
    })
  })

  test('takes one organization in several roles, but not twice in one', async () => {
    const it = await work.room()
    await work.join(it, it.alpha, { role: 'implements' })
    await work.join(it, it.alpha, { role: 'resells' })
    const again = await it.manager(api.inviteParticipant, { id: it.dealId, partnerId: it.alpha.id, role: 'resells' })
    expect([again.status, again.body.message]).toEqual([
      409,
      'This organization has that role in the team already, or is invited to it.',
    ])
  })

  test('is left with a reason, and who is taken out reads why and sees the deal no longer', async () => {
    const it = await work.room()
    const { alpha, beta, manager, dealId } = it
    const [one, two] = [await work.join(it, alpha), await work.join(it, beta)]
    await alpha.call(api.leaveTeam, { id: one, version: 2, reason: 'We cannot staff it.' })
    await manager(api.removeParticipant, { id: two, version: 2, reason: 'The customer chose otherwise.' })
    expect((await manager(api.readDealTeam, { id: dealId })).body.participants).toMatchObject([
      { state: 'left', reason: 'We cannot staff it.' },
      { state: 'removed', reason: 'The customer chose otherwise.' },
    ])
    for (const { call } of [alpha, beta]) {
      expect((await call(api.readOwnDeal, { id: dealId })).status).toBe(404)
      expect((await call(api.listOwnDeals, {})).body.items).toEqual([])
    }
  })

  test('dissolves when the deal is closed, lets open invitations lapse, and forms anew when the deal is open again', async () => {
    const it = await work.room()
    await work.join(it, it.alpha)
    await it.manager(api.inviteParticipant, { id: it.dealId, partnerId: it.beta.id, role: 'resells' })
    const states = async () =>
      (await it.manager(api.readDealTeam, { id: it.dealId })).body.participants.map(({ state }) => state)
    await work.moveTo(it, 'lost')
    expect(await states()).toEqual(['dissolved', 'removed'])
    expect((await it.beta.call(api.readOwnDeal, { id: it.dealId })).status).toBe(404)
    await work.moveTo(it, 'proposal')
    expect(await states()).toEqual(['active', 'removed'])
  })

  test('begins with the partner whose registration became the deal, as its source', async () => {
    const room = courtroom(server)
    const { alpha, beta, manager, reviewer, one } = await room.court()
    const id = await room.send(alpha)
    await room.approve(reviewer, id)
    const { version } = await room.own(alpha, id)
    const { dealId } = (await alpha(court.convertRegistration, { id, version })).body
    await server.settle()
    expect((await manager(api.readDealTeam, { id: dealId! })).body.participants).toMatchObject([
      {
        partnerId: one,
        role: 'sourced',
        state: 'active',
        evidence: 'A workshop with the head of IT.',
        seesValue: true,
      },
    ])
    expect((await alpha(api.readOwnDeal, { id: dealId! })).body.value).toEqual({ amount: 10_000_000, currency: 'EUR' })
    expect((await beta(api.readOwnDeal, { id: dealId! })).status).toBe(404)
  })

  test('is proposed to by partners: itself it joins at once when the vendor agrees, another one is invited', async () => {
    const it = await work.room()
    const { alpha, beta, manager, dealId } = it
    const said = { customerName: 'Contoso', role: 'integrates', evidence: 'We run their warehouse.' } as const
    const self = (await alpha.call(api.proposeForTeam, said)).body
    const other = (await alpha.call(api.proposeForTeam, { ...said, partnerName: 'Beta Rival' })).body
    expect((await beta.call(api.listOwnTeamProposals, {})).body.items).toEqual([])
    await manager(api.acceptTeamProposal, { id: self.id, dealId })
    expect((await manager(api.acceptTeamProposal, { id: other.id, dealId })).body.message).toContain('Beta Rival')
    const { body } = await manager(api.acceptTeamProposal, { id: other.id, dealId, partnerId: beta.id })
    expect(body.participants).toMatchObject([
      { partnerId: alpha.id, state: 'active', role: 'integrates' },
      { partnerId: beta.id, state: 'invited' },
    ])
    expect((await manager(api.refuseTeamProposal, { id: self.id, reason: 'x' })).status).toBe(409)
    const items = (await alpha.call(api.listOwnTeamProposals, {})).body.items
    expect(items.map(({ state }) => state)).toEqual(['accepted', 'accepted'])
    expect(JSON.stringify(items)).not.toContain('deal_')
  })
})

describe('what a participant sees', () => {
  /** Alpha and Beta are both in the team; the vendor discloses nothing. */
  async function both() {
    const it = await work.room()
    const ids = [
      await work.join(it, it.alpha, { evidence: 'Ours alone.' }),
      await work.join(it, it.beta, { role: 'resells', evidence: 'Secret of Beta.' }),
    ] as const
    return { it, ids }
  }
  const secrets = /Beta|Rival|1234567|list price|10000000|Vera|org_|Secret/

  test('is, field by field, its own part and the customer: no name of the vendor’s, no value, nobody else', async () => {
    const { it } = await both()
    const { status, body, text } = await it.alpha.call(api.readOwnDeal, { id: it.dealId })
    expect(status).toBe(200)
    expect(Object.keys(body).toSorted()).toEqual([
      'closedOn',
      'country',
      'customerName',
      'entries',
      'expectedCloseOn',
      'id',
      'mates',
      'participations',
      'product',
      'shares',
      'stage',
      'value',
    ])
    expect(body).toMatchObject({ customerName: 'Contoso Manufacturing GmbH', value: null, mates: [], shares: [] })
    expect(body.participations).toHaveLength(1)
    expect(Object.keys(body.participations[0]!).toSorted()).toEqual([
      'evidence',
      'evidenceOn',
      'fromDay',
      'id',
      'may',
      'reason',
      'role',
      'state',
      'untilDay',
      'version',
    ])
    expect(text).not.toMatch(secrets)
  })

  test('is before it accepts only whom it is about and what is asked of it', async () => {
    const it = await work.room()
    const { alpha, manager, dealId } = it
    await manager(api.inviteParticipant, { id: dealId, partnerId: alpha.id, role: 'resells', seesValue: true })
    expect(await work.own(alpha.call, dealId)).toMatchObject({
      customerName: 'Contoso Manufacturing GmbH',
      stage: null,
      value: null,
      expectedCloseOn: null,
    })
  })

  test('cannot be found by what is not disclosed: not by the vendor’s name of the deal, nor by a rival’s', async () => {
    const { it } = await both()
    const found = async (q: string) => (await it.alpha.call(api.listOwnDeals, { q })).body.items.length
    expect([await found('contoso'), await found('data plat')]).toEqual([1, 1])
    expect([await found('rival'), await found('by way of'), await found('1234567'), await found('vera')]).toEqual([
      0, 0, 0, 0,
    ])
  })

  test('holds nothing behind the ids of others: they are as if they were not there', async () => {
    const { it, ids } = await both()
    const { alpha, dealId, manager } = it
    const stranger = await it.partner('Stranger')
    const answers = [
      await alpha.call(api.answerInvitation, { id: ids[1], answer: 'accept' }),
      await alpha.call(api.leaveTeam, { id: ids[1], version: 1, reason: 'x' }),
      await stranger.call(api.readOwnDeal, { id: dealId }),
    ]
    const unknown = await alpha.call(api.answerInvitation, {
      id: 'part_00000000000000000000000000',
      answer: 'accept',
    })
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
    expect(answers[0]!.body.message!.replace(ids[1], '')).toBe(
      unknown.body.message!.replace('part_00000000000000000000000000', ''),
    )
    await manager(api.proposeSplit, { id: dealId, method: 'equal' })
    const { splits } = (await manager(api.readDealSplits, { id: dealId })).body
    expect((await stranger.call(api.answerSplit, { id: splits[0]!.id, answer: 'sign' })).status).toBe(404)
  })

  test('is all that its own transaction in the database reaches: tables, views and the log', async () => {
    const { it } = await both()
    await it.manager(api.proposeSplit, {
      id: it.dealId,
      method: 'line',
      lines: (await it.manager(api.readDealTeam, { id: it.dealId })).body.participants.map(({ id }) => ({
        name: 'Secret line',
        participantId: id,
        amount: 50_000_00,
      })),
    })
    await server.settle()
    const seen = await server.database.scoped(
      { ecosystemId: it.eco.ecosystemId, partnerId: it.alpha.id },
      async (db) => {
        const all: unknown[] = []
        const tables = [
          'deal',
          'deal_line',
          'deal_participant',
          'deal_introduction',
          'deal_split',
          'deal_share',
          'deal_split_entry',
        ]
        const views = [
          'deal_team_proposal',
          'deal_team_ruling',
          'own_deal',
          'own_team_mate',
          'own_split',
          'event',
          'mail',
        ]
        for (const name of [...tables, ...views])
          all.push(...(await sql`select * from ${sql.table(name)}`.execute(db)).rows)
        return JSON.stringify(all)
      },
    )
    expect(seen).toContain('Ours alone.')
    expect(seen).toContain('deal.split_proposed')
    for (const secret of ['Rival', '1234567', 'Secret', 'Vera', it.beta.id]) expect(seen, secret).not.toContain(secret)
  })

  test('is the value too, where the vendor discloses it', async () => {
    const { it, ids } = await both()
    await it.manager(api.updateParticipant, { id: ids[0], version: 2, seesValue: true })
    expect((await work.own(it.alpha.call, it.dealId)).value).toEqual({ amount: 100_000_00, currency: 'EUR' })
    expect((await work.own(it.beta.call, it.dealId)).value).toBeNull()
  })

  test('are others where both are disclosed to each other, their shares only where that is disclosed too', async () => {
    const { it, ids } = await both()
    const { alpha, beta, dealId, manager } = it
    await manager(api.proposeSplit, { id: dealId, method: 'equal' })
    await manager(api.introduceParticipants, { id: dealId, oneId: ids[1], twoId: ids[0] })
    expect((await work.own(alpha.call, dealId)).mates).toEqual([
      { name: 'Beta Rival Systems', role: 'resells', basisPoints: null },
    ])
    await manager(api.introduceParticipants, { id: dealId, oneId: ids[0], twoId: ids[1], shares: true })
    expect((await work.own(beta.call, dealId)).mates).toEqual([
      { name: 'Alpha Integration', role: 'implements', basisPoints: 5000 },
    ])
    await manager(api.endIntroduction, { id: dealId, oneId: ids[0], twoId: ids[1] })
    expect((await work.own(alpha.call, dealId)).mates).toEqual([])
  })

  test('are never competitors: such are not disclosed, and who competes later is hidden at once', async () => {
    const { it, ids } = await both()
    const { alpha, beta, dealId, manager } = it
    await manager(api.introduceParticipants, { id: dealId, oneId: ids[0], twoId: ids[1], shares: true })
    await manager(createRelationship, { kind: 'competes_with', fromId: beta.id, toId: alpha.id })
    expect((await work.own(alpha.call, dealId)).mates).toEqual([])
    expect((await manager(api.readDealTeam, { id: dealId })).body.introductions).toMatchObject([{ competing: true }])
    const again = await manager(api.introduceParticipants, { id: dealId, oneId: ids[0], twoId: ids[1] })
    expect([again.status, again.body.message]).toEqual([
      409,
      'These two compete: they are not disclosed to each other.',
    ])
  })
})
