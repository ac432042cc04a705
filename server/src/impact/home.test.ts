import { createDeal, updateDeal } from '@hansa/contract/deals'
import { grantCertification, listCertifications } from '@hansa/contract/enablement'
import { readHome } from '@hansa/contract/home'
import { listFigureRows, listFigures } from '@hansa/contract/impact'
import { createOrganization } from '@hansa/contract/organizations'
import { createPartner, listPartners, updatePartner, type PartnerStage } from '@hansa/contract/partners'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '../core/ids.ts'
import { testServer, type Call, type TestServer } from '../testing.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

const dayIn = (days: number) => new Date(server.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)

async function partner(call: Call, name: string, stage: PartnerStage, more: { from?: string; manager?: string } = {}) {
  const { body: organization } = await call(createOrganization, { name })
  const { body } = await call(createPartner, { organizationId: organization.id, stage, manager: 'Ada', ...more })
  return body
}
const change = (
  call: Call,
  it: { organizationId: string; version: number },
  set: { stage?: PartnerStage; tier?: string },
) => call(updatePartner, { organizationId: it.organizationId, version: it.version, ...set })
const counts = (found: readonly { kind: string; count: number }[]) =>
  Object.fromEntries(found.map(({ kind, count }) => [kind, count]))

test('a new ecosystem has nothing that waits, nothing that changed, and says that it is empty', async () => {
  const call = await (await server.newEcosystem()).as('executive')
  const { body } = await call(readHome, {})
  expect([body.empty, body.waiting, body.changed]).toEqual([true, [], []])
})

test('what waits is counted as the list that it opens', async () => {
  const { as, ecosystemId } = await server.newEcosystem()
  const call = await as('partner_manager')
  const one = await partner(call, 'Applicant', 'applied')
  const other = await partner(call, 'Other applicant', 'applied')
  await server.database.owner.query(
    `insert into duplicate (ecosystem_id, id, left_id, right_id, probability, reasons, found_at)
     values ($1, $2, $3, $4, 0.9, '[]', $5)`,
    [
      ecosystemId,
      newId('dup', server.clock.now()),
      ...[one.organizationId, other.organizationId].sort(),
      server.clock.now(),
    ],
  )
  await partner(call, 'Shaky', 'at_risk')
  const { body: lost } = await call(createOrganization, { name: 'Unmanaged' })
  await call(createPartner, { organizationId: lost.id, stage: 'active' })
  const soon = await partner(call, 'Certified', 'active')
  for (const days of [60, 61])
    await call(grantCertification, {
      organizationId: soon.organizationId,
      name: `In ${days} days`,
      grantedOn: dayIn(-10),
      expiresOn: dayIn(days),
    })
  for (const [state, daysAgo] of [
    ['failed', 1],
    ['failed', 31],
    ['done', 1],
  ] as const)
    await server.database.owner.query(
      `insert into job (ecosystem_id, id, kind, input, state, run_at, created_at, finished_at)
       values ($1, $2, 'integrations.import', '{}', $3, $4, $4, $4)`,
      [
        ecosystemId,
        newId('job', server.clock.now()),
        state,
        new Date(server.clock.now().getTime() - daysAgo * 86_400_000),
      ],
    )
  const { body } = await call(readHome, {})
  expect(counts(body.waiting)).toEqual({
    failed_work: 1,
    duplicates: 1,
    applications: 2,
    at_risk: 1,
    without_manager: 1,
    certifications_expiring: 1,
  })
  expect((await call(listPartners, { stage: 'applied' })).body.total).toBe(2)
  expect((await call(listFigureRows, { metric: 'data_hygiene', missing: 'manager' })).body.total).toBe(1)
  const until = body.waiting.find((wait) => wait.kind === 'certifications_expiring')?.until
  expect((await call(listCertifications, { state: 'valid', expiresUntil: until! })).body.total).toBe(1)
})

test('what changed comes from the log: by what it is, newest first, and only since the moment asked for', async () => {
  const call = await (await server.newEcosystem()).as('partner_manager')
  await partner(call, 'Long ago', 'active', { from: dayIn(-30) })
  await partner(call, 'Lead', 'applied')
  const joined = await partner(call, 'Joins', 'applied')
  await change(call, joined, { stage: 'onboarding' })
  const stays = await partner(call, 'Moves up', 'active', { from: dayIn(-3) })
  const promoted = (await change(call, stays, { tier: 'Gold' })).body
  await change(call, promoted, { stage: 'dormant' })
  const leaving = await partner(call, 'Leaves', 'active', { from: dayIn(-5) })
  await change(call, leaving, { stage: 'off_boarded' })
  const { body: customer } = await call(createOrganization, { name: 'Customer' })
  const { body: deal } = await call(createDeal, { name: 'Big one', customerId: customer.id })
  await call(updateDeal, { id: deal.id, version: deal.version, stage: 'won' })

  const { body } = await call(readHome, {})
  expect(counts(body.changed)).toEqual({ joined: 3, left: 1, tier: 1, won: 1 })
  const names = (kind: string) => body.changed.find((group) => group.kind === kind)?.latest.map((it) => it.name)
  expect(names('joined')).toEqual(['Joins', 'Moves up', 'Leaves'])
  expect([names('left'), names('won')]).toEqual([['Leaves'], ['Big one']])
  expect(body.changed.find((group) => group.kind === 'tier')?.latest[0]).toMatchObject({ before: null, after: 'Gold' })

  const since = new Date(server.clock.now().getTime() - 4 * 86_400_000).toISOString()
  expect(counts((await call(readHome, { since })).body.changed)['joined']).toBe(2)
})

test('a figure moves with every change, however often it was asked for before', async () => {
  const call = await (await server.newEcosystem()).as('partner_manager')
  for (const [i, name] of ['One', 'Two', 'Three'].entries()) {
    await partner(call, name, 'active')
    for (let again = 0; again < 2; again++) {
      const { items } = (await call(listFigures, {})).body
      expect(items.find((figure) => figure.metric === 'active_partners')?.value).toBe(i + 1)
    }
  }
})
