import type { Event } from '@hansa/contract/events'
import { describe, expect, test } from 'vitest'
import { editsOf, factsOf, sentenceOf, valueText, whoText } from './words.ts'

const id = 'org_00000000000000000000000000'
const event = (verb: string, data: Event['data'], more: Partial<Event> = {}): Event => ({
  id: 'evt_00000000000000000000000000',
  verb,
  happenedAt: '2026-03-31T09:00:00Z',
  recordedAt: '2026-03-31T09:00:00Z',
  actor: { kind: 'user', id: null, name: 'Mara' },
  objectId: id,
  organizationId: id,
  partnerId: null,
  source: 'workspace',
  data,
  ...more,
})
const nobody = () => undefined

describe('an event in one line', () => {
  test.each([
    ['partner.created', { stage: 'active', tier: 'Gold' }, 'Partnership began at the stage Active, tier Gold'],
    ['partner.tier_changed', { field: 'tier', before: 'Gold', after: 'Silver' }, 'Tier changed from Gold to Silver'],
    ['partner.tier_changed', { field: 'tier', before: null, after: 'Gold' }, 'Tier Gold'],
    [
      'partner.stage_changed',
      { field: 'stage', before: 'active', after: 'at_risk' },
      'Stage changed from Active to At risk',
    ],
    ['deal.won', { name: 'Harbour cranes' }, 'Deal won: Harbour cranes'],
    ['import.finished', { fileName: 'members.csv' }, 'Import finished: members.csv'],
    ['webinar.attended', {}, 'Webinar attended'],
  ])('%s %o', (verb, data, words) => {
    expect(sentenceOf(event(verb, data), nobody)).toBe(words)
  })
  test('the other side of a relationship has its name where it is known', () => {
    const related = event('relationship.created', { kind: 'refers_to', with: id })
    expect(sentenceOf(related, (one) => (one === id ? 'Globex' : undefined))).toBe(
      'Relationship recorded: refers to, with Globex',
    )
    expect(sentenceOf(related, nobody)).toBe('Relationship recorded: refers to, with another organization')
  })
})

test('edits are told field by field, and what is no edit stays a fact', () => {
  const edited = event('deal.updated', { name: 'Harbour cranes', changes: { owner: ['Ada', null] } })
  expect(editsOf(edited)).toEqual([{ field: 'owner', before: 'Ada', after: null }])
  expect(factsOf(edited)).toEqual([['name', 'Harbour cranes']])
  expect(factsOf(event('organization.updated', { bulk: { addTags: ['a'], removeTags: [] } }))).toEqual([
    ['addTags', ['a']],
  ])
})

test('values are told in words, nothing as nothing, and what has no words as it is', () => {
  expect(valueText('note', '', nobody)).toBeNull()
  expect(valueText('tags', [], nobody)).toBeNull()
  expect(valueText('has_warehouse', false, nobody)).toBe('No')
  expect(valueText('parentId', id, () => 'Globex')).toBe('Globex')
  expect(valueText('value', { amount: 1050, currency: 'EUR' }, nobody)).toContain('10.50')
  expect(valueText('value', { amount: 1050, currency: 'none' }, nobody)).toBe(
    'Amount, in minor units: 1050; Currency: none',
  )
})

test('who did it is a name, an import, or Hansa itself', () => {
  expect(whoText(event('deal.won', {}))).toBe('Mara')
  expect(whoText(event('deal.won', {}, { actor: { kind: 'key', id: null, name: 'CRM' } }))).toBe('CRM (API key)')
  expect(whoText(event('deal.won', {}, { actor: { kind: 'import', id: null, name: null } }))).toBe('Import')
  expect(whoText(event('deal.won', {}, { actor: { kind: 'system', id: null, name: null } }))).toBe('Hansa')
})
