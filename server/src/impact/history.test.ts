import { listFigures, readFigure } from '@hansa/contract/impact'
import { expect, test } from 'vitest'
import type { Call } from '../testing.ts'
import { active, given, read, rows } from './fixtures/ask.ts'
import type { Told } from './fixtures/programme.ts'

const monthsOf = async (call: Call, asOf: string, months: number) => {
  const { breakdown } = await read(call, 'net_joins', { asOf, months })
  if (breakdown?.shape !== 'months') throw new Error('expected months')
  return Object.fromEntries(breakdown.items.map((it) => [it.month, [it.joined, it.left, it.active]]))
}

test('joinings and leavings fall into their months: one that stays, one that leaves, one that returns, one within a month', async () => {
  const { call } = await given([
    active('Stays', '2023-11-15'),
    {
      name: 'Leaves',
      stages: [
        ['2023-12-01', 'applied'],
        ['2024-01-31', 'onboarding'],
        ['2024-02-10', 'active'],
        ['2024-02-29', 'off_boarded'],
      ],
    },
    {
      name: 'Returns',
      stages: [
        ['2023-10-01', 'active'],
        ['2024-01-01', 'off_boarded'],
        ['2024-03-01', 'active'],
      ],
    },
    {
      name: 'Brief',
      stages: [
        ['2024-02-01', 'active'],
        ['2024-02-20', 'off_boarded'],
      ],
    },
    { name: 'Never', stages: [['2024-01-05', 'applied']] },
  ])
  expect(await monthsOf(call, '2024-03-31', 4)).toEqual({
    '2023-12': [0, 0, 2],
    '2024-01': [1, 1, 2],
    '2024-02': [1, 2, 1],
    '2024-03': [1, 0, 2],
  })
  expect((await read(call, 'joins', { asOf: '2024-03-31', months: 4 })).value).toBe(3)
  expect((await read(call, 'leaves', { asOf: '2024-03-31', months: 4 })).value).toBe(3)
  expect((await read(call, 'net_joins', { asOf: '2024-03-31', months: 4 })).value).toBe(0)
  const february = await rows(call, 'leaves', { asOf: '2024-03-31', months: 4, month: '2024-02' })
  expect(february.items.map((row) => [row.name, row.facts])).toEqual([
    ['Brief', { joined: '2024-02-01', left: '2024-02-20' }],
    ['Leaves', { joined: '2024-01-31', left: '2024-02-29' }],
  ])
  expect((await rows(call, 'net_joins', { asOf: '2024-03-31', months: 4, kind: 'leave' })).sum).toBe(-3)
})

test('the first and the last day of a month belong to it, also in a leap year', async () => {
  const { call } = await given([
    active('First', '2024-02-01'),
    active('Last', '2024-02-29'),
    active('Next', '2024-03-01'),
  ])
  expect((await rows(call, 'joins', { asOf: '2024-02-29', months: 1 })).total).toBe(2)
  expect((await rows(call, 'joins', { asOf: '2024-03-31', months: 2, month: '2024-02' })).total).toBe(2)
  expect((await rows(call, 'joins', { asOf: '2024-03-01', months: 1 })).items.map((row) => row.name)).toEqual(['Next'])
})

test('today is the day where the ecosystem lives, and a day that has not come is refused', async () => {
  const { server, call, ecosystemId } = await given([])
  const days = new Set<string>()
  for (const zone of ['Etc/GMT+12', 'UTC', 'Etc/GMT-14']) {
    await server.database.owner.query('update ecosystem set time_zone = $2 where id = $1', [ecosystemId, zone])
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(server.clock.now())
    days.add(today)
    expect((await call(listFigures, {})).body.asOf).toBe(today)
    const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10)
    const refused = await call(readFigure, { metric: 'joins', asOf: tomorrow })
    expect([refused.status, refused.body.message]).toEqual([
      422,
      `asOf: ${tomorrow} has not come yet; the latest is ${today}`,
    ])
  }
  expect(days.size).toBeGreaterThan(1)
})

test('active partners are counted as of a day, by the tier and types that held on it', async () => {
  const { call } = await given([
    active('A', '2023-01-01', {
      tiers: [
        ['2023-01-01', 'Silver'],
        ['2024-01-01', 'Gold'],
      ],
      types: ['reseller', 'referral'],
    }),
    active('B', '2023-06-01', { tiers: [['2023-06-01', 'Silver']], types: ['reseller'] }),
    {
      name: 'C',
      stages: [
        ['2023-01-01', 'active'],
        ['2023-12-31', 'off_boarded'],
      ],
    },
  ])
  const groups = async (asOf: string) => {
    const { breakdown, value } = await read(call, 'active_partners', { asOf })
    if (breakdown?.shape !== 'parts') throw new Error('expected parts')
    return [
      value,
      ...breakdown.groups.map((group) => Object.fromEntries(group.items.map((it) => [it.label, it.value]))),
    ]
  }
  expect(await groups('2023-12-30')).toEqual([
    3,
    { Silver: 2, 'No tier': 1 },
    { Reseller: 2, Referral: 1, 'No type': 1 },
  ])
  expect(await groups('2023-12-31')).toEqual([2, { Silver: 2 }, { Reseller: 2, Referral: 1 }])
  expect(await groups('2024-01-01')).toEqual([2, { Silver: 1, Gold: 1 }, { Reseller: 2, Referral: 1 }])
  expect((await rows(call, 'active_partners', { asOf: '2024-01-01', tier: 'Gold' })).items[0]?.facts).toEqual({
    joined: '2023-01-01',
    tier: 'Gold',
    types: 'Referral, Reseller',
  })
  expect((await rows(call, 'active_partners', { asOf: '2023-12-30', type: '-' })).items.map((row) => row.name)).toEqual(
    ['C'],
  )
})

test('the cohort grid holds what a hand counts, and nothing beyond what was seen', async () => {
  const gone = (name: string, joined: string, left: string): Told => ({
    name,
    stages: [
      [joined, 'active'],
      [left, 'off_boarded'],
    ],
  })
  const { call } = await given([
    active('20a', '2020-01-10'),
    active('20b', '2020-12-31'),
    gone('20c', '2020-02-29', '2021-02-28'), // gone on the anniversary: not inside on it
    gone('20d', '2020-03-01', '2021-03-02'), // gone the day after: inside on the first, not on the second
    active('21a', '2021-05-05'),
    gone('21b', '2021-05-05', '2023-06-01'),
    active('22a', '2022-01-01'),
    active('23a', '2023-01-01'),
  ])
  const { breakdown, value, interval, needs } = await read(call, 'retention', { asOf: '2023-06-30' })
  if (breakdown?.shape !== 'cohorts') throw new Error('expected cohorts')
  expect(
    breakdown.cohorts.map(({ year, size, cells }) => [year, size, cells.map((it) => `${it.retained}/${it.atRisk}`)]),
  ).toEqual([
    [2020, 4, ['4/4', '3/4', '2/4']],
    [2021, 2, ['2/2', '2/2']],
    [2022, 1, ['1/1']],
  ])
  expect([value, needs]).toEqual([5 / 6, null])
  expect(interval?.low).toBeCloseTo(0.4365, 3)
  const second = await rows(call, 'retention', { asOf: '2023-06-30', cohort: 2020, age: 2 })
  expect([second.total, second.sum]).toEqual([4, 2])
  const yearEnd = await read(call, 'retention', { asOf: '2023-12-31' })
  if (yearEnd.breakdown?.shape !== 'cohorts') throw new Error('expected cohorts')
  expect(yearEnd.breakdown.cohorts.map((cohort) => cohort.cells.length)).toEqual([4, 3, 2, 1])
})

test('yearly loss is of those who were inside a year ago', async () => {
  const { call } = await given([
    ...['A', 'B', 'C', 'D'].map((name) => active(name, '2022-01-01')),
    {
      name: 'E',
      stages: [
        ['2022-01-01', 'active'],
        ['2024-01-15', 'off_boarded'],
      ],
    },
    {
      name: 'Before',
      stages: [
        ['2022-01-01', 'active'],
        ['2023-02-28', 'off_boarded'],
      ],
    },
    {
      name: 'Later',
      stages: [
        ['2023-03-01', 'active'],
        ['2023-04-01', 'off_boarded'],
      ],
    },
  ])
  const loss = await read(call, 'yearly_loss', { asOf: '2024-02-29' })
  expect(loss.value).toBe(1 / 5)
  expect([loss.interval?.low, loss.interval?.high].map((limit) => limit?.toFixed(3))).toEqual(['0.036', '0.624'])
})
