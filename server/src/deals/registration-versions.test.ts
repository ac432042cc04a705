import { announceProgrammeVersion, listProgrammes } from '@hansa/contract/programme'
import { ProgrammeRules } from '@hansa/contract/programme-rules'
import { tryRegistrationRules } from '@hansa/contract/registration-queue'
import { RegistrationRules } from '@hansa/contract/registration-rules'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { api, courtroom } from './fixtures/courtroom.ts'
import { tried } from './rules/registration/trial.ts'

const aDay = 86_400_000
let server: TestServer
let room: ReturnType<typeof courtroom>
beforeAll(async () => {
  server = await testServer()
  room = courtroom(server)
})
const day = (after: number) => new Date(server.clock.now().getTime() + after * aDay).toISOString().slice(0, 10)
type Given = Parameters<typeof RegistrationRules.parse>[0]
const every = { workingDays: [1, 2, 3, 4, 5, 6, 7] }

async function arranged(registration: Given = { calendar: every }) {
  const court = await room.court()
  const admin = await court.eco.as('administrator')
  const { id } = (await admin(listProgrammes, {})).body.items[0]!
  let basedOn = 1
  const announce = async (rules: Given, from?: string) => {
    const { body } = await admin(announceProgrammeVersion, {
      id,
      basedOn: basedOn++,
      rules: ProgrammeRules.parse({ registration: rules }),
      ...(from && { from }),
    })
    return body
  }
  await announce(registration)
  const attempt = async (rules: Given) =>
    (await admin(tryRegistrationRules, { id, rules: ProgrammeRules.parse({ registration: rules }) })).body
  return { ...court, admin, programmeId: id, announce, attempt }
}

describe('a registration is judged by the version in force when its claim became complete', () => {
  test('across a change that holds from a day on', async () => {
    const { alpha, reviewer, announce } = await arranged()
    const draft = (await alpha(api.createRegistration, { ...room.complete(), customerName: 'Aurora Robotics' })).body
    const before = await room.send(alpha)
    const tomorrow = { calendar: every, review: { days: 10 }, protection: { days: 30 } }
    expect(await announce(tomorrow, day(1))).toMatchObject({ number: 3, state: 'planned' })
    const between = await room.send(alpha, { customerName: 'Birch Paper Mill', customerDomain: 'birch.example' })
    server.clock.advance(aDay)
    await alpha(api.submitRegistration, { id: draft.id, version: draft.version })
    await server.settle()

    const all = await Promise.all([before, between, draft.id].map((id) => room.seen(reviewer, id)))
    expect(all.map(({ rulesVersion }) => rulesVersion)).toEqual([2, 2, 3])
    const days = (from: string | null, until: string | null) => (Date.parse(until!) - Date.parse(from!)) / aDay
    expect(all.map(({ completeAt, reviewDueAt }) => days(completeAt, reviewDueAt))).toEqual([3, 3, 10])
    for (const id of [before, between, draft.id]) await room.approve(reviewer, id)
    const receipts = await Promise.all(
      [before, between, draft.id].map(async (id) => (await room.own(alpha, id)).receipt),
    )
    expect(receipts.map((it) => days(it.protectedFrom, it.protectedUntil))).toEqual([90, 90, 30])
    expect(receipts.map(({ ruling }) => ruling!.rulesVersion)).toEqual([2, 2, 3])
  })

  test('which is the moment of the answer where that came too late', async () => {
    const { alpha, reviewer, announce } = await arranged()
    const [late, inTime] = [await room.send(alpha), await room.send(alpha, { customerName: 'Birch Paper Mill' })]
    const ask = async (id: string) =>
      reviewer(api.askRegistration, { id, version: (await room.seen(reviewer, id)).version, question: 'Who decides?' })
    const answer = async (id: string) =>
      alpha(api.answerRegistration, { id, version: (await room.own(alpha, id)).version, text: 'The board.' })
    await Promise.all([late, inTime].map(ask))
    await announce({ calendar: every, review: { days: 10 } })
    server.clock.advance(aDay)
    await answer(inTime)
    server.clock.advance(7 * aDay)
    await server.tick()
    await answer(late)
    expect(await room.seen(reviewer, inTime)).toMatchObject({ state: 'in_review', rulesVersion: 2 })
    expect(await room.seen(reviewer, late)).toMatchObject({ state: 'in_review', rulesVersion: 3 })
  })

  test('also where the version is one that holds no longer when somebody decides', async () => {
    const { alpha, reviewer, announce } = await arranged()
    const id = await room.send(alpha)
    await announce({ calendar: every, conflict: { block: 0.6, review: 0.5 }, territories: ['FR'] })
    expect(await room.seen(reviewer, id)).toMatchObject({
      rulesVersion: 2,
      suggestion: { act: 'approve', rulesVersion: 2 },
    })
  })
})

describe('changed rules are tried on past claims', () => {
  test('and say who would have been judged differently, and when reviews would be due', async () => {
    const { alpha, beta, reviewer, attempt } = await arranged()
    const first = await room.send(alpha)
    await room.approve(reviewer, first)
    const second = await room.send(beta)
    const small = { customerName: 'Birch Paper Mill', customerDomain: 'birch.example', country: 'AT' }
    const third = await room.send(alpha, { ...small, value: { amount: 100_000, currency: 'EUR' } })
    server.clock.advance(2 * aDay)

    expect(await attempt({ calendar: every })).toEqual({
      tried: 3,
      waiting: 1,
      before: { approve: 0, review: 2, duplicate: 1, not_taken: 0 },
      after: { approve: 0, review: 2, duplicate: 1, not_taken: 0 },
      due: { earlier: 0, later: 0, same: 1, overdue: 0 },
      different: { items: [], next: null, total: 0 },
    })
    const bold = await attempt({ calendar: every, review: { days: 1, approveBySelf: true } })
    expect(bold).toMatchObject({
      after: { approve: 1, review: 1, duplicate: 1 },
      due: { earlier: 1, overdue: 1 },
      different: {
        total: 1,
        items: [
          { id: third, before: { outcome: 'review' }, after: { outcome: 'approve', rule: 'review.approveBySelf' } },
        ],
      },
    })
    const narrow = await attempt({ calendar: every, territories: ['DE'], review: { days: 4 } })
    expect(narrow).toMatchObject({ after: { review: 1, duplicate: 1, not_taken: 1 }, due: { later: 1 } })
    expect(narrow.different.items.map(({ id, after }) => [id, after.rule])).toEqual([[third, 'territories']])
    expect(await attempt({ calendar: every, families: [{ key: 'data', name: 'Data' }] })).toMatchObject({
      after: { not_taken: 3 },
    })
    // Nothing of it has happened.
    expect((await room.seen(reviewer, second)).state).toBe('duplicate')
    expect((await room.seen(reviewer, third)).rulesVersion).toBe(2)
  })

  test.each<[string, Given, string | null, string]>([
    ['by the rules as they are', {}, 'existing_partner', 'duplicate'],
    ['where only the same company blocks', { conflict: { block: 0.99 } }, 'existing_partner', 'review'],
    ['where such a likeness is only noted', { conflict: { block: 0.99, review: 0.97 } }, null, 'review'],
  ])('a doubtful likeness counts %s', (_, rules, reason, outcome) => {
    const claim = { kind: 'new' as const, families: ['all'], country: 'DE', value: 100, partnerId: 'org_a' }
    const rival = {
      kind: 'registration',
      id: 'reg_x',
      partnerId: 'org_b',
      probability: 0.95,
      rank: 'protected',
    } as const
    const found = [{ ...rival, families: ['all'], country: 'DE' }]
    expect(tried(claim, found, RegistrationRules.parse(rules))).toMatchObject({ outcome, reason })
  })
})

describe('rules that contradict each other are refused with the field, the value and what would be right', () => {
  test.each<[string, Given, string]>([
    [
      'idle.riskDays',
      { idle: { nudgeDays: 30, riskDays: 20 } },
      '20 days of silence come before the reminder; 30 or more would be right',
    ],
    [
      'protection.totalDays',
      { protection: { totalDays: 100 } },
      '100 days in all are less than a protection begins with; 180 or more would be right',
    ],
    [
      'protection.notices',
      { protection: { notices: [90, 7] } },
      '90 days before its end a protection of 90 days has not begun; less would be right',
    ],
    [
      'calendar.holidays',
      { calendar: { holidays: ['2026-12-25', '2026-12-25'] } },
      'names 2026-12-25 twice; once would be right',
    ],
    ['territories', { territories: ['DE', 'AT', 'DE'] }, 'names DE twice; once would be right'],
  ])('%s', async (field, registration, message) => {
    const { admin, programmeId: id } = await arranged()
    const rules = ProgrammeRules.parse({ registration })
    const { status, body } = await admin(announceProgrammeVersion, { id, basedOn: 2, rules })
    expect([status, body.problems]).toEqual([422, [{ field: `rules.registration.${field}`, message }]])
  })
})
