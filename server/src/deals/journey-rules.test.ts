import { JourneyRules, type JourneyRow, type JourneyStage } from '@hansa/contract/journey-rules'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { journeyOf, rowFor, type JourneyDeal, type Question, type RawTouch } from './rules/journey.ts'

const rules = JourneyRules.parse({})
const first: Question = { touch: 'contact', deal: 'prospecting', customer: 'new', daysSinceWin: null }

test.each<[string, Partial<Question>, JourneyStage, string]>([
  ['a talk in a first deal nobody qualified', {}, 'aware', 'first_contact'],
  ['a talk in a qualified first deal', { deal: 'qualified' }, 'evaluate', 'comparing'],
  ['a talk over a proposal', { deal: 'proposal' }, 'evaluate', 'comparing'],
  ['a talk while the first deal is negotiated', { deal: 'negotiation' }, 'decide', 'negotiating'],
  ['the first sale', { touch: 'sale', deal: 'won', daysSinceWin: 3 }, 'decide', 'first_sale'],
  ['a talk in the year after the win', { deal: 'won', daysSinceWin: 365 }, 'adopt', 'after_win'],
  ['a talk later than that', { deal: 'won', daysSinceWin: 366 }, 'renew', 'keeping'],
  ['services', { touch: 'service', deal: 'won', daysSinceWin: 400 }, 'adopt', 'in_use'],
  ['use without a deal', { touch: 'usage', deal: 'none' }, 'adopt', 'in_use'],
  ['a paid renewal', { touch: 'renewal', deal: 'won', daysSinceWin: 365 }, 'renew', 'renewal_paid'],
  ['a talk over what it has', { deal: 'proposal', customer: 'same_product' }, 'renew', 'open_renewal'],
  ['a talk over another product', { deal: 'prospecting', customer: 'other_product' }, 'expand', 'open_expansion'],
  [
    'a sale of the same again',
    { touch: 'sale', deal: 'won', customer: 'same_product', daysSinceWin: 1 },
    'renew',
    'sale_again',
  ],
  ['a sale of more', { touch: 'sale', deal: 'won', customer: 'other_product', daysSinceWin: 1 }, 'expand', 'sale_more'],
  ['a talk after the deal was lost', { deal: 'lost' }, 'aware', 'otherwise'],
  ['a talk with who has no deal', { deal: 'none' }, 'aware', 'otherwise'],
])('%s: %o is %s, by the row %s', (_, asked, stage, key) => {
  const row = rowFor(rules.rows, { ...first, ...asked })
  expect([row.stage, row.key]).toEqual([stage, key])
})

test('every row of the table decides something, and every question has an answer', () => {
  const used = new Set<string>()
  for (const touch of ['contact', 'joined', 'sale', 'service', 'renewal', 'usage'] as const)
    for (const deal of ['prospecting', 'qualified', 'proposal', 'negotiation', 'won', 'lost', 'none'] as const)
      for (const customer of ['new', 'other_product', 'same_product'] as const)
        for (const days of deal === 'won' ? [0, 365, 366] : [null])
          used.add(rowFor(rules.rows, { touch, deal, customer, daysSinceWin: days }).key)
  expect([...used].toSorted()).toEqual(rules.rows.map(({ key }) => key).toSorted())
})

test('a programme’s own table decides instead; one without a row for everything else is refused', () => {
  const rows: JourneyRow[] = [
    { ...rules.rows.at(-1)!, key: 'talks_decide', touch: ['contact'], stage: 'decide' },
    rules.rows.at(-1)!,
  ]
  expect(rowFor(JourneyRules.parse({ rows }).rows, first).stage).toBe('decide')
  expect(JourneyRules.safeParse({ rows: rows.slice(0, 1) }).error?.issues[0]?.message).toMatch(/row without conditions/)
  expect(JourneyRules.safeParse({ rows: [rows[1], rows[1]] }).error?.issues[0]?.message).toMatch(/twice/)
})

const deal = (
  id: string,
  product: string,
  ...stages: [string, JourneyDeal['stages'][number]['stage']][]
): JourneyDeal => ({
  id,
  name: id,
  product,
  openedOn: stages[0]![0],
  amount: 100,
  currency: 'EUR',
  stages: stages.map(([fromDay, stage]) => ({ fromDay, stage, sourceStage: null })),
})
const touch = (day: string, dealId: string | null, what: RawTouch['what'] = 'contact'): RawTouch => ({
  id: `${day} ${dealId} ${what}`,
  day,
  what,
  partnerId: 'org_a',
  role: null,
  channel: null,
  dealId,
})
const platform = deal(
  'first',
  'Platform',
  ['2025-01-01', 'prospecting'],
  ['2025-02-01', 'qualified'],
  ['2025-02-10', 'proposal'],
  ['2025-03-01', 'negotiation'],
  ['2025-03-20', 'won'],
)
const stays = (deals: JourneyDeal[], touches: RawTouch[] = [], asOf = '2026-06-01') =>
  journeyOf({ deals, touches }, rules, asOf).stays.map(({ stage, from, to, went }) => [stage, from, to, went])

test('a first deal is lived through from aware to adopting; proposal and qualified are one stay', () => {
  expect(stays([platform])).toEqual([
    ['aware', '2025-01-01', '2025-02-01', true],
    ['evaluate', '2025-02-01', '2025-03-01', true],
    ['decide', '2025-03-01', '2025-03-20', true],
    ['adopt', '2025-03-20', null, null],
  ])
})

test('another product expands, the same again renews, and either ends the adopting', () => {
  const more = deal('more', 'Security', ['2025-06-01', 'qualified'], ['2025-07-01', 'lost'])
  const again = deal('again', 'Platform', ['2026-01-01', 'negotiation'])
  expect(stays([platform, more, again]).slice(3)).toEqual([
    ['adopt', '2025-03-20', '2025-06-01', true],
    ['expand', '2025-06-01', '2025-07-01', false],
    ['renew', '2026-01-01', null, null],
  ])
})

test('a paid renewal ends the adopting too; a deal that goes back neither went on nor was lost', () => {
  expect(stays([platform], [touch('2026-03-21', 'first', 'renewal')]).at(-1)).toEqual([
    'adopt',
    '2025-03-20',
    '2026-03-21',
    true,
  ])
  const back = deal(
    'back',
    'Platform',
    ['2025-01-01', 'negotiation'],
    ['2025-01-10', 'qualified'],
    ['2025-01-20', 'lost'],
  )
  expect(stays([back])).toEqual([
    ['decide', '2025-01-01', '2025-01-10', null],
    ['evaluate', '2025-01-10', '2025-01-20', false],
  ])
})

test('a touch without a deal counts for the deal that was open on its day, else for the last one won', () => {
  const { touches } = journeyOf(
    { deals: [platform], touches: [touch('2024-12-01', null), touch('2025-02-05', null), touch('2025-05-01', null)] },
    rules,
    '2025-12-31',
  )
  expect(touches.map(({ stage, dealId }) => [stage, dealId])).toEqual([
    ['aware', null],
    ['evaluate', 'first'],
    ['adopt', 'first'],
  ])
})

test('nothing from after the day that is looked at is seen', () => {
  const {
    stays: its,
    touches,
    moves,
  } = journeyOf(
    { deals: [platform], touches: [touch('2025-02-05', 'first'), touch('2025-03-05', 'first')] },
    rules,
    '2025-02-28',
  )
  expect(its.map(({ stage, to }) => [stage, to])).toEqual([
    ['aware', '2025-02-01'],
    ['evaluate', null],
  ])
  expect(touches).toHaveLength(1)
  expect(moves.every(({ day }) => day <= '2025-02-28')).toBe(true)
})

test('whatever the history, stays of a deal follow each other, and only the last is open', () => {
  const stages = fc.constantFrom(
    'prospecting' as const,
    'qualified' as const,
    'proposal' as const,
    'negotiation' as const,
    'won' as const,
    'lost' as const,
  )
  const day = fc.integer({ min: 1, max: 28 }).map((it) => `2025-01-${String(it).padStart(2, '0')}`)
  fc.assert(
    fc.property(fc.array(fc.tuple(day, stages), { minLength: 1, maxLength: 12 }), (facts) => {
      const sorted = facts.toSorted(([a], [b]) => (a < b ? -1 : 1))
      const all = journeyOf({ deals: [deal('one', 'Platform', ...sorted)], touches: [] }, rules, '2026-01-01').stays
      all.forEach((stay, i) => {
        expect(stay.to === null || stay.from <= stay.to).toBe(true)
        if (i > 0) expect(all[i - 1]!.to !== null && all[i - 1]!.to! <= stay.from).toBe(true)
      })
    }),
  )
})
