import {
  applicationActs,
  applicationStates,
  type ApplicationAct,
  type ApplicationState,
} from '@hansa/contract/applications'
import { checks, ProgrammeRules, type Check, type Question } from '@hansa/contract/programme'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mayAct, wrongWithAct } from './rules/acts.ts'
import { wrongAnswers } from './rules/answers.ts'
import { reasonOf, vet, type VettingFacts } from './rules/vet.ts'

const clean: VettingFacts = {
  company: 'Nordlicht GmbH',
  website: 'https://nordlicht.example.de',
  domain: 'nordlicht.de',
  country: 'DE',
  city: 'Kiel',
  industry: null,
  employees: 40,
  phone: null,
  title: null,
  email: 'mara@nordlicht.de',
  emailDomain: 'nordlicht.de',
  emailConfirmed: true,
  answered: ['why'],
  documents: ['register'],
  known: { is: 'new' },
  others: [],
  sanctions: { version: 1, matches: [] },
  reopened: false,
}
const why: Question = { key: 'why', kind: 'text', label: 'Why?', help: '', required: true, choices: [] }
const rules = (vetting: object = {}) =>
  ProgrammeRules.parse({
    vetting,
    applicationForm: { questions: [why], documents: [{ key: 'register', label: 'Register extract' }] },
  })
const known = {
  is: 'known',
  organizationId: 'org_1',
  name: 'Nordlicht',
  stage: 'active',
  inside: true,
  competitor: false,
} as const
const match = (set: object = {}) => ({
  version: 1,
  matches: [{ name: 'NORDLICHT', country: 'DE', reference: 'EU-1', likeness: 0.95, ...set }],
})

describe('vetting', () => {
  test.each<[string, Partial<VettingFacts>, object, Check[], 'approve' | 'refer' | 'reject']>([
    ['finds nothing in a clean application and proposes to approve', {}, {}, [], 'approve'],
    ['refers a company that is a partner already', { known }, {}, ['already_partner'], 'refer'],
    [
      'does not mind a company that is known but no partner',
      { known: { ...known, inside: false, stage: null } },
      {},
      [],
      'approve',
    ],
    [
      'refers a company that could be several',
      { known: { is: 'several', names: ['A', 'B'] } },
      {},
      ['ambiguous_company'],
      'refer',
    ],
    [
      'rejects a company that is marked as competing',
      { known: { ...known, inside: false, competitor: true } },
      {},
      ['competitor'],
      'reject',
    ],
    ['rejects a competitor’s domain', {}, { competitorDomains: ['nordlicht.de'] }, ['competitor'], 'reject'],
    ['rejects outside the territories', {}, { territories: ['FR'] }, ['territory'], 'reject'],
    ['takes every country where no territories are named', { country: 'FR' }, {}, [], 'approve'],
    [
      'does not call a missing country a foreign one',
      { country: null },
      { territories: ['FR'], wanted: [] },
      [],
      'approve',
    ],
    ['refers an e-mail domain that is not the website’s', { emailDomain: 'other.de' }, {}, ['email_domain'], 'refer'],
    [
      'refers free mail, and does not call it another domain too',
      { emailDomain: 'gmail.com' },
      {},
      ['free_mail'],
      'refer',
    ],
    ['refers an address that nobody confirmed', { emailConfirmed: false }, {}, ['unconfirmed_email'], 'refer'],
    ['asks nobody to confirm what was imported', { emailConfirmed: null }, {}, [], 'approve'],
    ['refers a missing document', { documents: [] }, {}, ['missing_document'], 'refer'],
    ['refers a missing answer', { answered: [] }, {}, ['missing_answer'], 'refer'],
    ['refers missing data', { website: null, domain: null }, {}, ['missing_data'], 'refer'],
    [
      'refers another open application',
      { others: [{ id: 'app_1', company: 'Nordlicht AG' }] },
      {},
      ['open_application'],
      'refer',
    ],
    ['refers a name on the sanctions list', { sanctions: match() }, {}, ['sanctions'], 'refer'],
    ['passes over a like name in another country', { sanctions: match({ country: 'RU' }) }, {}, [], 'approve'],
    [
      'finds the very same name in whatever country',
      { sanctions: match({ country: 'RU', likeness: 1 }) },
      {},
      ['sanctions'],
      'refer',
    ],
    ['passes over a name that is not alike enough', { sanctions: match({ likeness: 0.8 }) }, {}, [], 'approve'],
    [
      'only notes what the rules only note',
      { emailDomain: 'gmail.com' },
      { checks: { free_mail: 'note' } },
      ['free_mail'],
      'approve',
    ],
    [
      'rejects where one finding rejects and another refers',
      { emailDomain: 'gmail.com' },
      { territories: ['FR'] },
      ['territory', 'free_mail'],
      'reject',
    ],
  ])('%s', (_, set, vetting, found, proposal) => {
    const decision = vet({ ...clean, ...set }, rules(vetting))
    expect([decision.findings.map((finding) => finding.check), decision.proposal]).toEqual([found, proposal])
  })

  test('names with each finding what it saw', () => {
    const facts = { ...clean, emailDomain: 'other.de', sanctions: match() }
    expect(vet(facts, rules()).findings).toEqual([
      { check: 'sanctions', consequence: 'refer', values: ['NORDLICHT', 'EU-1', '95 %'] },
      { check: 'email_domain', consequence: 'refer', values: ['other.de', 'nordlicht.de'] },
    ])
  })

  test.each<[string, Partial<VettingFacts>, object, boolean]>([
    ['approves by itself where the rules say so', {}, { approveBySelf: true }, true],
    ['leaves approving to a person by default', {}, {}, false],
    ['never approves by itself what was reopened', { reopened: true }, { approveBySelf: true }, false],
    ['never carries out a referral', { emailDomain: 'gmail.com' }, { approveBySelf: true, rejectBySelf: true }, false],
    ['rejects by itself where the rules say so', {}, { rejectBySelf: true, territories: ['FR'] }, true],
    [
      'never rejects by itself for a sanctions list',
      { sanctions: match() },
      { rejectBySelf: true, checks: { sanctions: 'reject' } },
      false,
    ],
  ])('%s', (_, set, vetting, bySelf) => expect(vet({ ...clean, ...set }, rules(vetting)).bySelf).toBe(bySelf))

  const consequence = fc.constantFrom('note', 'refer', 'reject')
  const anyChecks = fc.record(Object.fromEntries(Object.keys(checks).map((check) => [check, consequence])))
  const anyFacts = fc.record({
    country: fc.constantFrom('DE', 'FR', null),
    emailDomain: fc.constantFrom('nordlicht.de', 'gmail.com', null),
    emailConfirmed: fc.constantFrom(true, false, null),
    documents: fc.constantFrom([], ['register']),
    answered: fc.constantFrom([], ['why']),
    known: fc.constantFrom<VettingFacts['known']>({ is: 'new' }, known, { is: 'several', names: ['A'] }),
    reopened: fc.boolean(),
  })
  test('proposes the gravest consequence of its findings, and the same again from the same facts', () =>
    fc.assert(
      fc.property(anyFacts, anyChecks, fc.boolean(), fc.boolean(), (set, checks, approveBySelf, rejectBySelf) => {
        const facts = { ...clean, ...set }
        const by = rules({ checks, approveBySelf, rejectBySelf, territories: ['DE'] })
        const decision = vet(facts, by)
        const gravest = ['reject', 'refer'].find((one) =>
          decision.findings.some((finding) => finding.consequence === one),
        )
        expect(decision.proposal).toBe(gravest ?? 'approve')
        expect(vet(JSON.parse(JSON.stringify(facts)) as VettingFacts, by)).toEqual(decision)
        if (decision.bySelf) expect([decision.proposal === 'refer', facts.reopened]).toEqual([false, false])
      }),
    ))

  test('making a check graver never makes the proposal milder', () => {
    const order = ['approve', 'refer', 'reject']
    fc.assert(
      fc.property(anyFacts, anyChecks, fc.constantFrom(...(Object.keys(checks) as Check[])), (set, before, check) => {
        const facts = { ...clean, ...set }
        const rank = (all: object) => order.indexOf(vet(facts, rules({ checks: all, territories: ['DE'] })).proposal)
        expect(rank({ ...before, [check]: 'reject' })).toBeGreaterThanOrEqual(rank({ ...before, [check]: 'refer' }))
        expect(rank({ ...before, [check]: 'refer' })).toBeGreaterThanOrEqual(rank({ ...before, [check]: 'note' }))
      }),
    )
  })

  test.each([
    ['territory', 'territory'],
    ['competitor', 'competitor'],
    ['already_partner', 'duplicate'],
    ['missing_document', 'incomplete'],
    ['free_mail', 'not_a_fit'],
  ] as const)('what it rejects by itself for %s is told the applicant as %s', (check, reason) =>
    expect(reasonOf([{ check, consequence: 'reject', values: [] }])).toBe(reason),
  )
})

describe('what may become of an application', () => {
  const states = Object.keys(applicationStates) as ApplicationState[]
  const table: Record<ApplicationState, ApplicationAct[]> = {
    submitted: [],
    referred: ['approve', 'reject', 'ask'],
    info_requested: ['approve', 'reject'],
    reopened: ['approve', 'reject', 'ask'],
    approved: [],
    rejected: ['reopen'],
    withdrawn: ['reopen'],
  }
  test.each(states)('at %s, exactly what the table says', (state) => {
    const acts = Object.keys(applicationActs) as ApplicationAct[]
    expect(acts.filter((act) => mayAct(act, state) === true)).toEqual(table[state])
    for (const act of acts) if (!table[state].includes(act)) expect(mayAct(act, state)).toMatch(/\.$/)
  })

  test.each([
    [{ act: 'reject', note: '' }, 'reason'],
    [{ act: 'reject', reason: 'other', note: '' }, 'note'],
    [{ act: 'reject', reason: 'capacity', note: '' }, undefined],
    [{ act: 'approve', reason: 'capacity', note: '' }, 'reason'],
    [{ act: 'ask', note: '' }, 'note'],
    [{ act: 'ask', note: 'Which?' }, undefined],
  ] as const)('a decision %j is wrong in %s', (decision, field) => expect(wrongWithAct(decision)?.[0]).toBe(field))
})

describe('answers', () => {
  const ask = (kind: Question['kind'], set: Partial<Question> = {}): Question => ({
    ...why,
    key: 'q',
    kind,
    required: false,
    ...set,
  })
  test.each<[Question, unknown, string | undefined]>([
    [ask('text', { required: true }), '', 'needs an answer'],
    [ask('text'), '', undefined],
    [ask('text'), 3, 'should be text'],
    [ask('number'), 3, undefined],
    [ask('number'), '3', 'should be a number'],
    [ask('yes_no'), false, undefined],
    [ask('choice', { choices: ['A', 'B'] }), 'C', 'should be one of the choices'],
    [ask('several', { choices: ['A', 'B'] }), ['A', 'B'], undefined],
    [ask('several', { choices: ['A', 'B'] }), ['C'], 'should be some of the choices'],
    [ask('country'), 'Germany', 'should be a country'],
    [ask('file', { required: true }), undefined, 'needs an answer'],
  ])('%#', (question, answer, problem) =>
    expect(
      wrongAnswers([question], answer === undefined ? {} : { q: answer as string }, []).map(([, { text }]) => text),
    ).toEqual(problem === undefined ? [] : [problem]),
  )
  test('what was not asked is not taken', () =>
    expect(wrongAnswers([], { x: 1 }, [])).toEqual([['x', { text: 'the form does not ask this', values: [] }]]))
})
