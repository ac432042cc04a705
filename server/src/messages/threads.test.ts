import { expect, test } from 'vitest'
import { excerptOf, momentAfter, tellAt, waitingAfter } from './rules/threads.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 9, minute))

test.each([
  ['partner', null, true, at(5)],
  ['partner', at(1), true, at(1)],
  ['vendor', at(1), true, null],
  ['vendor', null, false, null],
] as const)('after a message of the %s, waiting since %s', (side, before, withPartner, after) => {
  expect(waitingAfter(side, before, at(5), withPartner)).toEqual(after)
})

test('a mail goes out at once, the next not before ten minutes', () => {
  expect(tellAt(null, at(5))).toEqual(at(5))
  expect(tellAt(at(1), at(5))).toEqual(at(11))
  expect(tellAt(at(1), at(30))).toEqual(at(30))
})

test('a message comes after the one before', () => {
  expect(momentAfter(null, at(5))).toEqual(at(5))
  expect(momentAfter(at(4), at(5))).toEqual(at(5))
  expect(momentAfter(at(5), at(5)).getTime()).toBe(at(5).getTime() + 1)
})

test('an excerpt is one line, cut where it is long', () => {
  expect(excerptOf(' a\n\n b ')).toBe('a b')
  expect(excerptOf('x'.repeat(200))).toHaveLength(160)
})
