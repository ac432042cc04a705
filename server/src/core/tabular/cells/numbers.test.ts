import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDecimal, parseInteger } from './decimals.ts'
import { parseCurrency, parseMoney } from './money.ts'

describe('a decimal', () => {
  test.each([
    ['13591.70', undefined, '13591.70'],
    ['13,591.70', undefined, '13591.70'],
    ['13.591,70', undefined, '13591.70'],
    ["13'591.70", undefined, '13591.70'],
    ['13 591,70', undefined, '13591.70'],
    ['13\u202f591,70', 'comma', '13591.70'],
    ['12,34,567.5', undefined, '1234567.5'],
    ['1.234.567', undefined, '1234567'],
    ['1,234', 'point', '1234'],
    ['1,234', 'comma', '1.234'],
    ['0.123', undefined, '0.123'],
    ['1234.567', undefined, '1234.567'],
    ['.5', undefined, '0.5'],
    [' 007 ', undefined, '7'],
    ['-0.00', undefined, '0.00'],
    ['(12.00)', undefined, '-12.00'],
    ['12.5-', undefined, '-12.5'],
    ['\u22123', undefined, '-3'],
    ['+4', undefined, '4'],
    ['1.03444E11', undefined, '103444000000'],
    ['1,5e-3', 'comma', '0.0015'],
    ['12345.678e2', undefined, '1234567.8'],
    ['0.1234567890123456789012345', undefined, '0.1234567890123456789012345'],
  ] as const)('%j (%s) is %s', (text, mark, value) => {
    expect(parseDecimal(text, mark)).toEqual({ value })
  })

  test('that can be read two ways is refused with both readings, unless the mark is told', () => {
    expect(parseDecimal('1,234').problem).toBe(
      '"1,234" can be 1234 or 1.234; say whether the decimals follow a point or a comma.',
    )
  })

  test.each([
    '',
    'abc',
    '1,23.4',
    '1.2.3',
    '12,34',
    '--1',
    '(-1)',
    '1 2',
    '1e999',
    '0x10',
    '1,234.567,8',
    'NaN',
    '9'.repeat(101),
    `1${' '.repeat(1e6)}`,
  ])('%.20j is none with a decimal point', (text) => {
    expect(parseDecimal(text, 'point').problem).toMatch(/write it like 13591\.70\.$/)
  })

  test('whole numbers may carry zeros as decimals, and must be exact', () => {
    expect(parseInteger('100.0')).toEqual({ value: 100 })
    expect(parseInteger('1.5').problem).toContain('has decimals')
    expect(parseInteger('9007199254740993').problem).toContain('too large')
  })
})

describe('money', () => {
  test.each([
    ['13,591.70', 'EUR', 1359170],
    ['13.591,70', 'EUR', 1359170],
    ['R$ 58,90', 'BRL', 5890],
    ['(12.00)', 'USD', -1200],
    ['$ (12.00)', 'USD', -1200],
    ['-$12.5', 'USD', -1250],
    ['$-12.5', 'USD', -1250],
    ['12.5-', 'USD', -1250],
    ['58.90 EUR', 'EUR', 5890],
    ['€58,9', 'EUR', 5890],
    ['Rs.500', 'INR', 50000],
    ['kr 5', 'SEK', 500],
    ['USD.50', 'USD', 50],
    ['¥1200', 'JPY', 1200],
    ['1200.00', 'JPY', 1200],
    ['1.2345', 'KWD', undefined],
    ['1.2340', 'KWD', 1234],
    ['58.905', 'EUR', undefined],
    ['58.9000', 'EUR', 5890],
    ['8.48E10', 'USD', 8480000000000],
    ['0.29', 'EUR', 29],
    ['-0', 'EUR', 0],
    ['90071992547409.91', 'EUR', 9007199254740991],
    ['90071992547409.92', 'EUR', undefined],
    ['€ 5', 'USD', undefined],
    ['5 USD', 'EUR', undefined],
    ['5 apples', 'EUR', undefined],
    ['1,234', 'EUR', undefined],
    ['--5', 'EUR', undefined],
    ['', 'EUR', undefined],
    ['EUR', 'EUR', undefined],
  ] as const)('%j in %s is %s', (text, currency, value) => {
    const parsed = parseMoney(text, currency)
    expect(parsed.value).toBe(value)
    if (value === undefined) expect(parsed.problem).toMatch(/\.$/)
  })

  test('a refusal names the amount and what would be right', () => {
    expect(parseMoney('58.905', 'EUR', 'point').problem).toBe(
      '"58.905" has more than the 2 decimals of EUR; write it like 1234.50 (EUR).',
    )
    expect(parseMoney('€ 5', 'USD').problem).toBe('"€ 5" is not an amount in USD; write it like 1234.50 (USD).')
  })

  test('every amount comes back to the unit, as every locale writes it', () => {
    const places = [
      ['en', 'USD'],
      ['de', 'EUR'],
      ['de-CH', 'CHF'],
      ['fr', 'EUR'],
      ['pt-BR', 'BRL'],
      ['en-IN', 'INR'],
      ['ja', 'JPY'],
      ['sv', 'SEK'],
      ['en', 'KWD'],
    ] as const
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.integer({ min: -1e15, max: 1e15 }),
        fc.boolean(),
        ([locale, currency], units, grouped) => {
          const format = new Intl.NumberFormat(locale, { style: 'currency', currency, useGrouping: grouped })
          const digits = format.resolvedOptions().maximumFractionDigits!
          const decimal = `${units < 0 ? '-' : ''}${String(Math.abs(units))
            .padStart(digits + 1, '0')
            .replace(new RegExp(`(\\d{${digits}})$`), '.$1')}`
          const text = format.format(decimal as `${number}`)
          const mark = format.formatToParts(1.5).some(({ type, value }) => type === 'decimal' && value === ',')
            ? 'comma'
            : 'point'
          expect(parseMoney(text, currency, mark)).toEqual({ value: units })
        },
      ),
      { numRuns: 200, seed: 7 },
    )
  })

  test('a currency is a code that exists', () => {
    expect(parseCurrency(' eur ')).toEqual({ value: 'EUR' })
    expect(parseCurrency('Euro').problem).toBe('"Euro" is not a currency; write its code, like EUR.')
  })
})
