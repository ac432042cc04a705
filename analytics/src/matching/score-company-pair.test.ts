import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InvalidInput } from '../errors.ts'
import { defaultCompanyModel } from './model.ts'
import type { CompanyRecord } from './record.ts'
import { companyNameSimilarity, scoreCompanyPair } from './score-company-pair.ts'

const reasonsOf = (a: CompanyRecord, b: CompanyRecord): Record<string, string> =>
  Object.fromEntries(scoreCompanyPair(a, b).reasons.map((reason) => [reason.field, reason.level]))

test('the worked example', () => {
  const score = scoreCompanyPair(
    { name: 'Wellco Holdings Corporation', domain: 'wellco-corp.com', country: 'JP' },
    { name: 'wellco corporation', domain: 'wellco-corp.com', country: 'JP' },
  )
  expect(score.probability).toBeGreaterThan(0.95)
  expect(score.reasons.map(({ field, level }) => [field, level])).toEqual([
    ['domain', 'same'],
    ['name', 'structural'],
    ['country', 'same'],
  ])
})

test('without relatives the log-odds are the prior plus the weights', () => {
  const model = { ...defaultCompanyModel, relativesPerRecord: 1e-12 }
  const a = { name: 'Contoso Pharmaceuticals', city: 'Boston', country: 'US' }
  const b = { name: 'Contso Pharma', city: 'Boston', country: 'US' }
  const { probability, reasons } = scoreCompanyPair(a, b, { model, population: 1000 })
  const bits = reasons.reduce((sum, reason) => sum + reason.weight, Math.log2(0.5 / 1000))
  expect(Math.log2(probability / (1 - probability))).toBeCloseTo(bits, 3)
})

describe('traps', () => {
  test('free mail and shared hosts are no evidence', () => {
    const a = { name: 'Acme', domain: 'gmail.com' }
    expect(reasonsOf(a, { name: 'Globex', domain: 'gmail.com' })).toEqual({ name: 'different' })
    const own = { sharedHosts: new Set(['hosting.example']) }
    const score = scoreCompanyPair(
      { name: 'A', domain: 'hosting.example' },
      { name: 'B', domain: 'hosting.example' },
      own,
    )
    expect(score.reasons.map(({ field }) => field)).toEqual(['name'])
  })

  test('"Holdings" hardly matters', () => {
    const at = { domain: 'wellco.jp', country: 'JP' }
    expect(scoreCompanyPair({ name: 'Wellco Holdings', ...at }, { name: 'Wellco', ...at }).probability).toBeGreaterThan(
      0.9,
    )
  })

  test('a name in two scripts', () => {
    const pair = scoreCompanyPair({ name: 'Газпром', country: 'RU' }, { name: 'Gazprom PJSC', country: 'RU' })
    expect(pair.probability).toBeGreaterThan(0.85)
    expect(reasonsOf({ name: 'ソニー' }, { name: 'Sony Corp' }).name).not.toBe('same')
  })

  test('an acronym alone proves nothing, with the domain it does', () => {
    const long = { name: 'International Business Machines Corp', country: 'US' }
    const short = { name: 'IBM', country: 'US' }
    expect(reasonsOf(long, short).name).toBe('acronym')
    expect(scoreCompanyPair(long, short).probability).toBeLessThan(0.1)
    const domain = 'ibm.com'
    expect(scoreCompanyPair({ ...long, domain }, { ...short, domain }).probability).toBeGreaterThan(0.95)
  })

  test.each([
    ['a business line', { name: 'Siemens Energy AG', domain: 'siemens-energy.com', country: 'DE' }],
    ['a country unit', { name: 'Siemens India Ltd', domain: 'siemens.com', country: 'IN' }],
    [
      'a namesake of the group on its host',
      { name: 'Siemens Healthineers', domain: 'siemens.com', country: 'DE', city: 'Erlangen' },
    ],
  ])('a subsidiary is related, not the same: %s', (_, subsidiary) => {
    const pair = scoreCompanyPair(
      { name: 'Siemens AG', domain: 'siemens.com', country: 'DE', city: 'Munich' },
      subsidiary,
    )
    expect(pair.related).toBeGreaterThan(0.5)
    expect(pair.probability).toBeLessThan(0.5)
  })

  test('a declared parent makes a relative of what would be a match', () => {
    const parent = { name: 'Acme', domain: 'acme.com', country: 'US' }
    const child = { name: 'Acme', domain: 'acme.com', country: 'US', parent: 'Acme Inc' }
    expect(scoreCompanyPair(parent, child).related).toBeGreaterThan(scoreCompanyPair(parent, parent).related)
    expect(scoreCompanyPair(parent, child).probability).toBeLessThan(0.5)
  })

  test('different registry numbers speak loudly against, a common one for', () => {
    const [a, b] = [{ name: 'Acme Widgets' }, { name: 'Acme Widget' }]
    const numbers = (value: string): { registryNumbers: string[] } => ({ registryNumbers: [value] })
    const same = scoreCompanyPair({ ...a, ...numbers('DE 123') }, { ...b, ...numbers('de-123') })
    const other = scoreCompanyPair({ ...a, ...numbers('DE 123') }, { ...b, ...numbers('DE 124') })
    expect(same.probability).toBeGreaterThan(0.99)
    expect(other.probability).toBeLessThan(scoreCompanyPair(a, b).probability)
  })

  test('city and postcode are one piece of evidence', () => {
    const at = { city: 'Munich', postcode: '80333', country: 'DE' }
    const fields = scoreCompanyPair({ name: 'Acme', ...at }, { name: 'Acme', ...at }).reasons.map(({ field }) => field)
    expect(fields.toSorted()).toEqual(['country', 'name', 'place'])
  })

  test('a former name counts', () => {
    const a = { name: 'Niterra', aliases: ['NGK Spark Plug Co., Ltd.'] }
    expect(reasonsOf(a, { name: 'NGK Spark Plug' }).name).toBe('same')
  })
})

test.each([
  ['YAKUODO HOLDINGS Co., Ltd.', 'Yakuodo Co.', 'structural', 0.97],
  ['GTXPro', 'GTX Pro', 'same', 1],
  ['Energy Acme', 'Acme Energy', 'structural', 0.97],
  ['Contoso', 'Contsoo', 'misspelt', 0.89],
  ['Deutsche Bank', 'Deutsche Bahn', 'weak', 0.51],
  ['Foo', 'Bar', 'different', 0],
  ['', 'Bar', 'unknown', 0],
])('name similarity of %j and %j', (a, b, level, similarity) => {
  const answer = companyNameSimilarity(a, b)
  expect(answer.level).toBe(level)
  expect(answer.similarity).toBeCloseTo(similarity, 1)
})

test('bad input is refused with the offending value', () => {
  const good = { name: 'Acme' }
  const bad = { name: 7 } as unknown as CompanyRecord
  expect(() => scoreCompanyPair(good, bad)).toThrow('records[1].name must be a string, got 7')
  expect(() => scoreCompanyPair(good, { name: 'x', city: 3 } as unknown as CompanyRecord)).toThrow(InvalidInput)
  expect(() => scoreCompanyPair(good, { name: 'x', aliases: [null] } as unknown as CompanyRecord)).toThrow(
    'records[1].aliases',
  )
  expect(() => scoreCompanyPair(good, good, { population: 0 })).toThrow('population')
  const model = { ...defaultCompanyModel, same: { ...defaultCompanyModel.same, country: [0.5, 0.6] } }
  expect(() => scoreCompanyPair(good, good, { model })).toThrow(
    'model.same.country must be probabilities that sum to 1, got 1.1',
  )
})

const text = fc.option(fc.string({ unit: 'grapheme', maxLength: 20 }), { nil: undefined })
const words = fc.array(fc.constantFrom('Acme', 'Group', 'Energy', 'Ltd', 'Müller', 'AG', '三菱', 'x'), { maxLength: 6 })
const record: fc.Arbitrary<CompanyRecord> = fc.record({
  name: fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    words.map((list) => list.join(' ')),
  ),
  aliases: fc.option(fc.array(fc.string({ maxLength: 10 }), { maxLength: 3 }), { nil: undefined }),
  domain: text,
  country: text,
  city: text,
  postcode: text,
  phone: text,
  parent: text,
})

test('the score of any pair is a probability, the same in both directions, and finite in every reason', () => {
  fc.assert(
    fc.property(record, record, (a, b) => {
      const forth = scoreCompanyPair(a, b)
      const back = scoreCompanyPair(b, a)
      expect(forth.probability).toBeGreaterThanOrEqual(0)
      expect(forth.probability + forth.related).toBeLessThanOrEqual(1 + 1e-12)
      expect(back.probability).toBeCloseTo(forth.probability, 9)
      for (const reason of forth.reasons) expect(Number.isFinite(reason.weight)).toBe(true)
      expect(scoreCompanyPair(a, b)).toEqual(forth)
    }),
    { seed: 4, numRuns: 1000 },
  )
})
