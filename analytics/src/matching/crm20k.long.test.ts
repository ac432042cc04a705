import { describe, expect, test } from 'vitest'
import { accuracy, companyReference } from '../testing/company-reference.ts'
import { findDuplicateCompanies } from './find-duplicate-companies.ts'
import { matchCompanies } from './match-companies.ts'
import type { CompanyRecord } from './record.ts'

describe.skipIf(!companyReference.found)(`two CRM lists of 20,000 companies (${companyReference.absent} if so)`, () => {
  const { left, right, truth } = companyReference.found
    ? companyReference.load()
    : { left: [], right: [], truth: new Int32Array() }

  test('are matched one-to-one at F1 ≥ 0.98 without the truth, comparing few of the 400 million pairs', () => {
    const found = matchCompanies(left, right)
    const { f1, precision } = accuracy(found.matches, truth)
    expect(f1).toBeGreaterThanOrEqual(0.985)
    expect(precision).toBeGreaterThanOrEqual(0.995)
    expect(found.compared).toBeLessThan(200_000)
    expect(found.model.matchesPerRecord).toBeCloseTo(11_402 / 20_000, 1)
  })

  test('the default model alone, learning nothing, reaches 0.97', () => {
    const { model } = matchCompanies([], [])
    expect(accuracy(matchCompanies(left, right, { model }).matches, truth).f1).toBeGreaterThanOrEqual(0.97)
  })

  test('what stands in only one list each gives no matches to speak of', () => {
    const partners = new Set(truth)
    const onlyLeft = left.filter((_, row) => truth[row] === -1)
    const onlyRight = right.filter((_, row) => !partners.has(row))
    expect(matchCompanies(onlyLeft, onlyRight).matches.left.length).toBeLessThan(20)
  })

  test('lists without duplicates stay whole', () => {
    for (const list of [left, right]) expect(findDuplicateCompanies(list).pairs.left.length).toBeLessThan(20)
  })

  test('both lists in one: duplicates inside are found, three in four, nearly none of them wrong', () => {
    const all: CompanyRecord[] = [...left, ...right]
    const { pairs } = findDuplicateCompanies(all)
    const moved = truth.map((row) => (row < 0 ? -1 : row + left.length))
    const { precision, recall } = accuracy(pairs, moved)
    expect(precision).toBeGreaterThan(0.97)
    expect(recall).toBeGreaterThan(0.75)
  })
})
