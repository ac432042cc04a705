import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { companyLists } from '../testing/company-lists.ts'
import { accuracy } from '../testing/company-reference.ts'
import { CompanyIndex } from './company-index.ts'
import { findDuplicateCompanies } from './find-duplicate-companies.ts'
import { matchCompanies } from './match-companies.ts'
import { defaultCompanyModel } from './model.ts'
import type { CompanyRecord } from './record.ts'

const lists = companyLists(3000, 1)

describe('two lists', () => {
  const found = matchCompanies(lists.left, lists.right)

  test('the worked example', () => {
    const one = matchCompanies(
      [{ name: 'Acme Ltd', domain: 'acme.com' }],
      [{ name: 'ACME Limited', domain: 'acme.com' }],
    )
    expect(Array.from(one.matches.right)).toEqual([0])
  })

  test('corrupted lists are matched at F1 ≥ 0.98 without examples', () => {
    expect(accuracy(found.matches, lists.truth).f1).toBeGreaterThan(0.98)
  })

  test('only a few candidates per record are compared', () => {
    expect(found.compared).toBeLessThan(3000 * 10)
  })

  test('no record has two partners; without one-to-one it may', () => {
    expect(new Set(found.matches.left).size).toBe(found.matches.left.length)
    expect(new Set(found.matches.right).size).toBe(found.matches.right.length)
    const twice = matchCompanies(lists.left, [...lists.right, ...lists.right], { oneToOne: false, model: found.model })
    expect(twice.matches.left.length).toBeGreaterThan(1.9 * found.matches.left.length)
  })

  test('invented subsidiaries are relatives, not matches', () => {
    const partners = new Set(lists.truth)
    const wrong = found.matches.right.filter((row) => !partners.has(row))
    expect(wrong.length).toBeLessThan(10)
    const relatives = found.relatives.right.filter((row) => !partners.has(row))
    expect(relatives.length).toBeGreaterThan(50)
  })

  test('the same lists give the same answer, and the order of the right list does not matter', () => {
    expect(matchCompanies(lists.left, lists.right).matches).toEqual(found.matches)
    const turned = matchCompanies(lists.left, lists.right.toReversed()).matches
    const partners = new Map(Array.from(found.matches.left, (row, at) => [row, found.matches.right[at]]))
    const same = turned.left.filter((row, at) => partners.get(row) === 2999 - turned.right[at]!)
    expect(same.length).toBeGreaterThan(0.998 * found.matches.left.length)
  })

  test('each pair is explained, and its reasons carry the probability reported', () => {
    const [left, right] = [found.matches.left[0]!, found.matches.right[0]!]
    const { probability, reasons } = found.explain(left, right)
    expect(probability).toBeCloseTo(found.matches.probability[0]!, 9)
    expect(reasons.length).toBeGreaterThan(0)
  })

  test('lists with nothing in common give nothing', () => {
    const other = companyLists(3000, 99)
    expect(matchCompanies(lists.left, other.right).matches.left.length).toBeLessThan(5)
  })

  test('a threshold below a half fills a review queue', () => {
    const more = matchCompanies(lists.left, lists.right, { threshold: 0.1, model: found.model })
    expect(more.matches.left.length).toBeGreaterThan(found.matches.left.length)
    expect(Math.min(...more.matches.probability)).toBeGreaterThanOrEqual(0.1)
  })

  test('lists may come from generators, be empty, or hold empty records', () => {
    function* stream(): Generator<CompanyRecord> {
      yield { name: 'Acme', domain: 'acme.com' }
    }
    expect(matchCompanies(stream(), stream()).matches.left.length).toBe(1)
    expect(matchCompanies([], []).matches.left.length).toBe(0)
    expect(matchCompanies([{ name: '' }], [{ name: '' }]).matches.left.length).toBe(0)
  })

  test('bad input is refused with its place', () => {
    const bad = [{ name: 'x' }, { name: null }] as unknown as CompanyRecord[]
    expect(() => matchCompanies(bad, [])).toThrow('left[1].name must be a string, got null')
    expect(() => matchCompanies([], bad)).toThrow('right[1].name')
    expect(() => matchCompanies([], [], { threshold: 1 })).toThrow(
      'threshold must be between 0 and 1, exclusive, got 1',
    )
  })

  test('a crowd that shares one host, one phone and one postcode stays apart', () => {
    const at = { domain: 'host.example', phone: '1234567890', postcode: '1000', city: 'Town', country: 'XX' }
    const names = lists.left.slice(0, 300).map(({ name }) => name)
    const crowd = (from: number): CompanyRecord[] => names.slice(from, from + 150).map((name) => ({ name, ...at }))
    expect(matchCompanies(crowd(0), crowd(150)).matches.left.length).toBeLessThan(3)
  })
})

describe('duplicates inside one list', () => {
  test('the worked example', () => {
    const records = [{ name: 'Acme', domain: 'a.com' }, { name: 'Zeta' }, { name: 'ACME Inc', domain: 'a.com' }]
    expect(Array.from(findDuplicateCompanies(records).group)).toEqual([0, 1, 0])
  })

  test('are grouped, and a clean list stays whole', () => {
    const found = findDuplicateCompanies([...lists.left, ...lists.right])
    const moved = lists.truth.map((row) => (row < 0 ? -1 : row + 3000))
    const { precision, recall } = accuracy(found.pairs, moved)
    expect(precision).toBeGreaterThan(0.98)
    expect(recall).toBeGreaterThan(0.9)
    const together = Array.from(moved).filter((row, left) => row >= 0 && found.group[row] === found.group[left])
    expect(together.length).toBeGreaterThan(0.9 * lists.truth.filter((row) => row >= 0).length)
    expect(findDuplicateCompanies(lists.left).pairs.left.length).toBeLessThan(5)
  })
})

test('a company that stands in a list thirty times is one group', () => {
  const copies = Array.from({ length: 30 }, (_, i) => ({
    name: i % 2 ? 'Contoso Widgets GmbH' : 'CONTOSO Widget',
    domain: 'contoso.example',
  }))
  const { group } = findDuplicateCompanies([...lists.left.slice(0, 500), ...copies])
  expect(new Set(group.slice(500)).size).toBe(1)
})

describe('the index', () => {
  const index = new CompanyIndex(lists.right)

  test('the worked example', () => {
    expect(
      new CompanyIndex([{ name: 'Acme Ltd', domain: 'acme.com' }]).find({ name: 'ACME', domain: 'acme.com' })[0]?.row,
    ).toBe(0)
  })

  test('one new record finds its partner, the likeliest first', () => {
    let known = 0
    let first = 0
    lists.left.slice(0, 600).forEach((record, row) => {
      const found = index.find(record)
      if (lists.truth[row]! < 0) return
      known++
      if (found[0]?.row === lists.truth[row]) first++
    })
    expect(first / known).toBeGreaterThan(0.97)
  })

  test('looking leaves no trace', () => {
    const record = {
      name: 'Unheard Of Bakery',
      domain: 'unheard.example',
      country: 'Nowhere',
      registryNumbers: ['1', 'X9'],
    }
    const before = index.find(lists.left[0]!)
    for (let i = 0; i < 50; i++) expect(index.find(record)).toEqual([])
    expect(index.find(lists.left[0]!)).toEqual(before)
  })

  test('records come and go', () => {
    const own = new CompanyIndex(lists.right.slice(0, 100))
    const record = { name: 'Contoso Widgets GmbH', domain: 'contoso.example', country: 'DE' }
    expect(own.find(record)).toEqual([])
    const row = own.add(record)
    expect(own.size).toBe(101)
    expect(own.find({ name: 'Contoso Widget', domain: 'contoso.example' })[0]?.row).toBe(row)
    own.remove(row)
    expect(own.size).toBe(100)
    expect(own.find(record)).toEqual([])
  })

  test('begins empty', () => {
    const own = new CompanyIndex([])
    expect(own.find({ name: 'Acme' })).toEqual([])
    own.add({ name: 'Acme', domain: 'acme.example' })
    expect(own.find({ name: 'Acme', domain: 'acme.example' })[0]?.probability).toBeGreaterThan(0.9)
  })

  test('finds what was added among any others, with probabilities', () => {
    const own = new CompanyIndex(lists.right.slice(0, 200), { model: defaultCompanyModel })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 199 }), (row) => {
        const found = own.find(lists.right[row]!, { limit: 3 })
        expect(found.length).toBeLessThanOrEqual(3)
        for (const { probability, related } of found) expect(probability + related).toBeLessThanOrEqual(1 + 1e-9)
      }),
      { seed: 8, numRuns: 200 },
    )
  })

  test('bad input is refused and leaves the index as it was', () => {
    const bad = { name: 'x', phone: 1 } as unknown as CompanyRecord
    const before = index.find(lists.left[1]!)
    expect(() => index.find(bad)).toThrow('record[0].phone must be a string, or left out, got 1')
    expect(() => index.find({ name: 'x' }, { limit: 0 })).toThrow('limit')
    expect(() => index.remove(9999)).toThrow('row')
    expect(index.find(lists.left[1]!)).toEqual(before)
  })
})
