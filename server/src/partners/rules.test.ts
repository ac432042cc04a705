import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { corrected, edited, wrongWith } from './rules/edit.ts'
import { fillGaps } from './rules/merge.ts'
import { end, holdsOn, lay, remove, trackOf, type Spell } from './rules/spells.ts'
import { standingOn } from './rules/standing.ts'
import { newTurns, turns } from './rules/turns.ts'

let made = 0
const id = () => `spl_${++made}`
const spell = (
  field: Spell['field'],
  value: string,
  from: string,
  to: string | null = null,
  reason: string | null = null,
): Spell => ({ id: id(), field, value, from, to, reason, source: 'test' })
const all = (...spells: Spell[]): Spell[] => spells.reduce<Spell[]>(lay, [])
const shown = (spells: readonly Spell[]) => spells.map(({ value, from, to }) => `${value} ${from} ${to ?? '…'}`)

describe('a spell laid into a history', () => {
  test('ends the one before it', () => {
    expect(shown(all(spell('tier', 'Silver', '2024-01-01'), spell('tier', 'Gold', '2025-01-01')))).toEqual([
      'Silver 2024-01-01 2025-01-01',
      'Gold 2025-01-01 …',
    ])
  })
  test('into the past, ends where the next one begins', () => {
    expect(shown(all(spell('tier', 'Gold', '2025-01-01'), spell('tier', 'Silver', '2024-01-01')))).toEqual([
      'Silver 2024-01-01 2025-01-01',
      'Gold 2025-01-01 …',
    ])
  })
  test('with an end of its own leaves a gap after it', () => {
    expect(
      shown(all(spell('tier', 'Gold', '2025-01-01'), spell('tier', 'Silver', '2024-01-01', '2024-06-01'))),
    ).toEqual(['Silver 2024-01-01 2024-06-01', 'Gold 2025-01-01 …'])
  })
  test('on the day on which another one begins, takes its place', () => {
    expect(shown(all(spell('tier', 'Silver', '2024-01-01'), spell('tier', 'Gold', '2024-01-01')))).toEqual([
      'Gold 2024-01-01 …',
    ])
  })
  test('leaves other fields and other types alone', () => {
    expect(
      shown(
        all(
          spell('type', 'reseller', '2024-01-01'),
          spell('type', 'telco', '2024-02-01'),
          spell('tier', 'Gold', '2024-03-01'),
        ),
      ),
    ).toEqual(['Gold 2024-03-01 …', 'reseller 2024-01-01 …', 'telco 2024-02-01 …'])
  })
})

test('a spell that never was leaves its place to the one before it', () => {
  const wrong = spell('tier', 'Gold', '2024-06-01')
  const history = all(spell('tier', 'Silver', '2024-01-01'), wrong, spell('tier', 'Platinum', '2025-01-01'))
  expect(shown(remove(history, wrong.id))).toEqual(['Silver 2024-01-01 2025-01-01', 'Platinum 2025-01-01 …'])
})

test('a field ends on a day, and what begins later stays', () => {
  const history = all(spell('tier', 'Silver', '2024-01-01'), spell('tier', 'Gold', '2025-01-01'))
  expect(shown(end(history, 'tier', '2024-03-01'))).toEqual(['Silver 2024-01-01 2024-03-01', 'Gold 2025-01-01 …'])
  expect(shown(end(history, 'tier', '2025-01-01'))).toEqual(['Silver 2024-01-01 2025-01-01'])
})

describe('where a partnership stands', () => {
  const life = all(
    spell('stage', 'applied', '2023-01-01'),
    spell('stage', 'onboarding', '2023-03-01'),
    spell('stage', 'active', '2023-06-01'),
    spell('stage', 'off_boarded', '2025-01-01'),
    spell('stage', 'active', '2025-07-01'),
  )
  test.each([
    ['2022-06-01', 'applied', null, null, '2023-01-01'],
    ['2023-02-01', 'applied', null, null, '2023-03-01'],
    ['2023-03-01', 'onboarding', '2023-03-01', null, '2023-06-01'],
    ['2024-12-31', 'active', '2023-03-01', null, '2025-01-01'],
    ['2025-01-01', 'off_boarded', '2023-03-01', '2025-01-01', '2025-07-01'],
    ['2026-01-01', 'active', '2023-03-01', null, null],
  ])('on %s: %s since %s, left on %s, next change %s', (day, stage, since, leftOn, nextChange) => {
    expect(standingOn(life, day)).toMatchObject({ stage, since, leftOn, nextChange })
  })
  test('cannot be said of a history without a stage', () => {
    expect(standingOn([spell('tier', 'Gold', '2024-01-01')], '2024-02-01')).toBeUndefined()
  })
})

test('an edit does not say again what holds already', () => {
  const history = all(spell('stage', 'active', '2024-01-01'), spell('type', 'telco', '2024-01-01'))
  const how = { from: '2025-01-01', reason: null, source: 'test', newId: id }
  expect(edited(history, { stage: 'active', types: ['telco'], tier: null }, how)).toEqual(history)
  expect(shown(edited(history, { types: ['reseller'] }, how))).toEqual([
    'active 2024-01-01 …',
    'reseller 2025-01-01 …',
    'telco 2024-01-01 2025-01-01',
  ])
})

test('turns tell what became of what, and an end without a successor', () => {
  const history = all(
    spell('tier', 'Silver', '2024-01-01'),
    spell('tier', 'Gold', '2025-01-01', '2025-06-01'),
    spell('type', 'telco', '2024-01-01', '2024-02-01'),
  )
  expect(turns(history).map(({ field, before, after, day }) => [field, before, after, day])).toEqual([
    ['tier', null, 'Silver', '2024-01-01'],
    ['tier', 'Silver', 'Gold', '2025-01-01'],
    ['tier', 'Gold', null, '2025-06-01'],
    ['type', null, 'telco', '2024-01-01'],
    ['type', 'telco', null, '2024-02-01'],
  ])
  const later = lay(history, spell('tier', 'Platinum', '2024-06-01'))
  expect(newTurns(history, later).map(({ before, after, day }) => [before, after, day])).toEqual([
    ['Silver', 'Platinum', '2024-06-01'],
  ])
})

test('a correction that would run over a neighbour or end before it begins is refused', () => {
  const gold = spell('tier', 'Gold', '2025-01-01', '2025-06-01')
  const history = all(spell('tier', 'Silver', '2024-01-01'), gold)
  expect(wrongWith(history, gold, { from: '2024-01-01' })?.[0]).toBe('from')
  expect(wrongWith(history, gold, { from: '2025-06-01' })?.[0]).toBe('from')
  expect(wrongWith(history, gold, { from: '2024-06-01', value: 'Bronze' })).toBeUndefined()
  expect(shown(corrected(history, gold, { from: '2024-06-01', value: 'Bronze' }, 'test'))).toEqual([
    'Silver 2024-01-01 2024-06-01',
    'Bronze 2024-06-01 2025-06-01',
  ])
})

const day = fc.integer({ min: 0, max: 400 }).map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10))
const anySpell = fc
  .tuple(
    fc.constantFrom(
      ['tier', 'Gold'],
      ['tier', 'Silver'],
      ['stage', 'active'],
      ['stage', 'dormant'],
      ['type', 'telco'],
      ['type', 'reseller'] as const,
    ),
    day,
    fc.option(day, { nil: null }),
  )
  .map(([[field, value], from, to]) =>
    spell(field as Spell['field'], value!, from, field === 'stage' || to === null || to <= from ? null : to),
  )
/** Spells of which no two of one track begin on the same day: of such, the last one stays. */
const history = fc.uniqueArray(anySpell, { maxLength: 12, selector: (one) => trackOf(one) + one.from })
const withoutIds = (spells: readonly Spell[]) => spells.map((one) => ({ ...one, id: '' }))
const overlapping = (spells: readonly Spell[]) =>
  spells.filter((one, i) =>
    spells.some(
      (other, j) => j !== i && trackOf(one) === trackOf(other) && (holdsOn(other, one.from) || one.from === other.from),
    ),
  )

test('the order in which spells are recorded does not matter', () => {
  fc.assert(
    fc.property(
      history.chain((spells) =>
        fc.tuple(fc.constant(spells), fc.shuffledSubarray(spells, { minLength: spells.length })),
      ),
      ([spells, shuffled]) => {
        expect(all(...shuffled)).toEqual(all(...spells))
      },
    ),
  )
})

test('no two spells of one field ever overlap, and none is empty', () => {
  fc.assert(
    fc.property(fc.array(anySpell, { maxLength: 12 }), (spells) => {
      const laid = all(...spells)
      expect(overlapping(laid)).toEqual([])
      expect(laid.filter((one) => one.to !== null && one.to <= one.from)).toEqual([])
    }),
  )
})

test('laying a spell again that is there already changes nothing', () => {
  fc.assert(
    fc.property(history, (spells) => {
      const once = all(...spells)
      expect(spells.reduce(lay, once)).toEqual(once)
    }),
  )
})

test('what stands on a day is what the spells of that day say, whatever else is recorded', () => {
  fc.assert(
    fc.property(history, day, (spells, on) => {
      const laid = all(...spells)
      const standing = standingOn(laid, on)
      const tier = laid.find((one) => one.field === 'tier' && holdsOn(one, on))
      expect(standing?.tier ?? null).toBe(laid.some((one) => one.field === 'stage') ? (tier?.value ?? null) : null)
      if (standing?.nextChange) expect(standing.nextChange > on).toBe(true)
    }),
  )
})

test('the loser of a merge fills the gaps of the winner day by day, and only those', () => {
  fc.assert(
    fc.property(history, history, fc.array(day, { minLength: 1, maxLength: 5 }), (one, other, days) => {
      const [winner, loser] = [all(...one), all(...other)]
      const merged = fillGaps(winner, loser, id)
      expect(overlapping(merged)).toEqual([])
      expect(withoutIds(merged)).toEqual(expect.arrayContaining(withoutIds(winner)))
      for (const on of days)
        for (const track of ['tier', 'stage', 'type:telco', 'type:reseller']) {
          const held = (spells: Spell[]) => spells.find((it) => trackOf(it) === track && holdsOn(it, on))?.value
          expect(held(merged)).toBe(held(winner) ?? held(loser))
        }
    }),
  )
})
