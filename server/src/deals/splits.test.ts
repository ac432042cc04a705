import { DealCreditRules, type ParticipantRole, participantRoles } from '@hansa/contract/deal-credit-rules'
import type { SplitMethod } from '@hansa/contract/deal-splits'
import { said } from '@hansa/contract/language'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  entriesFor,
  revalued,
  split,
  splitProblem,
  statesOf,
  weightsByRole,
  whole,
  type Version,
} from './rules/splits.ts'

const rules = DealCreditRules.parse({})
const roles = Object.keys(participantRoles) as ParticipantRole[]
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

const parties = fc
  .uniqueArray(fc.integer({ min: 0, max: 999 }), { minLength: 1, maxLength: 12 })
  .chain((ids) =>
    fc.tuple(...ids.map((id) => fc.constantFrom(...roles).map((role) => ({ participantId: `p${id}`, role })))),
  )
const amounts = fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 10_000_000_000_00 }))

describe('a split', () => {
  test('sums to 100.00% and, in minor units, to the amount, whatever the team, the method and the numbers', () => {
    fc.assert(
      fc.property(parties, amounts, fc.constantFrom<SplitMethod>('role_table', 'equal'), (team, amount, method) => {
        const shares = split(team, { method }, amount, rules)
        expect(sum(shares.map(({ basisPoints }) => basisPoints))).toBe(whole)
        expect(sum(shares.map((share) => share.amount!))).toBe(amount)
        expect(shares.every((share) => share.amount! >= 0 && Number.isInteger(share.amount))).toBe(true)
      }),
    )
  })

  test('does not depend on the order in which the team comes', () => {
    fc.assert(
      fc.property(parties, amounts, fc.constantFrom<SplitMethod>('role_table', 'equal'), (team, amount, method) => {
        const there = split(team, { method }, amount, rules)
        expect(split(team.toReversed(), { method }, amount, rules)).toEqual(there)
      }),
    )
  })

  test('by line gives each the money of its lines, to the cent, and percentages that sum to 100.00', () => {
    fc.assert(
      fc.property(parties, fc.array(fc.nat(1_000_000_000), { minLength: 1, maxLength: 30 }), (team, values) => {
        fc.pre(sum(values) > 0)
        const lines = values.map((amount, i) => ({ participantId: team[i % team.length]!.participantId, amount }))
        const asked = { method: 'line', lines } as const
        expect(splitProblem(team, asked, sum(values))).toBeUndefined()
        const shares = split(team, asked, sum(values), rules)
        for (const share of shares)
          expect(share.amount).toBe(
            sum(lines.filter((line) => line.participantId === share.participantId).map((line) => line.amount)),
          )
        expect(sum(shares.map(({ basisPoints }) => basisPoints))).toBe(whole)
      }),
    )
  })

  test('by own percentages keeps them, and rounds the money to the cent', () => {
    const team = [
      { participantId: 'a', role: 'resells' },
      { participantId: 'b', role: 'implements' },
      { participantId: 'c', role: 'sourced' },
    ] as const
    const shares = [
      { participantId: 'c', basisPoints: 3333 },
      { participantId: 'a', basisPoints: 3334 },
      { participantId: 'b', basisPoints: 3333 },
    ]
    expect(split(team, { method: 'custom', shares }, 10, rules)).toMatchObject([
      { participantId: 'a', basisPoints: 3334, amount: 4 },
      { participantId: 'b', basisPoints: 3333, amount: 3 },
      { participantId: 'c', basisPoints: 3333, amount: 3 },
    ])
  })

  test('gives equal remainders to the earlier participant', () => {
    const team = (['a', 'b', 'c'] as const).map((participantId) => ({ participantId, role: 'resells' }) as const)
    const shares = split(team, { method: 'equal' }, 100, rules)
    expect(shares.map(({ basisPoints, amount }) => [basisPoints, amount])).toEqual([
      [3334, 34],
      [3333, 33],
      [3333, 33],
    ])
  })

  test('for a value that changed goes by the weights that were signed, and still to the cent', () => {
    fc.assert(
      fc.property(parties, amounts, amounts, (team, before, after) => {
        const again = revalued(split(team, { method: 'role_table' }, before, rules), after)
        expect(sum(again.map((share) => share.amount!))).toBe(after)
      }),
    )
  })
})

test('the holders of a role share its weight; where the table gives none to anybody, all are alike', () => {
  const team = [
    { participantId: 'a', role: 'implements' },
    { participantId: 'b', role: 'implements' },
    { participantId: 'c', role: 'sourced' },
  ] as const
  expect(weightsByRole(team, rules.roleTable)).toEqual([15, 15, 40])
  expect(weightsByRole([{ participantId: 'a', role: 'influenced' }], rules.roleTable)).toEqual([1])
})

test.each([
  [
    'percentages that do not sum to 100',
    { method: 'custom', shares: [{ participantId: 'a', basisPoints: 9999 }] },
    'sum to 99.99%; they must sum to 100%',
  ],
  [
    'a stranger',
    { method: 'custom', shares: [{ participantId: 'x', basisPoints: 10_000 }] },
    'name “x”, who is not in the team',
  ],
  [
    'lines that miss the value',
    { method: 'line', lines: [{ participantId: 'a', amount: 99 }] },
    'sum to 99 minor units; the deal’s value is 100',
  ],
  ['lines worth nothing', { method: 'line', lines: [] }, 'are worth nothing together: there is nothing to split by'],
] as const)('refused with its reason: %s', (_, asked, message) => {
  const problem = splitProblem([{ participantId: 'a', role: 'resells' }], asked, 100)!
  expect(said(problem.message)).toBe(message)
})

describe('what is booked', () => {
  const bookings = fc.array(
    fc.record({ participantId: fc.constantFrom('a', 'b', 'c', 'd'), amount: fc.integer({ min: -1e9, max: 1e9 }) }),
    { maxLength: 20 },
  )
  const wanted = fc
    .tuple(fc.nat(1e9), fc.nat(1e9), fc.nat(1e9))
    .map((amounts) => amounts.map((amount, i) => ({ participantId: 'abc'[i]!, amount })))

  test('brings the sum of each participant to its share, and leaves nothing for who has none any more', () => {
    fc.assert(
      fc.property(wanted, bookings, (shares, booked) => {
        const all = [...booked, ...entriesFor(shares, booked)]
        for (const participantId of ['a', 'b', 'c', 'd'])
          expect(sum(all.filter((it) => it.participantId === participantId).map((it) => it.amount))).toBe(
            shares.find((it) => it.participantId === participantId)?.amount ?? 0,
          )
        expect(entriesFor(shares, all)).toEqual([])
      }),
    )
  })
})

describe('where a version stands', () => {
  const version = (number: number, signatures: Version['signatures'], more: Partial<Version> = {}): Version => ({
    number,
    signatures,
    isDefault: false,
    lockedAt: null,
    ...more,
  })
  test('it waits until all have signed, and one dispute marks it', () => {
    expect(statesOf([version(1, ['signed', 'waiting'])]).get(1)).toBe('proposed')
    expect(statesOf([version(1, ['signed', 'disputed'])]).get(1)).toBe('disputed')
    expect(statesOf([version(1, ['signed', 'signed'])]).get(1)).toBe('agreed')
  })
  test('what is agreed stays in force until a newer version is agreed; an unsigned older one never comes back', () => {
    const agreed = version(1, ['signed'])
    expect([...statesOf([agreed, version(2, ['waiting'])])]).toEqual([
      [2, 'proposed'],
      [1, 'agreed'],
    ])
    expect([...statesOf([agreed, version(2, ['waiting']), version(3, ['signed'])]).values()]).toEqual([
      'agreed',
      'replaced',
      'replaced',
    ])
  })
  test('exactly one version is in force as soon as one ever was', () => {
    const any = fc.record({
      signatures: fc.array(fc.constantFrom('waiting' as const, 'signed' as const, 'disputed' as const), {
        minLength: 1,
        maxLength: 3,
      }),
      isDefault: fc.boolean(),
      lockedAt: fc.constantFrom(null, new Date(0)),
    })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), (rows) => {
        const versions = rows.map((row, i) => ({ ...row, number: i + 1 }))
        const held = [...statesOf(versions).values()].filter((it) => ['agreed', 'default', 'locked'].includes(it))
        const ever = versions.some(
          (it) => it.isDefault || it.lockedAt || it.signatures.every((one) => one === 'signed'),
        )
        expect(held.length).toBe(ever ? 1 : 0)
      }),
    )
  })
})
