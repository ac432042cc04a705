import { expect, test } from 'vitest'
import { filterText, isActive, type Filter } from './filters.ts'
import { changed, parseQuery, queryText, valueOf, valuesOf } from './query.ts'

test('an address keeps numbers, blanks and repeated names as plain text', () => {
  const query = { q: 'Müller & Söhne', after: '007', status: ['won', 'lost'] }
  expect(parseQuery(queryText(query))).toEqual(query)
})
test('what is empty or missing is left out, and nothing at all has no question mark', () => {
  expect(queryText({ q: '', sort: undefined, after: null, limit: 50, open: false })).toBe('?limit=50&open=false')
  expect(queryText({})).toBe('')
})
test('a change keeps the other names, and an empty value takes its name out', () => {
  expect(changed({ q: 'a', status: ['won'], sort: 'name' }, { q: '', status: [], tier: 'gold' })).toEqual({
    sort: 'name',
    tier: 'gold',
  })
})
test('one value and several are read alike', () => {
  expect(valuesOf({ a: 'x' }, 'a')).toEqual(['x'])
  expect(valueOf({ a: ['x', 'y'] }, 'a')).toBe('x')
  expect(valueOf({}, 'a')).toBeUndefined()
})

const status: Filter = {
  kind: 'multi',
  name: 'status',
  label: 'Status',
  options: [
    { value: 'won', label: 'Won' },
    { value: 'lost', label: 'Lost' },
  ],
}
const since: Filter = { kind: 'dates', name: 'since', label: 'Since', from: 'from', until: 'until' }
test('an active filter says its values in words', () => {
  expect(filterText(status, { status: ['won', 'lost', 'odd'] })).toBe('Won, Lost +1')
  expect(filterText(since, { from: '2026-03-01' }, 'en-GB')).toBe('from 1 Mar 2026')
  expect(filterText(since, { from: '2026-03-01', until: '2026-03-31' }, 'en-GB')).toBe('1 Mar 2026 – 31 Mar 2026')
})
test('dates are active by either of their ends', () => {
  expect(isActive(since, { until: '2026-03-31' })).toBe(true)
  expect(isActive(since, { since: '2026-03-31' })).toBe(false)
})
