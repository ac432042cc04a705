import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normaliseCompanyName } from './company-name.ts'

const core = (name: string): string => normaliseCompanyName(name).core

test('the worked examples', () => {
  expect(normaliseCompanyName('YAKUODO HOLDINGS Co., Ltd.')).toEqual({
    core: 'yakuodo holding',
    legalForm: 'co ltd',
    tokens: ['yakuodo', 'holding'],
    acronym: 'yh',
  })
  const muller = normaliseCompanyName('The Müller & Söhne Intl. Hldgs GmbH & Co. KG')
  expect(muller.core).toBe('muller sohne international holding')
  expect(muller.legalForm).toBe('gmbh co kg')
})

describe('legal forms of many countries come off', () => {
  test.each([
    ['Siemens Aktiengesellschaft', 'siemens', 'ag'],
    ['AB Volvo', 'volvo', 'ab'],
    ['AB Science S.A.', 'ab science', 'sa'],
    ['PT Astra International Tbk', 'astra international', 'pt tbk'],
    ['A.P. Møller – Mærsk A/S', 'ap moller maersk', 'as'],
    ['Banco do Brasil S. A.', 'banco do brasil', 'sa'],
    ['Asseco Poland Sp. z o.o.', 'asseco poland', 'sp z oo'],
    ['América Móvil, S.A.B. de C.V.', 'america movil', 'sab de cv'],
    ['Infosys Private Limited', 'infosys', 'pvt ltd'],
    ['Petronas Sdn. Bhd.', 'petronas', 'sdn bhd'],
    ['Thai Oil Public Company Limited', 'thai oil', 'plc'],
    ['Kobe Steel Kabushiki Kaisha', 'kobe steel', 'kk'],
    ['Öresund Investment AB (publ)', 'oresund investment', 'ab'],
    ['Acme Limietd', 'acme', 'ltd'],
    ['Turkcell İletişim Hizmetleri A.Ş.', 'turkcell iletisim hizmetleri', 'as'],
    ['Huawei Brake Co.,Ltd. AG', 'huawei brake', 'co ltd ag'],
    ['Okta, Inc. Class A', 'okta', 'inc'],
    ['Public Joint Stock Company PhosAgro', 'phosagro', 'jsc'],
  ])('%s', (name, expected, form) => {
    expect(normaliseCompanyName(name)).toMatchObject({ core: expected, legalForm: form })
  })
})

describe('scripts', () => {
  test.each([
    ['ПАО «Газпром»', 'gazprom', 'pao'],
    ['ООО Ромашка', 'romashka', 'ooo'],
    ['トヨタ株式会社', 'toyota', 'kk'],
    ['株式会社ソニー', 'soni', 'kk'],
    ['한국전력공사 주식회사', 'hangukjeonryeokgongsa', 'co ltd'],
    ['深圳市腾讯有限公司', '深圳市腾讯', 'co ltd'],
    ['ＴＤＫ株式会社', 'tdk', 'kk'],
    ['Ελλάκτωρ Α.Ε.', 'ellaktor', 'sa'],
  ])('%s', (name, expected, form) => {
    expect(normaliseCompanyName(name)).toMatchObject({ core: expected, legalForm: form })
  })
})

test('punctuation, joining words, "The", apostrophes and dotted initials do not matter', () => {
  expect(core("Trainers' House")).toBe(core('Trainers House'))
  expect(core('The Pebble Group')).toBe(core('Pebble Group'))
  expect(core('Johnson & Johnson')).toBe(core('JOHNSON AND JOHNSON, Inc.'))
  expect(core('I.B.M.')).toBe('ibm')
  expect(core('Y. H. Dimri')).toBe(core('Y.H. Dimri'))
})

test('abbreviations and spellings of describing words meet', () => {
  expect(core('Acme Intl Mfg Svcs')).toBe(core('Acme International Manufacturing Service'))
  expect(core('Beta Technologies')).toBe(core('Beta Tech.'))
})

test('a name that is nothing but a legal form keeps it', () => {
  expect(normaliseCompanyName('Limited')).toMatchObject({ core: 'limited', legalForm: null })
  expect(normaliseCompanyName('SCA')).toMatchObject({ core: 'sca', legalForm: null })
  expect(normaliseCompanyName('S.A.')).toMatchObject({ core: 'sa', legalForm: null })
})

test('initials stand for names of several words only', () => {
  expect(normaliseCompanyName('International Business Machines Corp').acronym).toBe('ibm')
  expect(normaliseCompanyName('Bank of America').acronym).toBe('ba')
  expect(normaliseCompanyName('Siemens AG').acronym).toBe('')
})

test.each(['', '   ', '!!!', '()', '\u0000', '—'])('nothing to read in %j gives an empty core', (name) => {
  expect(normaliseCompanyName(name)).toEqual({ core: '', legalForm: null, tokens: [], acronym: '' })
})

test('any text gives words without spaces, in lower case, and case never matters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (name) => {
      const { core: joined, tokens } = normaliseCompanyName(name)
      expect(joined).toBe(tokens.join(' '))
      for (const token of tokens) expect(token).toMatch(/^\S+$/)
      expect(joined).toBe(joined.toLowerCase())
    }),
    { seed: 2, numRuns: 500 },
  )
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b', 's', 'x', ' ', '.', ',', '&', '-', '/', "'"), maxLength: 40 }),
      (name) => {
        expect(normaliseCompanyName(name.toUpperCase())).toEqual(normaliseCompanyName(name))
        expect(normaliseCompanyName(`  ${name}  `)).toEqual(normaliseCompanyName(name))
      },
    ),
    { seed: 3, numRuns: 500 },
  )
})
