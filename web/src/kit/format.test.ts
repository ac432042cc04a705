import { describe, expect, test } from 'vitest'
import {
  agoText,
  countryText,
  countText,
  dayOf,
  dayText,
  decimalText,
  minorOf,
  momentText,
  moneyText,
  monthText,
  percentText,
  tickText,
  wordsOf,
} from './format.ts'

/** Intl separates with several kinds of blanks; a reader sees one. */
const plain = (text: string) => text.replaceAll(/\s/g, ' ')

describe('money', () => {
  test('minor units become decimals by the currency’s own number of them', () => {
    expect(moneyText({ amount: 123_456, currency: 'EUR' }, { locale: 'en-US' })).toBe('€1,234.56')
    expect(moneyText({ amount: 123_456, currency: 'JPY' }, { locale: 'en-US' })).toBe('¥123,456')
    expect(plain(moneyText({ amount: 1_234_567, currency: 'KWD' }, { locale: 'en-US' }))).toBe('KWD 1,234.567')
    expect(plain(moneyText({ amount: 123_456, currency: 'EUR' }, { locale: 'de-DE' }))).toBe('1.234,56 €')
  })
  test('a language without a short form for thousands keeps them whole', () => {
    expect(plain(moneyText({ amount: 37_675_470, currency: 'EUR' }, { locale: 'de-DE', compact: true }))).toBe(
      '376.755 €',
    )
  })
  test('the largest safe amount keeps its last cent', () => {
    expect(moneyText({ amount: Number.MAX_SAFE_INTEGER, currency: 'USD' }, { locale: 'en-US' })).toBe(
      '$90,071,992,547,409.91',
    )
  })
  test('compact shortens from a thousand on and never invents decimals below', () => {
    expect(moneyText({ amount: 123_456_700, currency: 'EUR' }, { locale: 'en-US', compact: true })).toBe('€1.2M')
    expect(moneyText({ amount: 99_900, currency: 'EUR' }, { locale: 'en-US', compact: true })).toBe('€999')
  })
  test.each([
    [105, 2, '1.05'],
    [-5, 2, '-0.05'],
    [0, 2, '0.00'],
    [7, 0, '7'],
  ])('%i minor units with %i decimals read %s', (minor, decimals, text) => {
    expect(decimalText(minor, decimals)).toBe(text)
    expect(minorOf(text, decimals)).toBe(minor)
  })
  test.each(['', '.', 'abc', '1.005', '1e3', '99999999999999999'])(
    '%j is refused as an amount with two decimals',
    (text) => {
      expect(minorOf(text, 2)).toBeNull()
    },
  )
  test('missing decimals are zeros', () => {
    expect(minorOf('1.5', 2)).toBe(150)
    expect(minorOf('.5', 2)).toBe(50)
    expect(minorOf(12, 2)).toBe(1200)
  })
})

describe('dates', () => {
  test('a calendar day is the same day everywhere', () => {
    expect(dayText('2026-03-31', 'en-GB')).toBe('31 Mar 2026')
    expect(monthText('2026-03', 'en-GB')).toBe('Mar 2026')
  })
  test('a moment is told in the given time zone', () => {
    expect(plain(momentText('2026-03-31T23:30:00Z', 'en-GB', 'Asia/Tokyo'))).toBe('1 Apr 2026, 08:30')
    expect(dayOf('2026-03-31T23:30:00Z', 'Asia/Tokyo')).toBe('2026-04-01')
    expect(dayOf('2026-03-31T23:30:00Z', 'America/New_York')).toBe('2026-03-31')
  })
  test('marks on a time axis name the year once, in the reader’s words', () => {
    expect(tickText(new Date('2025-07-01T00:00:00Z'), 0, 500, 'de-DE')).toBe('Jul\n2025')
    expect(tickText(new Date('2025-10-01T00:00:00Z'), 1, 500, 'de-DE')).toBe('Okt')
    expect(tickText(new Date('2026-01-01T00:00:00Z'), 2, 500, 'en-GB')).toBe('Jan\n2026')
    expect(tickText(new Date('2026-03-09T00:00:00Z'), 3, 30, 'en-GB')).toBe('9 Mar')
    expect(tickText(new Date('2026-01-01T00:00:00Z'), 3, 4000, 'en-GB')).toBe('2026')
  })
  test('distance uses the largest unit that fits', () => {
    const now = new Date('2026-03-31T12:00:00Z')
    expect(agoText('2026-03-28T12:00:00Z', now, 'en')).toBe('3 days ago')
    expect(agoText('2026-03-31T14:10:00Z', now, 'en')).toBe('in 2 hours')
    expect(agoText('2026-03-31T11:59:40Z', now, 'en')).toBe('now')
  })
})

test('counts and shares read as the locale writes them', () => {
  expect(countText(1_234_567, 'de-DE')).toBe('1.234.567')
  expect(countText(1_234_567, 'en-US', true)).toBe('1.2M')
  expect(countText(9_999, 'en-US', true)).toBe('9,999')
  expect(percentText(0.1234, 'en-US')).toBe('12.3%')
  expect(percentText(1, 'en-US')).toBe('100%')
})

test.each([
  ['in_review', 'In review'],
  ['deal.won', 'Deal won'],
  ['existingDirect', 'Existing direct'],
  ['', ''],
])('the code %j reads %j', (code, words) => {
  expect(wordsOf(code)).toBe(words)
})

test('countries have names, and an unknown code stays as it is', () => {
  expect(countryText('DE', 'en')).toBe('Germany')
  expect(countryText('not a code', 'en')).toBe('not a code')
})
