import { describe, expect, test } from 'vitest'
import { parseEmail, parseHost, parseUrl } from './addresses.ts'
import { parseBoolean } from './booleans.ts'
import { COUNTRY_CODES } from './country-codes.ts'
import { isCountry, parseCountry } from './countries.ts'

describe('a boolean', () => {
  test.each([
    ['Yes', true],
    ['nein', false],
    ['WAHR', true],
    ['0', false],
    ['Sí', true],
    ['いいえ', false],
    [' x ', true],
  ])('%j is %s', (text, value) => {
    expect(parseBoolean(text)).toEqual({ value })
  })
  test('is not made from other words', () => {
    expect(parseBoolean('maybe').problem).toBe('"maybe" is neither yes nor no; write yes or no, true or false, 1 or 0.')
    expect(parseBoolean(' ').problem).toMatch(/^The cell is empty/)
  })
})

describe('a country', () => {
  test.each([
    ['de', 'DE'],
    ['DEU', 'DE'],
    ['Germany', 'DE'],
    ['Deutschland', 'DE'],
    ['ドイツ', 'DE'],
    ['UNITED STATES', 'US'],
    ['United States of America', 'US'],
    ['U.S.A.', 'US'],
    ['the Netherlands', 'NL'],
    ['Holland', 'NL'],
    ['Korea, Republic of', 'KR'],
    ['Côte d’Ivoire', 'CI'],
    ["Cote d'Ivoire", 'CI'],
    ['Ivory Coast', 'CI'],
    ['Burma', 'MM'],
    ['Türkiye', 'TR'],
    ['Turkey', 'TR'],
    ['Brasil', 'BR'],
    ['Bosnia & Herzegovina', 'BA'],
    ['England', 'GB'],
    ['Russian Federation', 'RU'],
    ['Dominican-Republic', 'DO'],
  ])('%j is %s', (text, value) => {
    expect(parseCountry(text)).toEqual({ value })
    expect(isCountry(text)).toBe(true)
  })

  test('that is nearly one is a problem with a suggestion, never a value', () => {
    expect(parseCountry('Philipines')).toEqual({
      problem: '"Philipines" is not a country; perhaps Philippines (PH) is meant.',
      suggestion: 'PH',
    })
    for (const [text, suggestion] of [
      ['Gremany', 'DE'],
      ['Untied States', 'US'],
      ['Itly', 'IT'],
      ['Untied Kingdom', 'GB'],
      ['Korea', 'KR'],
    ] as const) {
      expect(parseCountry(text)).toMatchObject({ suggestion })
    }
  })

  test('is not guessed from what is far off, or near several', () => {
    for (const text of ['Atlantis', 'XX', 'EMEA', 'Korea', '', 'x'.repeat(1e6)]) {
      expect(parseCountry(text).value, text.slice(0, 20)).toBeUndefined()
      expect(isCountry(text)).toBe(false)
    }
    expect(parseCountry('Austrila').problem).toBeDefined()
    expect(parseCountry('EMEA')).not.toHaveProperty('suggestion')
  })

  test('has two codes and a name that lead back to it', () => {
    const names = new Intl.DisplayNames(['en'], { type: 'region' })
    expect(COUNTRY_CODES).toHaveLength(250)
    for (const [alpha2, alpha3] of COUNTRY_CODES) {
      expect(names.of(alpha2)).not.toBe(alpha2)
      for (const text of [alpha2, alpha3, names.of(alpha2)!])
        expect(parseCountry(text), text).toEqual({ value: alpha2 })
    }
  })
})

describe('an address', () => {
  test.each([
    [' Ann.Lee@ACME.com ', 'Ann.Lee@acme.com'],
    ['mailto:a+b@x.co.uk', 'a+b@x.co.uk'],
    ['info@müller.de', 'info@xn--mller-kva.de'],
  ])('%j is the e-mail address %s', (text, value) => {
    expect(parseEmail(text)).toEqual({ value })
  })
  test.each([
    'ann',
    'ann@',
    '@acme.com',
    'ann@acme',
    'a b@acme.com',
    'ann@acme.com, bob@acme.com',
    '.a@acme.com',
    'a@-acme.com',
    'a@1.2.3.4',
  ])('%j is no e-mail address', (text) => {
    expect(parseEmail(text).problem).toBe(`"${text}" is not an e-mail address; write it like ann@example.com.`)
  })

  test.each([
    ['http://www.nanobytes.es/', 'www.nanobytes.es'],
    ['acme.com', 'acme.com'],
    ['ACME.com:8080/path?q=1#x', 'acme.com'],
    ['//acme.com', 'acme.com'],
    ['https://müller.de/a b'.replace(' ', '%20'), 'xn--mller-kva.de'],
  ])('the host of %j is %s', (text, value) => {
    expect(parseHost(text)).toEqual({ value })
  })
  test.each([
    'acme',
    'ann@acme.com',
    'javascript:alert(1)',
    'ftp://acme.com',
    'http://127.0.0.1/',
    'http://localhost',
    'two words.com',
    'http://a@b.com',
    'none',
    'n/a',
    '-',
  ])('%j is no web address', (text) => {
    expect(parseHost(text).problem).toContain('is not a web address')
    expect(parseUrl(text).problem).toContain('is not a web address')
  })
  test('a web address is made complete', () => {
    expect(parseUrl('acme.com/partners')).toEqual({ value: 'https://acme.com/partners' })
  })
})
