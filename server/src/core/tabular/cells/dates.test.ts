import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDate, parseDateTime, type DateOrder } from './dates.ts'
import { zonedToUtc } from './zone.ts'

describe('a date', () => {
  test.each<[string, DateOrder | undefined, string]>([
    ['2018-04-24', undefined, '2018-04-24'],
    ['2018-04-24 03:00:00', undefined, '2018-04-24'],
    ['2017-09-19 09:45:35+00:00', undefined, '2017-09-19'],
    ['2006-04-15T03:23:15.000Z', undefined, '2006-04-15'],
    ['2006-04-15T03:23:15.000+0000', undefined, '2006-04-15'],
    ['2023-10', undefined, '2023-10-01'],
    ['2018/4/5', undefined, '2018-04-05'],
    ['20180424', undefined, '2018-04-24'],
    ['24/04/2018', undefined, '2018-04-24'],
    ['4/24/2018', undefined, '2018-04-24'],
    ['03/04/2018', 'dmy', '2018-04-03'],
    ['03/04/2018', 'mdy', '2018-03-04'],
    ['3.4.18', 'dmy', '2018-04-03'],
    ['3-4-70', 'dmy', '1970-04-03'],
    ['5/5/2018', undefined, '2018-05-05'],
    ['24-Apr-2018', undefined, '2018-04-24'],
    ['24 April 18', undefined, '2018-04-24'],
    ['Sept 4, 2018', 'dmy', '2018-09-04'],
    ['4/24/2018, 9:05 PM', 'mdy', '2018-04-24'],
    ['2018-04-24', 'mdy', '2018-04-24'],
    ['29.02.2024', 'dmy', '2024-02-29'],
    ['43214', 'excel', '2018-04-24'],
    ['43214.75', 'excel', '2018-04-24'],
    ['1', 'excel', '1900-01-01'],
    ['59', 'excel', '1900-02-28'],
    ['61', 'excel', '1900-03-01'],
  ])('%j (%s) is %s', (text, order, value) => {
    expect(parseDate(text, order)).toEqual({ value })
  })

  test('that can be two days is refused with both, unless the order is told', () => {
    expect(parseDate('03/04/2018').problem).toBe(
      '"03/04/2018" can be 2018-04-03 or 2018-03-04; say whether the day or the month comes first.',
    )
  })

  test.each<[string, DateOrder | undefined, string]>([
    ['2018-02-30', undefined, 'not a day of the calendar'],
    ['04/24/2018', 'dmy', 'the day comes first, like 24/04/2018'],
    ['24/04/2018', 'mdy', 'the month comes first, like 04/24/2018'],
    ['29.02.2023', 'dmy', 'not a day of the calendar'],
    ['43214', undefined, 'is not a date; write it like 2018-04-24'],
    ['60', 'excel', 'not a serial date'],
    ['2018-04-24', 'excel', 'it must be a number like 43214'],
    ['24-Foo-2018', undefined, 'is not a date'],
    ['2018-04-24 25:00', undefined, 'is not a date'],
    ['2018-04-24 13:00 PM', undefined, 'is not a date'],
    ['1996.5', undefined, 'is not a date'],
    ['soon', undefined, 'is not a date'],
    ['', undefined, 'The cell is empty'],
    [`1${' '.repeat(1e6)}1`, undefined, 'is not a date'],
  ])('%.30j (%s): %s', (text, order, sentence) => {
    expect(parseDate(text, order).problem).toContain(sentence)
  })

  test('every day comes back from every way to write it', () => {
    const days = fc.date({ min: new Date('1970-01-01'), max: new Date('2069-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(days, (date) => {
        const iso = date.toISOString().slice(0, 10)
        const [y, m, d] = iso.split('-')
        const serial = Math.round((Date.parse(iso) - Date.UTC(1899, 11, 30)) / 86_400_000)
        const ways: [string, DateOrder?][] = [
          [`${y}${m}${d}`],
          [`${d}.${m}.${y}`, 'dmy'],
          [`${m}/${d}/${y!.slice(2)}`, 'mdy'],
          [String(serial), 'excel'],
        ]
        for (const [text, order] of ways) expect(parseDate(text, order)).toEqual({ value: iso })
      }),
      { seed: 7 },
    )
  })
})

describe('a moment', () => {
  test.each([
    ['2017-09-19 09:45:35+00:00', {}, '2017-09-19T09:45:35.000Z'],
    ['2020-02-18T17:51:25-08:00', {}, '2020-02-19T01:51:25.000Z'],
    ['2018-04-24 03:00:00', {}, '2018-04-24T03:00:00.000Z'],
    ['2018-04-24 03:00:00', { zone: 'America/Sao_Paulo' }, '2018-04-24T06:00:00.000Z'],
    ['2018-04-24', { zone: 'Europe/Berlin' }, '2018-04-23T22:00:00.000Z'],
    ['24.04.2018 9:05', { order: 'dmy', zone: 'Europe/Berlin' }, '2018-04-24T07:05:00.000Z'],
    ['4/24/2018 12:05 AM', { order: 'mdy' }, '2018-04-24T00:05:00.000Z'],
    ['2018-04-24T03:00:00.1234567Z', {}, '2018-04-24T03:00:00.123Z'],
    ['2018-04-24T03:00+0530', { zone: 'Europe/Berlin' }, '2018-04-23T21:30:00.000Z'],
    ['43214.75', { order: 'excel' }, '2018-04-24T18:00:00.000Z'],
  ] as const)('%j %j is %s', (text, options, value) => {
    expect(parseDateTime(text, options)).toEqual({ value })
  })

  test('as summer time begins and ends, clocks are read as people mean them', () => {
    const berlin = (local: string) => new Date(zonedToUtc(Date.parse(`${local}Z`), 'Europe/Berlin')).toISOString()
    expect(berlin('2026-03-29T01:30')).toBe('2026-03-29T00:30:00.000Z')
    expect(berlin('2026-03-29T02:30')).toBe('2026-03-29T01:30:00.000Z')
    expect(berlin('2026-03-29T03:30')).toBe('2026-03-29T01:30:00.000Z')
    expect(berlin('2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z')
    expect(berlin('2026-10-25T03:30')).toBe('2026-10-25T02:30:00.000Z')
  })

  test('an invalid one is refused', () => {
    expect(parseDateTime('2018-04-24 24:00').problem).toContain('is not a date')
    expect(parseDateTime('03/04/2018 10:00').problem).toContain('can be 2018-04-03 or 2018-03-04')
  })
})
