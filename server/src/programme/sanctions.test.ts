import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aliasesOf, columnsOf, counts, likeness, listedLike, wordsOf } from './rules/sanctions.ts'

describe('the sanctions list', () => {
  test.each([
    ['Acme Trading Ltd.', 'ACME TRADING LIMITED', 1],
    ['Trading Acme', 'Acme Trading', 1],
    ['Rosnefteksport', 'Rosneftexport', 0.85],
    ['Globex', 'Initech', 0],
  ])('%s and %s are alike by %d or more', (a, b, least) => {
    const alike = likeness(wordsOf(a), wordsOf(b))
    expect(alike).toBeGreaterThanOrEqual(least)
    if (least === 0) expect(alike).toBeLessThan(0.5)
  })

  test('a name with all words of a listed one is like it', () =>
    expect(likeness(wordsOf('Alpha Shipping Lines of Panama'), wordsOf('Alpha Shipping'))).toBeGreaterThanOrEqual(0.9))

  test('likeness is symmetric, between 0 and 1, and 1 for the same', () =>
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 30 }), (a, b) => {
        const [x, y] = [wordsOf(`a${a}`), wordsOf(`a${b}`)]
        expect(likeness(x, y)).toBe(likeness(y, x))
        expect(likeness(x, y)).toBeGreaterThanOrEqual(0)
        expect(likeness(x, y)).toBeLessThanOrEqual(1)
        expect(likeness(x, x)).toBe(1)
      }),
    ))

  test('the five names most like a company’s are kept, best first', () => {
    const list = ['Nordlicht', 'Nordlichter', 'Nordlich', 'Südlicht', 'Nordsicht', 'Nordlicht Neu', 'Ostlicht'].map(
      (name) => ({
        name,
        words: wordsOf(name),
        country: null,
        reference: null,
      }),
    )
    const found = listedLike('Nordlicht GmbH', list)
    expect(found).toHaveLength(5)
    expect(found[0]).toMatchObject({ name: 'Nordlicht', likeness: 1 })
    expect(found.map((one) => one.likeness)).toEqual(found.map((one) => one.likeness).toSorted((a, b) => b - a))
  })

  test.each([
    ['DE', 'DE', 0.9, true],
    [null, 'DE', 0.9, true],
    ['DE', null, 0.9, true],
    ['RU', 'DE', 0.99, false],
    ['RU', 'DE', 1, true],
    ['DE', 'DE', 0.87, false],
  ])('an entry of %s counts for an applicant of %s at %d: %s', (listed, country, alike, is) =>
    expect(counts({ name: 'X', reference: null, country: listed, likeness: alike }, country, 0.88)).toBe(is),
  )

  test.each([
    [['ent_num', 'SDN_Name', 'Country'], { name: 'SDN_Name', country: 'Country', reference: 'ent_num' }],
    [
      ['caption', 'countries', 'aliases', 'id'],
      { name: 'caption', country: 'countries', aliases: 'aliases', reference: 'id' },
    ],
    [['Name'], { name: 'Name' }],
  ])('in a file with %j it knows the columns', (names, columns) => expect(columnsOf(names)).toMatchObject(columns))
  test('a file without names is no list', () => expect(columnsOf(['a', 'b'])).toBeUndefined())
  test('other names stand in one cell', () => expect(aliasesOf(' A1 Ltd; Acme | B2')).toEqual(['A1 Ltd', 'Acme', 'B2']))
})
