import * as touches from '@hansa/contract/direct-touches'
import { createDeal, readDeal, updateDeal } from '@hansa/contract/deals'
import { mergeOrganizations, undoMerge } from '@hansa/contract/hygiene'
import { announceProgrammeVersion, listProgrammes, ProgrammeRules } from '@hansa/contract/programme'
import { beforeAll, describe, expect, test } from 'vitest'
import { recordEvents } from '../core/events/record.ts'
import { testServer, type Call, type TestServer } from '../testing.ts'
import { api as court, courtroom } from './fixtures/courtroom.ts'
import { couldBeAbout, familiesOf } from './rules/touch.ts'

const api = { ...court, ...touches, createDeal, readDeal, updateDeal }

let server: TestServer
let room: ReturnType<typeof courtroom>
beforeAll(async () => {
  server = await testServer()
  room = courtroom(server)
})

/** A partner that is protected with a customer. */
async function protectedPartner() {
  const it = await room.court()
  const id = await room.send(it.alpha)
  await room.approve(it.reviewer, id)
  await server.settle()
  server.clock.advance(3_600_000)
  const { customerId } = await room.seen(it.manager, id)
  return { ...it, id, customerId: customerId! }
}
const day = (days: number) => new Date(server.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
const open = async (call: Call, customerId: string, more = {}) => {
  const { body } = await call(api.createDeal, { name: 'Direct with Contoso', customerId, ...more })
  await server.settle()
  return body.id
}
const shown = async (call: Call, registrationId: string) =>
  (await call(api.listDirectTouches, { registrationId })).body.items

describe('a direct touch', () => {
  test('is raised when the vendor opens a deal of its own with a protected customer, once, with its evidence', async () => {
    const { manager, id, customerId, one } = await protectedPartner()
    const value = { amount: 77_700, currency: 'EUR' }
    const dealId = await open(manager, customerId, { owner: 'Sally Seller', value })
    await manager(api.updateDeal, { id: dealId, version: 1, stage: 'proposal' })
    await server.settle()
    const found = await shown(manager, id)
    expect(found).toMatchObject([
      { kind: 'opened', registrationId: id, dealId, partnerId: one, happenedOn: day(0), settledAs: null, counts: true },
    ])
    expect(found[0]!.eventId).toMatch(/^evt_/)
    expect((await manager(api.listDirectTouches, { dealId })).body.items).toEqual(found)
  })

  test('is told to its partner with the day alone: no deal, no seller, no value; other partners read nothing of it', async () => {
    const { eco, manager, alpha, beta, id, customerId } = await protectedPartner()
    const value = { amount: 77_700, currency: 'EUR' }
    const dealId = await open(manager, customerId, { name: 'Zebra Secret', owner: 'Sally Seller', value })
    const own = await alpha(api.listOwnDirectTouches, { registrationId: id })
    expect(own.body.items).toMatchObject([{ registrationId: id, happenedOn: day(0), counts: true }])
    for (const secret of [dealId, 'Zebra', 'Sally', '77700', 'opened', 'evt_']) expect(own.text).not.toContain(secret)
    expect((await beta(api.listOwnDirectTouches, {})).body.items).toEqual([])
    const mail = await server.database.owner.query<{ subject: { text: string }; paragraphs: unknown }>(
      `select subject, paragraphs from mail where ecosystem_id = $1 and subject::text like '%directly%'`,
      [eco.ecosystemId],
    )
    expect(mail.rows.map(({ subject }) => subject.text)).toEqual(['The vendor dealt with {0} directly'])
    expect(JSON.stringify(mail.rows)).not.toContain('Zebra')
  })

  test.each([
    ['a deal of the partner’s own', { partner: true }, 0],
    ['a deal with a partner of the vendor’s choice that is taken from it later', { partner: true, taken: true }, 1],
    ['a deal for another product family', { product: 'Support' }, 0],
    ['a deal for the protected family', { product: 'Data platform' }, 1],
    ['a deal for a product that the programme does not know', { product: 'Something' }, 1],
    ['a deal that only was lost while the partner was protected', { before: true, stage: 'lost' }, 0],
    ['a deal from before that moves on', { before: true, stage: 'proposal' }, 1],
  ] as const)(
    '%s',
    async (
      _,
      how: { partner?: true; taken?: true; product?: string; before?: true; stage?: 'lost' | 'proposal' },
      many,
    ) => {
      const it = await room.court()
      const { id: programme } = (await it.manager(listProgrammes, {})).body.items[0]!
      const rules = ProgrammeRules.parse({ registration: { families } })
      await it.manager(announceProgrammeVersion, { id: programme, basedOn: 1, rules })
      const customerId = await it.organization('Contoso Manufacturing GmbH', {
        website: 'contoso-manufacturing.example',
        country: 'DE',
      })
      const id = await room.send(it.alpha, { families: ['data'] })
      const early = how.before ? await open(it.manager, customerId) : null
      server.clock.advance(3_600_000)
      await room.approve(it.reviewer, id)
      server.clock.advance(3_600_000)
      const dealId =
        early ??
        (await open(it.manager, customerId, {
          product: how.product ?? null,
          ...(how.partner && { partnerId: it.one }),
        }))
      if (how.taken) await it.manager(api.updateDeal, { id: dealId, version: 1, partnerId: null })
      if (how.stage) await it.manager(api.updateDeal, { id: dealId, version: 1, stage: how.stage })
      await server.settle()
      expect(await shown(it.manager, id)).toHaveLength(many)
    },
  )

  test('that is learned late counts by its day: within the protection it is raised after its end, before it is not', async () => {
    const { manager, id, customerId } = await protectedPartner()
    server.clock.advance(120 * 86_400_000)
    await server.tick()
    await open(manager, customerId, { name: 'Before', openedOn: day(-125), stage: 'qualified', stageSince: day(-125) })
    await open(manager, customerId, { name: 'After', openedOn: day(-2) })
    expect(await shown(manager, id)).toEqual([])
    await open(manager, customerId, { name: 'Within', openedOn: day(-60) })
    expect(await shown(manager, id)).toMatchObject([{ dealName: 'Within', happenedOn: day(-60) }])
  })

  test('before the approval counts where a missed deadline dates the protection back', async () => {
    const { alpha, manager, reviewer } = await room.court()
    const id = await room.send(alpha)
    server.clock.advance(2 * 3_600_000)
    const { customerId } = await room.seen(manager, id)
    await open(manager, customerId!)
    expect(await shown(manager, id)).toEqual([])
    server.clock.advance(10 * 86_400_000)
    await server.tick()
    await room.approve(reviewer, id)
    await server.settle()
    expect(await shown(manager, id)).toMatchObject([{ kind: 'opened' }])
  })

  test('may be a contact that the log tells of without a deal, once for the customer', async () => {
    const { eco, manager, id, customerId } = await protectedPartner()
    const now = server.clock.now()
    const told = { verb: 'deal.touched', organizationId: customerId, partnerId: customerId }
    await server.database.scoped({ ecosystemId: eco.ecosystemId, partnerId: null }, (db) =>
      recordEvents(db, { kind: 'import', id: null }, now, 'crm', [told, told]),
    )
    await server.settle()
    expect(await shown(manager, id)).toMatchObject([{ kind: 'contact', dealId: null, happenedOn: day(0) }])
  })

  test('with a subsidiary, or with a company that turns out to be the same one, counts too', async () => {
    const { manager, id, customerId, organization } = await protectedPartner()
    const child = await organization('Contoso Tools AG', { parentId: customerId })
    await open(manager, child, { name: 'With the subsidiary' })
    const double = await organization('Contoso Manufacturing')
    await open(manager, double, { name: 'With the double' })
    expect(await shown(manager, id)).toMatchObject([{ dealName: 'With the subsidiary' }])
    const merge = (await manager(mergeOrganizations, { intoId: customerId, fromId: double })).body
    await server.settle()
    expect(new Set((await shown(manager, id)).map(({ dealName }) => dealName))).toEqual(
      new Set(['With the double', 'With the subsidiary']),
    )
    await manager(undoMerge, { id: merge.id })
    await server.settle()
    expect(await shown(manager, id)).toHaveLength(2)
  })
})

describe('settling', () => {
  test('takes it off the score only where the partner is in the deal, or confirms that it was agreed', async () => {
    const { manager, alpha, reviewer, id, customerId, one } = await protectedPartner()
    const dealId = await open(manager, customerId)
    const [touch] = await shown(manager, id)
    const settle = async (as: touches.TouchSettlement) =>
      reviewer(api.settleDirectTouch, {
        id: touch!.id,
        version: (await shown(manager, id))[0]!.version,
        as,
        text: 'So it was.',
      })
    expect((await settle('partner_joined')).body.message).toContain('neither the deal’s partner nor in its team')
    expect((await settle('mistake')).body).toMatchObject({ settledAs: 'mistake', counts: true })
    expect((await settle('agreed')).body).toMatchObject({ settledAs: 'agreed', counts: true, settledBy: 'A reviewer' })
    const own = async () => (await alpha(api.listOwnDirectTouches, { registrationId: id })).body.items[0]!
    expect(await own()).toMatchObject({ settledAs: 'agreed', settledText: 'So it was.', may: { answer: true } })
    const say = async (answer: touches.TouchAnswer, text?: string) =>
      alpha(api.answerDirectTouch, { id: touch!.id, version: (await own()).version, answer, ...(text && { text }) })
    expect((await say('disputed')).body.message).toContain('what is not so')
    expect((await say('disputed', 'We never spoke.')).body).toMatchObject({ answer: 'disputed', counts: true })
    await settle('agreed')
    expect((await say('confirmed')).body).toMatchObject({ answer: 'confirmed', counts: false })
    expect((await settle('mistake')).status).toBe(409)

    await open(manager, customerId, { name: 'Another' })
    const other = (await shown(manager, id)).find(({ dealId: about }) => about !== dealId)!
    const { version } = (await manager(api.readDeal, { id: other.dealId! })).body
    await manager(api.updateDeal, { id: other.dealId!, version, partnerId: one })
    const joined = await reviewer(api.settleDirectTouch, {
      id: other.id,
      version: 1,
      as: 'partner_joined',
      text: 'Now it is theirs.',
    })
    expect(joined.body).toMatchObject({ settledAs: 'partner_joined', counts: false })
  })

  test('is the partner’s to answer alone', async () => {
    const { manager, beta, reviewer, id, customerId } = await protectedPartner()
    await open(manager, customerId)
    const [touch] = await shown(manager, id)
    await reviewer(api.settleDirectTouch, { id: touch!.id, version: 1, as: 'agreed', text: 'By phone.' })
    const answer = { id: touch!.id, version: 2, answer: 'confirmed' } as const
    expect((await beta(api.answerDirectTouch, answer)).status).toBe(404)
    expect((await manager(api.answerDirectTouch, answer)).status).toBe(403)
  })
})

const families = [
  { key: 'data', name: 'Data platform' },
  { key: 'support', name: 'Support' },
]
test('the product families of a deal are read off its text, by key or name', () => {
  expect(familiesOf('Data platform, SUPPORT', families)).toEqual(['data', 'support'])
  expect(familiesOf('Data', families)).toEqual(['data'])
  expect(familiesOf(null, families)).toEqual([])
  expect(couldBeAbout('Support', ['data'], families)).toBe(false)
  expect(couldBeAbout('Support, other things', ['data'], families)).toBe(false)
  expect(couldBeAbout('Other things', ['data'], families)).toBe(true)
})
