import { dealStages, type DealStage } from '@hansa/contract/deals'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { completed, unknown, type DealChange } from './rules/deal.ts'
import { exactly } from './rules/revenue.ts'
import { moved, stageHistory, stageNow, withFact, type StageFact } from './rules/stages.ts'
import { dealEvents } from './rules/tell.ts'

const fact = (fromDay: string, stage: DealStage, sourceStage: string | null = null): StageFact => ({
  stage,
  fromDay,
  sourceStage,
})
const days = (facts: readonly StageFact[]) => stageHistory(facts).map(({ stage, fromDay }) => `${stage} ${fromDay}`)

test('the history goes by day and, within a day, by the order of the stages', () => {
  expect(days([fact('2026-05-08', 'won'), fact('2026-05-02', 'proposal'), fact('2026-05-02', 'prospecting')])).toEqual([
    'prospecting 2026-05-02',
    'proposal 2026-05-02',
    'won 2026-05-08',
  ])
})

test('a stage told again while it holds is one stay; one that comes back is another', () => {
  const told = [fact('2026-05-02', 'proposal'), fact('2026-05-05', 'proposal', 'Quote sent')]
  expect(stageHistory(told)).toEqual([fact('2026-05-02', 'proposal', 'Quote sent')])
  expect(days([...told, fact('2026-05-03', 'qualified')])).toEqual([
    'proposal 2026-05-02',
    'qualified 2026-05-03',
    'proposal 2026-05-05',
  ])
})

test('a deal closed on the first day of its last stay, and is open again when it moved on', () => {
  const won = [fact('2026-05-02', 'won'), fact('2026-05-05', 'won')]
  expect(stageNow(won)).toMatchObject({ stage: 'won', stageSince: '2026-05-02', closedOn: '2026-05-02' })
  expect(stageNow([...won, fact('2026-05-09', 'negotiation')])).toMatchObject({ stage: 'negotiation', closedOn: null })
})

test('a person’s move undoes what the same day knew of stages further along, and of another end', () => {
  const today = [fact('2026-05-02', 'prospecting'), fact('2026-05-09', 'proposal'), fact('2026-05-09', 'lost')]
  expect(days(moved(today, fact('2026-05-09', 'won')))).toEqual([
    'prospecting 2026-05-02',
    'proposal 2026-05-09',
    'won 2026-05-09',
  ])
  expect(days(moved(today, fact('2026-05-09', 'qualified')))).toEqual([
    'prospecting 2026-05-02',
    'qualified 2026-05-09',
  ])
})

const someFacts = fc.array(
  fc.record({
    stage: fc.constantFrom(...(Object.keys(dealStages) as DealStage[])),
    fromDay: fc.integer({ min: 1, max: 9 }).map((day) => `2026-05-0${day}`),
    sourceStage: fc.constantFrom(null, 'Quote sent', 'Closed'),
  }),
  { minLength: 1, maxLength: 12 },
)
const shuffled = someFacts.chain((facts) =>
  fc.record({
    facts: fc.constant(facts),
    other: fc.shuffledSubarray(facts, { minLength: facts.length }),
    batches: fc.integer({ min: 1, max: 4 }),
  }),
)
const learn = (facts: readonly StageFact[]) => facts.reduce<readonly StageFact[]>(withFact, [])

test('whatever the order in which it was learned, the history is the same', () => {
  fc.assert(
    fc.property(shuffled, ({ facts, other }) => {
      const history = stageHistory(learn(facts))
      expect(stageHistory(learn(other))).toEqual(history)
      expect(stageHistory(learn([...other, ...facts]))).toEqual(history)
      for (const [i, stay] of history.entries()) {
        expect(stay.stage).not.toBe(history[i - 1]?.stage)
        if (i > 0) expect(stay.fromDay >= history[i - 1]!.fromDay).toBe(true)
      }
    }),
  )
})

const sourceRow = { sourceKey: 'D-1', customerId: 'org_1', name: 'Ten seats', openedOn: '2026-05-01' }
const take = (known: DealChange | undefined, stages: readonly StageFact[]): DealChange =>
  completed(
    [{ ...sourceRow, stages }],
    { ...unknown('deal_1'), before: known?.deal, stagesBefore: known?.stagesAfter ?? [] },
    '2026-06-01',
  )

test('batches that come in any order leave the same deal, and the log tells each move once', () => {
  const wins = (told: ReturnType<typeof dealEvents>) =>
    told.filter((event) => event.verb === 'deal.won' || event.verb === 'deal.lost').length
  fc.assert(
    fc.property(shuffled, ({ facts, other, batches }) => {
      const size = Math.ceil(other.length / batches)
      let deal: DealChange | undefined
      const told: ReturnType<typeof dealEvents> = []
      for (let from = 0; from < other.length; from += size) {
        deal = take(deal, other.slice(from, from + size))
        told.push(...dealEvents([deal], new Date(0), (day) => new Date(day)))
      }
      const atOnce = take(undefined, facts)
      expect(deal!.deal).toEqual(atOnce.deal)
      const ends = stageHistory(facts).filter((stay) => dealStages[stay.stage].closed).length
      expect(wins(told)).toBeGreaterThanOrEqual(ends)
      expect(take(deal, other).outcome).toBe('unchanged')
      expect(dealEvents([take(deal, other)], new Date(0), (day) => new Date(day))).toEqual([])
    }),
  )
})

test('a stay that only turns out to have begun earlier is mended, not won twice', () => {
  const first = take(undefined, [fact('2026-05-01', 'prospecting'), fact('2026-05-08', 'won')])
  const told = dealEvents([take(first, [fact('2026-05-05', 'won')])], new Date('2026-06-01'), (day) => new Date(day))
  expect(told.map(({ verb, data }) => [verb, data.changes])).toEqual([
    ['deal.updated', { stages: [[['won', '2026-05-08']], [['won', '2026-05-05']]] }],
  ])
})

test('the log does not tell a partner who had the deal before, nor why it was lost', () => {
  const known = completed(
    [{ ...sourceRow, partnerId: 'org_rival', stages: [fact('2026-05-02', 'prospecting')] }],
    unknown('deal_1'),
    '2026-06-01',
  )
  const after = completed(
    [{ ...sourceRow, partnerId: 'org_new', closeNote: 'price of org_rival', stages: [fact('2026-05-09', 'lost')] }],
    { id: 'deal_1', before: known.deal, stagesBefore: known.stagesAfter, linesBefore: [] },
    '2026-06-01',
  )
  expect(after.deal.closeNote).toBe('price of org_rival')
  const told = dealEvents([after], new Date('2026-06-01'), (day) => new Date(day))
  expect(told.map(({ verb, partnerId }) => [verb, partnerId])).toEqual([
    ['deal.lost', 'org_new'],
    ['deal.updated', null],
  ])
  const seen = told.filter((event) => event.partnerId === 'org_new')
  expect(JSON.stringify(seen)).not.toContain('org_rival')
})

test('a sum is a number where a number holds it exactly, and else nothing', () => {
  expect([exactly('9007199254740991'), exactly('-9007199254740991')]).toEqual([9007199254740991, -9007199254740991])
  expect([exactly('9007199254740993'), exactly('-9007199254740992')]).toEqual([undefined, undefined])
})
