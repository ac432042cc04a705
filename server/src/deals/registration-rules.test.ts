import { RegistrationRules } from '@hansa/contract/registration-rules'
import { isProtected, registrationStates } from '@hansa/contract/registration-states'
import {
  type RegistrationAct,
  type RegistrationActor,
  type RegistrationTransition,
  registrationTransitions,
} from '@hansa/contract/registration-transitions'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acted, mayAct } from './rules/registration/acts.ts'
import {
  addBusinessDays,
  businessDaysBetween,
  type Calendar,
  momentOf,
  wallTime,
} from './rules/registration/business-time.ts'
import { nextDue } from './rules/registration/clocks.ts'
import { drafted, type Registration, type RuleBook } from './rules/registration/registration.ts'

const berlin: Calendar = { workingDays: [1, 2, 3, 4, 5], holidays: ['2026-12-25'], timeZone: 'Europe/Berlin' }
const book: RuleBook = { rules: RegistrationRules.parse({}), calendar: berlin }
const at = (text: string) => new Date(text)
const iso = (date: Date | null) => date?.toISOString()

describe('business time', () => {
  test.each([
    ['Friday afternoon and a day is Monday afternoon', '2026-11-20T14:00:00Z', 1, '2026-11-23T14:00:00.000Z'],
    ['over Christmas, which is off, and the weekend behind it', '2026-12-24T10:00:00Z', 1, '2026-12-28T10:00:00.000Z'],
    ['what comes on a Sunday begins on Monday', '2026-11-22T09:00:00Z', 2, '2026-11-24T23:00:00.000Z'],
    ['half a day is twelve hours of days that count', '2026-11-20T20:00:00Z', 0.5, '2026-11-23T08:00:00.000Z'],
    ['the time of day stays when the clocks are put forward', '2026-03-27T10:00:00Z', 1, '2026-03-30T09:00:00.000Z'],
  ])('%s', (_, from, days, expected) => {
    expect(iso(addBusinessDays(at(from), days, berlin))).toBe(expected)
  })

  const moments = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) }).map((ms) => new Date(ms))
  const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe')

  test('days added lie between the two moments again', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 40 }), (from, quarters) => {
        const until = addBusinessDays(from, quarters / 4, berlin)
        expect(businessDaysBetween(from, until, berlin)).toBeCloseTo(quarters / 4, 1)
        expect(until >= from).toBe(true)
      }),
    )
  })

  test('a moment shown on the wall is that moment again, but for the hour that comes twice', () => {
    fc.assert(
      fc.property(moments, zones, (moment, zone) => {
        const again = momentOf(wallTime(moment, zone), zone)
        expect(wallTime(again, zone)).toBe(wallTime(moment, zone))
        expect(Math.abs(again.getTime() - moment.getTime())).toBeLessThanOrEqual(3_600_000)
      }),
    )
  })
})

/** A registration brought along by acts, each at its time. */
const after = (...acts: [RegistrationAct, string, Partial<Parameters<typeof acted>[2]>?][]): Registration =>
  acts.reduce(
    (it, [act, when, more]) => acted(it, act, { by: registrationTransitions[act].by[0]!, at: at(when), ...more }, book),
    drafted(at('2026-11-02T08:00:00Z')),
  )
/** Lets the clocks run up to a moment: what they did, and when. */
function run(it: Registration, until: string): { it: Registration; did: [RegistrationAct, string][] } {
  const did: [RegistrationAct, string][] = []
  for (let due = nextDue(it, book); due && due.at <= at(until); due = nextDue(it, book)) {
    it = acted(it, due.act, { by: 'clock', at: due.at }, book)
    did.push([due.act, due.at.toISOString().slice(0, 16)])
  }
  return { it, did }
}
const sent = () => after(['submit', '2026-11-02T09:00:00Z'], ['queue', '2026-11-02T09:00:01Z'])
const approved = () =>
  acted(sent(), 'approve', { by: 'vendor', memberId: 'mem_a', at: at('2026-11-03T09:00:00Z') }, book)

describe('the clocks of a registration', () => {
  test('warn at 50, 80 and 100% of the review time, and then the vendor feels the missed deadline', () => {
    const { it, did } = run(sent(), '2027-01-01T00:00:00Z')
    expect(did).toEqual([
      ['warn_review', '2026-11-03T21:00'],
      ['warn_review', '2026-11-04T18:36'],
      ['warn_review', '2026-11-05T09:00'],
      ['miss_deadline', '2026-11-05T09:00'],
    ])
    const late = acted(it, 'approve', { by: 'vendor', at: at('2026-11-10T09:00:00Z') }, book)
    expect([iso(late.protectedFrom), iso(late.protectedUntil)]).toEqual([
      '2026-11-02T09:00:00.000Z',
      '2027-02-08T09:00:00.000Z',
    ])
  })

  test('approve by themselves what is of low risk when its review is late', () => {
    const { it, did } = run({ ...sent(), isLowRisk: true }, '2026-11-06T00:00:00Z')
    expect(did.at(-1)).toEqual(['approve', '2026-11-05T09:00'])
    expect(it.state).toBe('approved')
  })

  test('stand still while the partner is asked, and go on with what was left', () => {
    const asked = acted(sent(), 'request_information', { by: 'vendor', at: at('2026-11-03T09:00:00Z') }, book)
    expect(nextDue(asked, book)).toEqual({ act: 'lose_place', at: at('2026-11-10T09:00:00Z') })
    const answered = acted(asked, 'answer', { by: 'partner', at: at('2026-11-06T09:00:00Z') }, book)
    expect(iso(answered.reviewDueAt)).toBe('2026-11-10T09:00:00.000Z')
    expect(iso(answered.completeAt)).toBe('2026-11-02T09:00:00.000Z')
  })

  test('take the place in line of a claim that was answered too late', () => {
    const asked = acted(sent(), 'request_information', { by: 'vendor', at: at('2026-11-03T09:00:00Z') }, book)
    const { it } = run(asked, '2026-11-12T00:00:00Z')
    const answered = acted(it, 'answer', { by: 'partner', at: at('2026-11-12T09:00:00Z') }, book)
    expect(iso(answered.completeAt)).toBe('2026-11-12T09:00:00.000Z')
  })

  test('nudge a silent partner, tell of the end three times, and end the protection on its last day', () => {
    const { it, did } = run(approved(), '2027-03-01T00:00:00Z')
    expect(did).toEqual([
      ['nudge', '2026-12-03T09:00'],
      ['fall_idle', '2026-12-18T09:00'],
      ['begin_expiring', '2027-01-18T09:00'],
      ['notice_expiry', '2027-01-25T09:00'],
      ['notice_expiry', '2027-01-31T09:00'],
      ['expire', '2027-02-01T09:00'],
    ])
    expect(it.state).toBe('expired')
  })

  test('leave a protection alone while an extension waits to be decided, and never end it by the time that took', () => {
    const { it } = run(approved(), '2027-01-20T00:00:00Z')
    const asked = acted(it, 'request_extension', { by: 'partner', at: at('2027-01-20T09:00:00Z') }, book)
    expect(nextDue(asked, book)).toBeUndefined()
    const refused = acted(asked, 'refuse_extension', { by: 'vendor', at: at('2027-02-05T09:00:00Z') }, book)
    expect(run(refused, '2027-03-01T00:00:00Z').did.at(-1)).toEqual(['expire', '2027-02-05T09:00'])
    const granted = acted(asked, 'extend', { by: 'vendor', at: at('2027-02-05T09:00:00Z') }, book)
    expect(iso(granted.protectedUntil)).toBe('2027-05-02T08:00:00.000Z')
    expect(granted.state).toBe('approved')
  })

  test('extensions end at the longest total', () => {
    let it = approved()
    for (let year = 0; year < 4; year++)
      it = acted(
        acted(it, 'request_extension', { by: 'partner', at: it.changedAt }, book),
        'extend',
        { by: 'vendor', at: it.changedAt },
        book,
      )
    expect(iso(it.protectedUntil)).toBe('2027-11-03T09:00:00.000Z')
    expect(mayAct(it, 'request_extension', { by: 'partner', at: it.changedAt }, book)).toMatchObject({
      text: expect.stringContaining('longest total') as string,
    })
  })
})

describe('who may do what', () => {
  test('a reviewer does not judge an appeal against the own decision; another one does', () => {
    const refused = acted(sent(), 'reject', { by: 'vendor', memberId: 'mem_a', at: at('2026-11-03T09:00:00Z') }, book)
    const appealed = acted(refused, 'appeal', { by: 'partner', at: at('2026-11-04T09:00:00Z') }, book)
    const open = (memberId: string) =>
      mayAct(appealed, 'overturn', { by: 'vendor', memberId, at: at('2026-11-05T09:00:00Z') }, book)
    expect(open('mem_a')).not.toBe(true)
    expect(open('mem_b')).toBe(true)
    const final = acted(
      appealed,
      'uphold',
      { by: 'other_reviewer', memberId: 'mem_b', at: at('2026-11-05T09:00:00Z') },
      book,
    )
    expect(mayAct(final, 'appeal', { by: 'partner', at: at('2026-11-05T10:00:00Z') }, book)).not.toBe(true)
  })

  test('an appeal is open for ten business days', () => {
    const refused = acted(sent(), 'reject', { by: 'vendor', memberId: 'mem_a', at: at('2026-11-03T09:00:00Z') }, book)
    const open = (when: string) => mayAct(refused, 'appeal', { by: 'partner', at: at(when) }, book)
    expect(open('2026-11-17T09:00:00Z')).toBe(true)
    expect(open('2026-11-17T09:00:01Z')).not.toBe(true)
  })

  test('every act is refused from every state that the table does not name, and to every actor that it does not', () => {
    const actors = ['partner', 'clock', 'check'] as const
    for (const [act, { from, by }] of Object.entries(registrationTransitions) as [
      RegistrationAct,
      RegistrationTransition,
    ][])
      for (const state of Object.keys(registrationStates) as (keyof typeof registrationStates)[])
        for (const actor of actors)
          if (!from.includes(state) || !by.includes(actor))
            expect(mayAct({ ...approved(), state }, act, { by: actor, at: at('2026-11-03T09:00:00Z') }, book)).not.toBe(
              true,
            )
  })

  test('every state but the last ones has a way out, and every state but the first a way in', () => {
    const transitions = Object.values(registrationTransitions) as RegistrationTransition[]
    const left = new Set(transitions.flatMap(({ from, to }) => (to === 'same' ? [] : from)))
    const ends = Object.keys(registrationStates).filter((state) => !left.has(state as never))
    expect(ends.sort()).toEqual(['lost', 'revoked', 'withdrawn', 'won'])
    const reached = new Set(
      transitions.flatMap(({ to }) => (to === 'standing' ? ['approved', 'converted', 'expiring'] : [to])),
    )
    expect(Object.keys(registrationStates).filter((state) => !reached.has(state as never))).toEqual(['draft'])
  })
})

/** Acts at random times, as far as they are open. */
const story = fc.array(
  fc.record({
    act: fc.constantFrom(...(Object.keys(registrationTransitions) as RegistrationAct[])),
    hours: fc.integer({ min: 1, max: 500 }),
    member: fc.constantFrom('mem_a', 'mem_b'),
  }),
  { minLength: 5, maxLength: 40 },
)
/** Tells a story with the clocks run at given steps in between. */
function told(acts: typeof story extends fc.Arbitrary<infer T> ? T : never, everyHours: number) {
  let it = drafted(at('2026-11-02T08:00:00Z'))
  const chain: string[] = []
  let now = it.changedAt.getTime()
  const clocks = (until: number) => {
    for (let due = nextDue(it, book); due && due.at.getTime() <= until; due = nextDue(it, book)) {
      it = acted(it, due.act, { by: 'clock', at: due.at }, book)
      chain.push(`${due.act} ${due.at.toISOString()}`)
    }
  }
  for (const { act, hours, member } of acts) {
    const end = now + hours * 3_600_000
    for (let t = now; t < end; t += everyHours * 3_600_000) clocks(t)
    clocks(end)
    now = end
    const { by: actors }: RegistrationTransition = registrationTransitions[act]
    const by: RegistrationActor = actors.find((actor) => actor !== 'clock') ?? 'clock'
    const acting = { by, memberId: member, at: new Date(now) }
    if (by === 'clock' || mayAct(it, act, acting, book) !== true) continue
    it = acted(it, act, acting, book)
    chain.push(`${act} ${new Date(now).toISOString()}`)
  }
  return { it, chain }
}

test('however rarely the clocks run, the same acts come at the same times', () => {
  fc.assert(
    fc.property(story, fc.integer({ min: 1, max: 2000 }), (acts, every) => {
      expect(told(acts, every)).toEqual(told(acts, 6))
    }),
    { numRuns: 200 },
  )
})

test('whatever happens, time never runs backwards and who is protected has an end in sight', () => {
  fc.assert(
    fc.property(story, (acts) => {
      const { it, chain } = told(acts, 24)
      const times = chain.map((entry) => entry.split(' ')[1]!)
      expect(times).toEqual(times.toSorted())
      if (isProtected(it.state)) {
        expect(it.protectedFrom && it.protectedUntil && it.protectedFrom <= it.protectedUntil).toBe(true)
        if (it.state !== 'extension_requested') expect(nextDue(it, book)).toBeDefined()
      }
    }),
    { numRuns: 300 },
  )
})
