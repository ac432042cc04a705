import { updateDeal } from '@hansa/contract/deals'
import { proofProblems } from '@hansa/contract/registration-proof'
import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { api, courtroom } from './fixtures/courtroom.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

let server: TestServer
let room: ReturnType<typeof courtroom>
beforeAll(async () => {
  server = await testServer()
  room = courtroom(server)
})

describe('time', () => {
  test('moves what was left alone over weeks of downtime, each step once and at its own hour', async () => {
    const { alpha, reviewer } = await room.court()
    const id = await room.send(alpha)
    server.clock.advance(40 * 86_400_000)
    await server.tick()
    await server.tick()
    expect((await room.own(alpha, id)).history.map(({ act }) => act)).toEqual([
      'submit',
      'queue',
      'warn_review',
      'warn_review',
      'warn_review',
      'miss_deadline',
    ])
    const late = (await room.approve(reviewer, id)).body
    expect(late.receipt.protectedFrom).toBe(late.completeAt)
    server.clock.advance(200 * 86_400_000)
    await server.tick()
    const record = await room.own(alpha, id)
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
    const { alpha, beta, reviewer } = await room.court()
    await room.approve(reviewer, await room.send(alpha))
    server.clock.advance(120 * 86_400_000)
    await server.tick()
    const second = await room.send(beta)
    expect((await room.approve(reviewer, second)).body.state).toBe('approved')
  })
})

test('an approved registration becomes a deal of its partner with the customer that it means', async () => {
  const { alpha, manager, reviewer, one } = await room.court()
  const id = await room.send(alpha)
  await room.approve(reviewer, id)
  const { body } = await alpha(api.convertRegistration, { id, version: (await room.own(alpha, id)).version })
  expect(body.state).toBe('converted')
  const { customerId, dealId } = await room.seen(manager, id)
  const deal = await server.database.owner.query('select customer_id, partner_id, amount from deal where id = $1', [
    dealId,
  ])
  expect(deal.rows).toEqual([{ customer_id: customerId, partner_id: one, amount: expect.anything() }])
})

test('a registration ends with its deal, frees the customer, and its submitter is told by mail all along', async () => {
  const { eco, alpha, manager, reviewer } = await room.court()
  const id = await room.send(alpha)
  await room.approve(reviewer, id)
  await alpha(api.convertRegistration, { id, version: (await room.own(alpha, id)).version })
  const dealId = (await room.own(alpha, id)).dealId!
  await manager(updateDeal, { id: dealId, version: 1, stage: 'won' })
  await server.settle()
  expect(await room.own(alpha, id)).toMatchObject({
    state: 'won',
    history: expect.arrayContaining([expect.objectContaining({ act: 'win' })]) as never,
  })
  const kept = await server.database.owner.query('select count(*) from protection where ecosystem_id = $1', [
    eco.ecosystemId,
  ])
  expect(Number(kept.rows[0].count)).toBe(0)
  const mails = await server.database.owner.query<{ subject: { values: { text: string }[] } }>(
    'select subject from mail where about_id = $1 order by created_at, id',
    [id],
  )
  expect(mails.rows.map(({ subject }) => subject.values[1]!.text).toSorted()).toEqual(['Approved', 'In review', 'Won'])
})

test('the proof verifies without the server, and a changed history does not', async () => {
  const { alpha, reviewer } = await room.court()
  const id = await room.send(alpha)
  await room.approve(reviewer, id)
  const proof = (await alpha(api.proveOwnRegistration, { id })).body
  expect(proof.events.map(({ act }) => act)).toEqual(['submit', 'queue', 'approve'])
  expect(proofProblems(proof, sha256)).toEqual([])
  const later = proof.events.map((event) =>
    event.act === 'submit' ? { ...event, at: '2030-01-01T00:00:00.000Z' } : event,
  )
  expect(proofProblems({ ...proof, events: later }, sha256).join(' ')).toContain('is not what was recorded')
  expect(proofProblems({ ...proof, events: proof.events.slice(1) }, sha256)[0]).toContain('one is missing')
})
