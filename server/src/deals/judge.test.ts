import { RegistrationRules } from '@hansa/contract/registration-rules'
import { describe, expect, test } from 'vitest'
import { bandOf, judge, type Standing } from './rules/registration/judge.ts'

const rules = RegistrationRules.parse({})

describe('the court', () => {
  const claim = { families: ['data'], country: 'DE', value: 1_000_000, partnerId: 'org_me' }
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

  test('the bands are 0.92 and 0.75 unless a version says otherwise', () => {
    expect([0.92, 0.919, 0.75, 0.749].map((p) => bandOf(p, rules))).toEqual(['block', 'review', 'review', 'note'])
  })
})
