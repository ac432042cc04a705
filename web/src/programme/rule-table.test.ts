import { ProgrammeRules } from '@hansa/contract/programme-rules'
import { expect, test } from 'vitest'
import { creditGroups, registrationGroups, valueText } from './rule-table.ts'

/** Where the values stand; a list is one value. */
const leaves = (value: unknown, path: string): [string, unknown][] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, part]) => leaves(part, `${path}.${key}`))
    : [[path, value]]

const usual = ProgrammeRules.parse({})
const all = [...leaves(usual.registration, 'registration'), ...leaves(usual.dealCredit, 'dealCredit')]
const rules = [...registrationGroups, ...creditGroups].flatMap((group) => group.rules)

test('every parameter of registration and of credit has exactly one line in the form, and no line is without one', () => {
  expect(rules.map(({ path }) => path).toSorted()).toEqual(all.map(([path]) => path).toSorted())
})

test.each([
  ['registration.review.days', '3 business days'],
  ['registration.review.warnAt', '50%, 80%, 100%'],
  ['registration.review.lowRiskUpTo', '€50,000.00'],
  ['registration.review.approveBySelf', 'No'],
  ['registration.review.missedLowRisk', 'Approve the claim by itself'],
  ['registration.conflict.block', '0.92'],
  ['registration.protection.notices', '14, 7, 1 calendar days'],
  ['registration.territories', 'None'],
  ['registration.calendar.workingDays', 'Monday, Tuesday, Wednesday, Thursday, Friday'],
  ['registration.families', 'All products (all)'],
])('%s is told as %s', (path, words) => {
  const [, value] = all.find(([at]) => at === path)!
  expect(
    valueText(
      rules.find((rule) => rule.path === path)!,
      value,
      'EUR',
    ),
  ).toBe(words)
})
