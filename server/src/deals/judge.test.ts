import { RegistrationRules } from '@hansa/contract/registration-rules'
import { describe, expect, test } from 'vitest'
import { lastWins, type Win } from './rules/registration/incumbent.ts'
import { bandOf, judge, type Standing } from './rules/registration/judge.ts'

const rules = RegistrationRules.parse({})

describe('the court', () => {
  const claim = { kind: 'new' as const, families: ['data'], country: 'DE', value: 1_000_000, partnerId: 'org_me' }
  const standing = (more: Partial<Standing>): Standing => ({
    kind: 'registration',
    id: 'reg_x',
    partnerId: 'org_rival',
    probability: 0.99,
    families: ['data'],
    country: 'DE',
    rank: 'protected',
    ...more,
  })
  test.each<[string, Partial<Standing>[], string, string | null, string]>([
    ['nothing stands against it', [], 'review', null, 'review'],
    ['a live protection of the same customer blocks', [{}], 'duplicate', 'existing_partner', 'conflict.block'],
    [
      'one’s own protection is named as such',
      [{ partnerId: 'org_me' }],
      'duplicate',
      'duplicate_self',
      'conflict.block',
    ],
    ['a doubtful likeness goes to a person', [{ probability: 0.8 }], 'review', 'existing_partner', 'conflict.review'],
    [
      'what is likely of the same house goes to a person, and does not block by itself',
      [{ probability: 0.12, related: 0.88 }],
      'review',
      'existing_partner',
      'conflict.review',
    ],
    ['a faint likeness is only noted', [{ probability: 0.5 }], 'review', null, 'review'],
    ['another product family does not meet', [{ families: ['cloud'] }], 'review', null, 'review'],
    ['another country does not meet', [{ country: 'FR' }], 'review', null, 'review'],
    [
      'the vendor’s own deal goes to a person',
      [{ kind: 'own_deal', partnerId: null, families: [], rank: 'earlier' }],
      'review',
      'existing_direct',
      'conflict.block',
    ],
    ['an earlier claim in line is waited for', [{ rank: 'earlier' }], 'review', 'existing_partner', 'conflict.block'],
    ['a later claim in line says nothing', [{ rank: 'later' }], 'review', null, 'review'],
  ])('%s', (_, standings, outcome, reason, rule) => {
    expect(judge(claim, standings.map(standing), rules)).toMatchObject({ outcome, reason, rule })
  })

  test('approves by itself only where the version says so and nothing was found', () => {
    const lenient = RegistrationRules.parse({ review: { approveBySelf: true } })
    expect(judge(claim, [], lenient).outcome).toBe('approve')
    expect(judge(claim, [standing({ probability: 0.8, rank: 'earlier' })], lenient).outcome).toBe('review')
    expect(judge({ ...claim, value: 5_000_001 }, [], lenient).outcome).toBe('review')
    expect(judge({ ...claim, value: null }, [], lenient).outcome).toBe('review')
  })

  describe('of a renewal', () => {
    const block = RegistrationRules.parse({ renewal: { others: 'block' } })
    const mine = { kind: 'renewal', partnerId: 'org_me', rank: 'earlier' } as const
    const theirs = { kind: 'renewal', partnerId: 'org_rival', rank: 'earlier' } as const
    const direct = { kind: 'renewal', partnerId: null, rank: 'earlier' } as const
    const waiting = { rank: 'earlier' } as const
    type Row = [string, 'new' | 'renewal', Partial<Standing>[], string, string | null, string, boolean]
    test.each<Row>([
      [
        'the incumbent’s claim goes before an earlier one',
        'renewal',
        [mine, waiting],
        'review',
        null,
        'renewal.incumbent',
        true,
      ],
      [
        'one’s own earlier claim still stands before it',
        'renewal',
        [mine, { ...waiting, partnerId: 'org_me' }],
        'review',
        'duplicate_self',
        'conflict.block',
        true,
      ],
      [
        'a live protection of another goes to a person',
        'renewal',
        [mine, {}],
        'review',
        'existing_partner',
        'renewal.incumbent',
        true,
      ],
      [
        'an own deal still stands against it',
        'renewal',
        [mine, { kind: 'own_deal', partnerId: null, families: [], rank: 'earlier' }],
        'review',
        'existing_direct',
        'conflict.block',
        true,
      ],
      ['that nobody won anything with goes to a person', 'renewal', [], 'review', null, 'renewal.unknown', false],
      [
        'of business that is not known to be this goes to a person',
        'renewal',
        [{ ...mine, families: [] }],
        'review',
        null,
        'renewal.unknown',
        false,
      ],
      [
        'of a customer that only may be the same goes to a person',
        'renewal',
        [{ ...mine, probability: 0.8 }],
        'review',
        null,
        'renewal.unknown',
        false,
      ],
      [
        'of what another partner won is referred',
        'renewal',
        [theirs],
        'review',
        'existing_partner',
        'renewal.others',
        false,
      ],
      [
        'of what the vendor itself won is referred',
        'renewal',
        [direct],
        'review',
        'existing_customer',
        'conflict.block',
        false,
      ],
      [
        'a new claim on another incumbent’s customer is referred',
        'new',
        [theirs],
        'review',
        'existing_partner',
        'renewal.others',
        false,
      ],
      ['a new claim of the incumbent is like any other', 'new', [mine], 'review', null, 'review', false],
      [
        'a new claim of the incumbent waits for an earlier one',
        'new',
        [mine, waiting],
        'review',
        'existing_partner',
        'conflict.block',
        false,
      ],
      [
        'what the vendor itself won says nothing against new business',
        'new',
        [direct],
        'review',
        null,
        'review',
        false,
      ],
      [
        'an incumbent of another product family is none here',
        'new',
        [{ ...theirs, families: ['cloud'] }],
        'review',
        null,
        'review',
        false,
      ],
      [
        'an incumbent in another country is none here',
        'new',
        [{ ...theirs, country: 'FR' }],
        'review',
        null,
        'review',
        false,
      ],
      [
        'an incumbent’s renewal that came later goes before',
        'new',
        [{ rank: 'later', precedes: true }],
        'review',
        'existing_partner',
        'conflict.block',
        false,
      ],
    ])('%s', (_, kind, standings, outcome, reason, rule, precedes) => {
      expect(judge({ ...claim, kind }, standings.map(standing), rules)).toMatchObject({
        outcome,
        reason,
        rule,
        precedes,
      })
    })

    test.each<[string, Partial<Standing>, string]>([
      ['refuses others where the version says so', theirs, 'duplicate'],
      ['but not where the likeness is doubtful', { ...theirs, probability: 0.8 }, 'review'],
      ['nor where it is not known what the win was for', { ...theirs, families: [] }, 'review'],
    ])('an incumbency %s', (_, win, outcome) => {
      const judged = judge({ ...claim, kind: 'new' }, [standing(win)], block)
      expect(judged).toMatchObject({ outcome, reason: 'existing_partner', rule: 'renewal.others' })
    })

    test('has to be the incumbent’s for every product family that it names', () => {
      const two = { ...claim, kind: 'renewal' as const, families: ['data', 'cloud'] }
      const cloud = { ...mine, families: ['cloud'] }
      expect(judge(two, [standing(mine)], rules).precedes).toBe(false)
      expect(judge(two, [standing(mine), standing(cloud)], rules).precedes).toBe(true)
      expect(judge(two, [standing(mine), standing({ ...cloud, partnerId: 'org_rival' })], rules).precedes).toBe(false)
    })

    test('is approved by itself where the version says so, though others wait', () => {
      const lenient = RegistrationRules.parse({ review: { approveBySelf: true } })
      const judged = judge({ ...claim, kind: 'renewal' }, [standing(mine), standing(waiting)], lenient)
      expect(judged).toMatchObject({ outcome: 'approve', isLowRisk: true, before: 0 })
      expect(judge({ ...claim, kind: 'renewal' }, [], lenient).outcome).toBe('review')
    })
  })

  test('the bands are 0.92 and 0.75 unless a version says otherwise', () => {
    expect([0.92, 0.919, 0.75, 0.749].map((p) => bandOf(p, rules))).toEqual(['block', 'review', 'review', 'note'])
  })
})

describe('the incumbent', () => {
  const win = (partnerId: string | null, wonOn: string, more: Partial<Win> = {}): Win => ({
    rootId: 'org_root',
    partnerId,
    families: ['data'],
    country: null,
    wonOn,
    ...more,
  })
  const who = (wins: Win[], families = ['data']) =>
    lastWins(wins, { families, country: 'DE' }).map(({ partnerId }) => partnerId)
  test.each<[string, Win[], (string | null)[]]>([
    ['is who won last', [win('org_a', '2026-01-01'), win('org_b', '2026-02-01')], ['org_b']],
    ['is nobody where nothing was won', [], []],
    ['is the vendor where it won last itself', [win('org_a', '2026-01-01'), win(null, '2026-02-01')], [null]],
    ['is not who won something else', [win('org_a', '2026-01-01', { families: ['cloud'] })], []],
    ['is not who won in another country', [win('org_a', '2026-01-01', { country: 'FR' })], []],
    [
      'may be who won what is not known',
      [win('org_a', '2026-01-01'), win('org_b', '2026-02-01', { families: [] })],
      ['org_b'],
    ],
    [
      'of one day is whose win is known',
      [win('org_b', '2026-01-01', { families: [] }), win('org_a', '2026-01-01')],
      ['org_a'],
    ],
  ])('%s', (_, wins, expected) => expect(who(wins)).toEqual(expected))

  test('is asked for each family and each corporate tree apart', () => {
    const wins = [win('org_a', '2026-01-01'), win('org_b', '2026-02-01', { families: ['cloud'] })]
    expect(who(wins, ['data', 'cloud'])).toEqual(['org_a', 'org_b'])
    expect(who([...wins, win('org_c', '2026-03-01', { rootId: 'org_other' })])).toEqual(['org_c', 'org_a'])
  })
})
