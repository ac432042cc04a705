import { readDeal, updateDeal } from '@hansa/contract/deals'
import { mergeOrganizations, undoMerge } from '@hansa/contract/hygiene'
import { updateOrganization, readOrganization } from '@hansa/contract/organizations'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type Call, type TestServer } from '../testing.ts'
import { api, courtroom } from './fixtures/courtroom.ts'

let server: TestServer
let room: ReturnType<typeof courtroom>
beforeAll(async () => {
  server = await testServer()
  room = courtroom(server)
})

/** Two partners, protected with two companies that nobody knows to be one: by names and domains that are not alike. */
async function twoProtected() {
  const place = await room.court()
  const { alpha, beta, manager, reviewer } = place
  const first = await room.send(alpha)
  const second = await room.send(beta, { customerName: 'CM Group', customerDomain: 'cm-fabrik.example' })
  await room.approve(reviewer, first)
  await room.approve(reviewer, second)
  const [one, other] = [await room.seen(manager, first), await room.seen(manager, second)]
  expect([one.state, other.state, one.customerId === other.customerId]).toEqual(['approved', 'approved', false])
  return { ...place, first, second, firstCustomer: one.customerId!, secondCustomer: other.customerId! }
}

const protections = async (ecosystemId: string) =>
  (
    await server.database.owner.query<{ root_id: string; registration_id: string }>(
      'select root_id, registration_id from protection where ecosystem_id = $1 order by root_id',
      [ecosystemId],
    )
  ).rows

const merged = async (call: Call, intoId: string, fromId: string) => {
  const { status, body } = await call(mergeOrganizations, { intoId, fromId })
  expect(status).toBe(200)
  return body.id
}

describe('two customers that turn out to be one', () => {
  test.each(['of the earlier claim', 'of the later claim'])(
    'keep the protection that was complete first, whichever record stays: that %s',
    async (which) => {
      const { eco, alpha, beta, manager, first, second, firstCustomer, secondCustomer } = await twoProtected()
      const stays = which === 'of the earlier claim' ? firstCustomer : secondCustomer
      const goes = stays === firstCustomer ? secondCustomer : firstCustomer
      const before = await room.own(beta, second)
      const merge = await merged(manager, stays, goes)

      expect(await protections(eco.ecosystemId)).toEqual([{ root_id: stays, registration_id: first }])
      expect((await room.own(alpha, first)).state).toBe('approved')
      const aside = await room.own(beta, second)
      expect(aside).toMatchObject({
        state: 'in_review',
        protectedUntil: null,
        receipt: {
          ruling: { act: 'set_aside', reason: 'existing_partner', rule: 'one_customer' },
          protectedUntil: null,
        },
      })
      for (const secret of [first, 'Alpha', 'org_', firstCustomer]) expect(JSON.stringify(aside)).not.toContain(secret)
      const conflicts = async (id: string) => (await room.seen(manager, id)).judgement!.conflicts
      expect(await conflicts(second)).toMatchObject([{ id: first, rank: 'protected', band: 'block' }])
      expect(await conflicts(first)).toMatchObject([{ id: second, rank: 'later', band: 'block' }])

      expect((await manager(undoMerge, { id: merge })).status).toBe(200)
      const back = await room.own(beta, second)
      expect([back.state, back.protectedUntil]).toEqual([before.state, before.protectedUntil])
      expect(await protections(eco.ecosystemId)).toHaveLength(2)
      expect((await room.seen(manager, second)).customerId).toBe(secondCustomer)
      expect([await conflicts(first), await conflicts(second)]).toEqual([[], []])
    },
  )

  test('let the reviewer approve what was set aside by the customer’s written choice, and the other gives way', async () => {
    const { eco, alpha, manager, reviewer, first, second, firstCustomer, secondCustomer } = await twoProtected()
    await merged(manager, firstCustomer, secondCustomer)
    expect((await room.approve(reviewer, second)).body.message).toContain('Another protection lives')
    const { body } = await room.approve(reviewer, second, { customerChoice: 'Letter of 3 May.' })
    expect(body.state).toBe('approved')
    expect((await room.own(alpha, first)).state).toBe('revoked')
    expect(await protections(eco.ecosystemId)).toEqual([{ root_id: firstCustomer, registration_id: second }])
  })

  test('keep the protection that the customer chose in writing, though the other claim was complete first', async () => {
    const { alpha, beta, manager, reviewer } = await room.court()
    const first = await room.send(alpha)
    const second = await room.send(beta, { customerName: 'CM Group', customerDomain: 'cm-fabrik.example' })
    await room.approve(reviewer, first)
    await room.approve(reviewer, second, { customerChoice: 'Letter of 3 May.' })
    const [one, other] = [await room.seen(manager, first), await room.seen(manager, second)]
    await merged(manager, one.customerId!, other.customerId!)
    expect([(await room.own(alpha, first)).state, (await room.own(beta, second)).state]).toEqual([
      'in_review',
      'approved',
    ])
  })

  test('hold later claims on either name back', async () => {
    const { alpha, manager, firstCustomer, secondCustomer } = await twoProtected()
    await merged(manager, firstCustomer, secondCustomer)
    const third = await room.send(alpha, { customerName: 'CM Group', customerDomain: 'cm-fabrik.example' })
    expect((await room.own(alpha, third)).receipt.ruling).toMatchObject({ act: 'block', reason: 'duplicate_self' })
  })

  test('that one became a deal: its win ends the registration also while the protection is set aside', async () => {
    const { beta, manager, second, firstCustomer, secondCustomer } = await twoProtected()
    await beta(api.convertRegistration, { id: second, version: (await room.own(beta, second)).version })
    await merged(manager, firstCustomer, secondCustomer)
    const { dealId, state } = await room.own(beta, second)
    expect(state).toBe('in_review')
    const { version } = (await manager(readDeal, { id: dealId! })).body
    await manager(updateDeal, { id: dealId!, version, stage: 'won' })
    await server.settle()
    expect((await room.own(beta, second)).state).toBe('won')
  })
})

describe('a corporate tree that changes', () => {
  const setParent = async (call: Call, id: string, parentId: string | null) => {
    const { version } = (await call(readOrganization, { id })).body
    expect((await call(updateOrganization, { id, version, parentId })).status).toBe(200)
    await server.settle()
  }

  test('brings protections together under its top, and lets them part again', async () => {
    const { eco, beta, manager, first, second, firstCustomer, secondCustomer } = await twoProtected()
    await setParent(manager, firstCustomer, secondCustomer)
    expect(await protections(eco.ecosystemId)).toEqual([{ root_id: secondCustomer, registration_id: first }])
    expect((await room.own(beta, second)).state).toBe('in_review')
    await setParent(manager, firstCustomer, null)
    expect((await room.own(beta, second)).state).toBe('approved')
    expect((await protections(eco.ecosystemId)).map(({ root_id }) => root_id)).toEqual(
      [firstCustomer, secondCustomer].toSorted(),
    )
  })

  test('of one partner alone moves its protection without a word', async () => {
    const { eco, alpha, manager, reviewer, organization } = await room.court()
    const id = await room.send(alpha)
    await room.approve(reviewer, id)
    const before = await room.own(alpha, id)
    const top = await organization('Umbrella Holding SE')
    await setParent(manager, (await room.seen(manager, id)).customerId!, top)
    expect(await room.own(alpha, id)).toEqual(before)
    expect(await protections(eco.ecosystemId)).toEqual([{ root_id: top, registration_id: id }])
  })
})
