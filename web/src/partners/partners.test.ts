import { expect, test } from 'vitest'
import { momentOf, sentenceOf } from './events.ts'
import { onlyChanges } from './only-changes.ts'

test('an edit says only what was touched, so that nothing else is said of an earlier day', () => {
  const was = { tier: 'Gold', territory: null, types: ['telco'] as string[], from: undefined }
  expect(onlyChanges({ tier: 'Gold', territory: null, types: ['telco', 'referral'], version: 3 }, was)).toEqual({
    types: ['telco', 'referral'],
    version: 3,
  })
  expect(
    onlyChanges<Record<string, unknown>>({ tier: null, types: ['telco'] }, { tier: 'Gold', types: ['telco'] }),
  ).toEqual({ tier: null })
})

const told = (verb: string, data: Record<string, unknown>) =>
  sentenceOf({ verb, data, happenedAt: '2026-03-02T09:00:00Z', recordedAt: '2026-03-02T09:00:00Z' })

test.each([
  [
    'partner.created',
    { from: '2024-01-01', stage: 'at_risk', tier: 'Gold' },
    'The partnership began at the stage At risk, tier Gold',
  ],
  ['partner.tier_changed', { field: 'tier', before: 'Gold', after: null }, 'Tier changed from Gold to none'],
  ['partner.tier_changed', { field: 'tier', before: null, after: 'Gold' }, 'Tier Gold'],
  ['partner.type_added', { field: 'type', before: null, after: 'telco' }, 'Became Telco / interconnect'],
  ['partner.manager_changed', { field: 'manager', before: null, after: 'mem_1' }, 'Has another manager'],
  ['deal.won', {}, 'Deal won'],
])('%s is told in words', (verb, data, sentence) => {
  expect(told(verb, data)).toBe(sentence)
})

test('a correction says what was wrong and what is right', () => {
  const was = { value: 'Gold', from: '2025-06-01', to: null }
  const words = (is: object | null) => told('partner.history_corrected', { field: 'tier', was, is })
  expect(words(null)).toMatch(/^Tier Gold of .*2025.* was recorded wrongly and removed$/)
  expect(words({ value: 'Silver', from: '2025-06-01' })).toMatch(/was recorded wrongly; right is Silver$/)
  expect(words({ value: 'Gold' })).toMatch(/was recorded wrongly and corrected$/)
})

test('what is known by its day alone shows on that day', () => {
  const event = { verb: 'x', recordedAt: '2026-03-02T09:00:00Z' }
  expect(momentOf({ ...event, happenedAt: '2024-12-31T23:00:00Z', data: { from: '2025-01-01' } })).toBe(
    '2025-01-01T12:00:00',
  )
  expect(momentOf({ ...event, happenedAt: '2026-03-02T09:00:00Z', data: { from: '2026-03-02' } })).toBe(
    '2026-03-02T09:00:00Z',
  )
})
