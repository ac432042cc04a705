import { listTimeline } from '@hansa/contract/events'
import * as api from '@hansa/contract/programme'
import { ProgrammeRules } from '@hansa/contract/programme'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Db } from '../core/database/scope.ts'
import { testServer, type TestServer } from '../testing.ts'
import { defaultProgramme, rulesAt } from './queries/programmes.ts'
import { differences, inForceAt, nextAfter, slugOf, stateAt, type Dated } from './rules/versions.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
const aDay = 86_400_000
const day = (after = 0) => new Date(server.clock.now().getTime() + after * aDay).toISOString().slice(0, 10)

async function arranged() {
  const { ecosystemId, as } = await server.newEcosystem()
  const call = await as('partner_manager')
  const [programme] = (await call(api.listProgrammes, {})).body.items
  const inside = <T>(work: (db: Db) => Promise<T>, partnerId: string | null = null) =>
    server.database.scoped({ ecosystemId, partnerId }, work)
  return { as, call, programme: programme!, inside }
}
const rules = (set: { vetting?: object } = {}) => ProgrammeRules.parse(set)

test('every ecosystem begins with a programme, whose first version has the default rules', async () => {
  const { call, programme, inside } = await arranged()
  expect(programme).toMatchObject({ isDefault: true, inForce: 1, next: null, applicationsOpen: false })
  expect(await inside(defaultProgramme)).toBe(programme.id)
  const [first] = (await call(api.listProgrammeVersions, { id: programme.id })).body.items
  expect(first).toMatchObject({ number: 1, state: 'in_force', rules: ProgrammeRules.parse({}) })
})

test('a version announced for a later day holds from the beginning of that day on, not before', async () => {
  const { call, programme, inside } = await arranged()
  const { id } = programme
  const changed = rules({ vetting: { territories: ['DE', 'FR'] } })
  const made = await call(api.announceProgrammeVersion, {
    id,
    basedOn: 1,
    rules: changed,
    from: day(3),
    note: 'Only two countries',
  })
  expect(made.body).toMatchObject({
    number: 2,
    state: 'planned',
    validFrom: `${day(3)}T00:00:00.000Z`,
    author: 'A partner_manager',
  })
  expect((await call(api.readProgramme, { id })).body).toMatchObject({ inForce: 1, next: { number: 2 } })
  const at = (moment: string) => inside((db) => rulesAt(db, id, new Date(moment)))
  expect((await at(`${day(2)}T23:59:59.999Z`)).version).toBe(1)
  expect(await at(`${day(3)}T00:00:00Z`)).toMatchObject({
    version: 2,
    rules: { vetting: { territories: ['DE', 'FR'] } },
  })
  server.clock.advance(4 * aDay)
  expect((await call(api.listProgrammeVersions, { id })).body.items.map((one) => [one.number, one.state])).toEqual([
    [2, 'in_force'],
    [1, 'past'],
  ])
})

test('who began from an older version than the newest is refused and told which one is the newest', async () => {
  const { call, programme } = await arranged()
  const { id } = programme
  const both = await Promise.all(
    [1, 2].map(() => call(api.announceProgrammeVersion, { id, basedOn: 1, rules: rules() })),
  )
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  const late = both.find(({ status }) => status === 409)!
  expect(late.body.message).toContain('version 2')
})

test('a version can be withdrawn before it holds, and never afterwards', async () => {
  const { call, programme } = await arranged()
  const { id } = programme
  await call(api.announceProgrammeVersion, { id, basedOn: 1, rules: rules(), from: day(5) })
  server.clock.advance(1000)
  expect((await call(api.withdrawProgrammeVersion, { id, number: 2 })).body.state).toBe('withdrawn')
  expect((await call(api.withdrawProgrammeVersion, { id, number: 2 })).status).toBe(409)
  const refused = await call(api.withdrawProgrammeVersion, { id, number: 1 })
  expect([refused.status, refused.body.message]).toEqual([409, expect.stringContaining('announce a new one instead')])
  expect((await call(listTimeline, { recordId: id })).body.items.map((event) => event.verb)).toEqual([
    'programme.rules_withdrawn',
    'programme.rules_announced',
  ])
})

test('the database itself lets nobody edit a version, and a partner read the rules but not write them', async () => {
  const { programme, inside } = await arranged()
  await expect(
    inside((db) =>
      db.updateTable('programmeVersion').set({ rules: '{}' }).where('programmeId', '=', programme.id).execute(),
    ),
  ).rejects.toThrow(/permission denied/)
  const partner = 'org_00000000000000000000000000'
  expect((await inside((db) => rulesAt(db, programme.id, server.clock.now()), partner)).version).toBe(1)
  const renamed = await inside((db) => db.updateTable('programme').set({ name: 'Mine' }).executeTakeFirst(), partner)
  expect(renamed.numUpdatedRows).toBe(0n)
})

test('no version begins in the past', async () => {
  const { call, programme } = await arranged()
  const refused = await call(api.announceProgrammeVersion, {
    id: programme.id,
    basedOn: 1,
    rules: rules(),
    from: day(-1),
  })
  expect([refused.status, refused.body.problems?.[0]?.field]).toEqual([422, 'from'])
})

test('what would change is shown parameter by parameter', async () => {
  const { call, programme } = await arranged()
  const answer = await call(api.compareProgrammeRules, {
    id: programme.id,
    rules: rules({ vetting: { approveBySelf: true, checks: { free_mail: 'reject' } } }),
  })
  expect(answer.body).toEqual({
    against: 1,
    differences: [
      { path: 'vetting.checks.free_mail', before: 'refer', after: 'reject' },
      { path: 'vetting.approveBySelf', before: false, after: true },
    ],
  })
})

test('rules that contradict themselves are refused with the place', async () => {
  const { call, programme } = await arranged()
  const send = (set: object) =>
    call(api.announceProgrammeVersion, { id: programme.id, basedOn: 1, rules: { ...rules(), ...set } })
  const choice = await send({
    applicationForm: { questions: [{ key: 'size', kind: 'choice', label: 'Size', choices: ['S'] }] },
  })
  expect(choice.body.problems?.[0]?.field).toBe('rules.applicationForm.questions.0.choices')
  const step = { key: 'a', title: 'A', owner: 'partner', afterDays: 1, after: ['b'] }
  const plan = await send({ onboarding: { plans: [{ name: 'P', steps: [step] }] } })
  expect(plan.body.message).toContain('waits for one which does not stand before it')
  expect((await send({ veting: {} })).status).toBe(422)
})

test('a second programme has an address and rules of its own; an address is given once in the installation', async () => {
  const { call, programme, inside } = await arranged()
  await call(api.announceProgrammeVersion, {
    id: programme.id,
    basedOn: 1,
    rules: rules({ vetting: { approveBySelf: true } }),
  })
  const second = (await call(api.createProgramme, { name: 'Münster Partners', like: programme.id })).body
  expect(second).toMatchObject({ isDefault: false, slug: expect.stringMatching(/^munster-partners-/) })
  expect((await inside((db) => rulesAt(db, second.id, server.clock.now()))).rules.vetting.approveBySelf).toBe(true)
  const other = await arranged()
  const taken = await other.call(api.updateProgramme, { id: other.programme.id, version: 1, slug: second.slug })
  expect([taken.status, taken.body.problems?.[0]?.field]).toEqual([422, 'slug'])
})

const dated = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.boolean()), { maxLength: 12 }).map((all) =>
  all.map(([from, withdrawn], i): Dated => ({
    number: i + 1,
    validFrom: new Date(from),
    withdrawnAt: withdrawn ? new Date(0) : null,
  })),
)
describe('which version holds', () => {
  test('is the one that began last and was not withdrawn; exactly one is in force, or none', () =>
    fc.assert(
      fc.property(dated, fc.integer({ min: 0, max: 20 }), (versions, at) => {
        const now = new Date(at)
        const holds = inForceAt(versions, now)
        const states = versions.map((version) => stateAt(version, versions, now))
        expect(states.filter((state) => state === 'in_force')).toHaveLength(holds ? 1 : 0)
        for (const version of versions)
          if (version.withdrawnAt === null && version.validFrom <= now)
            expect(holds!.validFrom.getTime()).toBeGreaterThanOrEqual(version.validFrom.getTime())
        const next = nextAfter(versions, now)
        if (next) expect(inForceAt(versions, next.validFrom)!.validFrom).toEqual(next.validFrom)
      }),
    ))

  test('rules differ from themselves in nothing, and putting each difference in gives the others', () => {
    const tree = fc.letrec((tie) => ({
      leaf: fc.oneof(fc.integer(), fc.boolean(), fc.array(fc.integer(), { maxLength: 3 })),
      node: fc.record({ a: tie('leaf'), b: fc.record({ c: tie('leaf'), d: tie('leaf') }) }),
    })).node
    fc.assert(
      fc.property(tree, tree, (before, after) => {
        expect(differences(before, before)).toEqual([])
        const made = structuredClone(before) as Record<string, unknown>
        for (const { path, after: value } of differences(before, after)) {
          const parts = path.split('.')
          const last = parts.pop()!
          const place = parts.reduce((at, part) => at[part] as Record<string, unknown>, made)
          place[last] = value
        }
        expect(made).toEqual(after)
      }),
    )
  })

  test.each([
    ['Acme Partners (EMEA)', 'acme-partners-emea'],
    ['Österreich', 'osterreich'],
    ['日本', 'programme'],
  ])('a programme called %s suggests the address %s', (name, slug) => expect(slugOf(name)).toBe(slug))
})
