import { RegistrationRules } from '@hansa/contract/registration-rules'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { type Claim, judge, type Standing } from './rules/registration/judge.ts'
import { suggest } from './rules/registration/suggest.ts'
import { tried } from './rules/registration/trial.ts'

const claim: Claim = { kind: 'new', families: ['data'], country: 'DE', value: 100, partnerId: 'org_me' }
const rival: Standing = {
  kind: 'registration',
  id: 'reg_x',
  partnerId: 'org_rival',
  probability: 0.99,
  families: ['data'],
  country: 'DE',
  rank: 'protected',
}
const win: Standing = { ...rival, kind: 'renewal', id: 'deal_won', rank: 'earlier' }
/** As what the court found is kept. */
const heard = (found: ReturnType<typeof judge>) => ({
  ...found,
  conflicts: found.conflicts.map(({ standing, band }) => ({ ...standing, band })),
})

type Given = z.input<typeof RegistrationRules>
test.each<[string, Partial<Claim>, Standing[], Given, string, string[]]>([
  ['nothing stands against it', {}, [], {}, 'approve', []],
  ['it is protected for somebody else', {}, [rival], {}, 'find_duplicate', ['reg_x']],
  ['an earlier claim waits', {}, [{ ...rival, rank: 'earlier' }], {}, 'wait', ['reg_x']],
  ['a later claim waits', {}, [{ ...rival, rank: 'later' }], {}, 'approve', []],
  ['the likeness is doubtful', {}, [{ ...rival, probability: 0.8 }], {}, 'look', ['reg_x']],
  ['it may be of the same house', {}, [{ ...rival, probability: 0.4, related: 0.5 }], {}, 'look', ['reg_x']],
  ['the likeness is faint', {}, [{ ...rival, probability: 0.5 }], {}, 'approve', []],
  [
    'the vendor deals with it',
    {},
    [{ ...rival, kind: 'own_deal', id: 'deal_x', partnerId: null, rank: 'earlier' }],
    {},
    'find_duplicate',
    ['deal_x'],
  ],
  ['it is outside the territories', {}, [], { territories: ['FR'] }, 'reject', []],
  ['it is too small', {}, [], { smallestValue: 1000 }, 'reject', []],
  ['another partner is the incumbent', {}, [win], {}, 'look', ['deal_won']],
  [
    'the rules refuse what is the incumbent’s',
    {},
    [win],
    { renewal: { others: 'block' } },
    'find_duplicate',
    ['deal_won'],
  ],
  ['it renews the partner’s own business', { kind: 'renewal' }, [{ ...win, partnerId: 'org_me' }], {}, 'approve', []],
  ['the vendor itself sold there before', {}, [{ ...win, partnerId: null }], {}, 'approve', []],
  ['nobody knows the business that it renews', { kind: 'renewal' }, [], {}, 'look', []],
])('where %s', (_, more, standings, rules, act, because) => {
  const it = { ...claim, ...more }
  const found = heard(judge(it, standings, RegistrationRules.parse(rules)))
  expect(suggest(found)).toMatchObject({ act, because })
  // What was found says the same when the same rules are tried on it.
  const anew = tried(
    it,
    found.conflicts,
    RegistrationRules.parse({ ...rules, families: [{ key: 'data', name: 'Data' }] }),
  )
  if (anew.outcome !== 'not_taken')
    expect(anew).toMatchObject({ outcome: found.outcome, reason: found.reason, rule: found.rule })
})
