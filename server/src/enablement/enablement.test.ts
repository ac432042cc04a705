import * as api from '@hansa/contract/enablement'
import { listTimeline } from '@hansa/contract/events'
import { createOrganization, createPerson } from '@hansa/contract/organizations'
import { beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import type { Db } from '../core/database/scope.ts'
import { testServer, type Call, type TestServer } from '../testing.ts'
import { tellCertifications, upsertCertifications } from './queries/upsert.ts'
import type { GivenCertification } from './rules.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
const aDay = 86_400_000
/** The day so many days from today; the clock moves in these tests. */
const day = (after = 0) => new Date(server.clock.now().getTime() + after * aDay).toISOString().slice(0, 10)

async function arranged() {
  const ecosystem = await server.newEcosystem()
  const call = await ecosystem.as('partner_manager')
  const organizationId = (await call(createOrganization, { name: 'Northgate' })).body.id
  const grant = async (set: Partial<z.input<typeof api.grantCertification.input>> = {}) => {
    const made = await call(api.grantCertification, { organizationId, name: 'Specialist', grantedOn: day(-30), ...set })
    expect(made.status, JSON.stringify(made.body)).toBe(200)
    return made.body
  }
  const inside = <T>(work: (db: Db) => Promise<T>, partnerId: string | null = null) =>
    server.database.scoped({ ecosystemId: ecosystem.ecosystemId, partnerId }, work)
  return { call, organizationId, grant, inside, now: server.clock.now() }
}
const tellings = async (call: Call, recordId: string) =>
  (await call(listTimeline, { recordId })).body.items.map((event): [string, string] => [
    event.verb,
    event.happenedAt.slice(0, 10),
  ])
const readAll = async (call: Call, ask: z.input<typeof api.listCertifications.input> = {}) =>
  (await call(api.listCertifications, ask)).body.items

test('a certification is granted to a partner, with the person who earned it, and tells the log', async () => {
  const { call, organizationId, grant } = await arranged()
  const person = (await call(createPerson, { name: 'Ada Lovelace', organizationId })).body
  const made = await grant({ personId: person.id, expiresOn: day(300) })
  expect(made).toMatchObject({
    organizationName: 'Northgate',
    personName: 'Ada Lovelace',
    endedOn: null,
    may: { edit: true, end: true },
  })
  expect(await tellings(call, made.id)).toEqual([['certification.granted', day(-30)]])
})

test('it ends with a reason, once', async () => {
  const { call, grant } = await arranged()
  const { id } = await grant()
  const ended = await call(api.endCertification, { id, version: 1, endedOn: day(-2), reason: 'Left the company' })
  expect(ended.body).toMatchObject({ endedOn: day(-2), endReason: 'Left the company', version: 2 })
  expect(ended.body.may.end).toBe(`It ended on ${day(-2)} (Left the company).`)
  expect((await call(api.endCertification, { id, version: 2, reason: 'Again' })).status).toBe(409)
  expect(await tellings(call, id)).toContainEqual(['certification.ended', day(-2)])
})

test('what expired ends on the day after its last, also after weeks of downtime, exactly once', async () => {
  const { call, grant } = await arranged()
  const soon = await grant({ name: 'Soon', expiresOn: day(2) })
  const later = await grant({ name: 'Later', expiresOn: day(400) })
  const last = day(2)
  await server.tick()
  expect((await readAll(call, { state: 'ended' })).length).toBe(0)
  server.clock.advance(2 * aDay)
  await server.tick()
  expect((await readAll(call, { state: 'ended' })).length, 'its last day is still valid').toBe(0)
  server.clock.advance(40 * aDay)
  await server.tick()
  await server.tick()
  server.clock.advance(aDay)
  await server.tick()
  const ended = await readAll(call, { state: 'ended' })
  const dayAfter = new Date(new Date(last).getTime() + aDay).toISOString().slice(0, 10)
  expect(ended.map(({ id, endedOn, endReason, version }) => [id, endedOn, endReason, version])).toEqual([
    [soon.id, dayAfter, 'expired', 2],
  ])
  expect((await tellings(call, soon.id)).filter(([verb]) => verb === 'certification.expired')).toEqual([
    ['certification.expired', dayAfter],
  ])
  expect((await readAll(call, { state: 'valid' })).map((one) => one.id)).toEqual([later.id])
})

test('one that had expired is valid again with a later expiry, and expires again', async () => {
  const { call, grant } = await arranged()
  const { id } = await grant({ expiresOn: day(1) })
  server.clock.advance(3 * aDay)
  await server.tick()
  const renewed = await call(api.updateCertification, { id, version: 2, expiresOn: day(5) })
  expect(renewed.body).toMatchObject({ endedOn: null, endReason: null })
  server.clock.advance(10 * aDay)
  await server.tick()
  expect((await tellings(call, id)).map(([verb]) => verb).sort()).toEqual([
    'certification.expired',
    'certification.expired',
    'certification.granted',
    'certification.granted',
  ])
})

test('what cannot be is refused, naming the field', async () => {
  const { call, organizationId, grant } = await arranged()
  const wrong = async (set: Partial<z.input<typeof api.grantCertification.input>>) => {
    const { status, body } = await call(api.grantCertification, { organizationId, name: 'X', grantedOn: day(), ...set })
    return [status, body.problems?.[0]?.field]
  }
  expect(await wrong({ grantedOn: day(1) })).toEqual([422, 'grantedOn'])
  expect(await wrong({ expiresOn: day(-1) })).toEqual([422, 'expiresOn'])
  expect(await wrong({ organizationId: 'org_00000000000000000000000000' })).toEqual([422, 'organizationId'])
  expect(await wrong({ personId: 'per_00000000000000000000000000' })).toEqual([422, 'personId'])
  const { id } = await grant()
  const late = await call(api.endCertification, { id, version: 1, endedOn: day(1), reason: 'Soon' })
  expect([late.status, late.body.problems?.[0]?.field]).toEqual([422, 'endedOn'])
  expect((await call(api.updateCertification, { id, version: 7, name: 'Y' })).status).toBe(409)
})

test('rows of a source become certifications; the same rows again change nothing, not even what the clock ended', async () => {
  const { call, organizationId, inside } = await arranged()
  const give = (rows: readonly Omit<GivenCertification, 'organizationId'>[]) =>
    inside((db) =>
      upsertCertifications(
        db,
        rows.map((row) => ({ organizationId, ...row })),
        { source: 'lms', now: server.clock.now() },
      ),
    )
  const rows = [
    { sourceKey: '1', name: 'Specialist', grantedOn: '2024-01-01', expiresOn: '2025-01-01' },
    { sourceKey: '2', name: 'Architect', grantedOn: '2024-01-01', endedOn: '2024-06-01', endReason: 'Lapsed' },
  ]
  const made = await give(rows)
  expect(made.map((one) => one.outcome)).toEqual(['created', 'created'])
  const told = await inside((db) => tellCertifications(db, made, { now: server.clock.now(), day: day() }))
  expect(told.map(({ verb, happenedAt }) => [verb, happenedAt.toISOString().slice(0, 10)])).toEqual([
    ['certification.granted', '2024-01-01'],
    ['certification.granted', '2024-01-01'],
    ['certification.ended', '2024-06-01'],
  ])
  server.clock.advance(1)
  await server.tick()
  expect((await give(rows)).map((one) => one.outcome)).toEqual(['unchanged', 'unchanged'])
  const again = await give([
    { ...rows[0]!, expiresOn: '2099-01-01' },
    { ...rows[1]!, endedOn: null },
  ])
  expect(again.map((one) => one.outcome)).toEqual(['updated', 'updated'])
  expect((await readAll(call)).map((one) => one.endedOn)).toEqual([null, null])
})

test('a partner’s people see their own certifications alone', async () => {
  const { call, organizationId, grant, inside } = await arranged()
  const rival = (await call(createOrganization, { name: 'Rival' })).body.id
  const own = await grant()
  await grant({ organizationId: rival })
  const seen = await inside((db) => db.selectFrom('certification').select('id').execute(), organizationId)
  expect(seen).toEqual([{ id: own.id }])
})
