import { kaplanMeier } from '@hansa/analytics'
import { listFigureRows, listFigures, readPartnerFigures } from '@hansa/contract/impact'
import { metrics } from '@hansa/contract/metrics'
import { expect, test } from 'vitest'
import { active, given, read, rows } from './fixtures/ask.ts'

test('time to first revenue is the library’s curve over the rows that are shown', async () => {
  const { server, call, ecosystemId, ids } = await given([
    active('10 days', '2024-01-01', {
      revenue: [
        ['2024-01-11', 100, 'EUR'],
        ['2024-01-05', -100, 'EUR'],
      ],
    }),
    active('20 days', '2024-01-01', { revenue: [['2024-01-21', 100, 'USD']] }),
    active('30 days', '2024-01-01', { revenue: [['2024-01-31', 100, 'EUR']] }),
    active('same day', '2024-01-01', { revenue: [['2024-01-01', 1, 'EUR']] }),
    active('leap', '2024-02-28', { revenue: [['2024-03-01', 1, 'EUR']] }),
    active('waiting', '2024-01-01'),
    active('earlier', '2024-02-01', { revenue: [['2024-01-01', 100, 'EUR']] }),
    {
      name: 'left',
      stages: [
        ['2024-01-01', 'active'],
        ['2024-01-16', 'off_boarded'],
      ],
      revenue: [['2024-03-01', 5, 'EUR']],
    },
    active('taken back', '2024-01-01', { revenue: [['2024-01-02', 7, 'EUR']] }),
  ])
  await server.database.owner.query(
    `insert into revenue (ecosystem_id, id, partner_id, kind, day, amount, currency, source, recorded_at, reverses_id)
     select ecosystem_id, 'rev_back' || id, partner_id, kind, day, -amount, currency, source, recorded_at, id from revenue
     where ecosystem_id = $1 and partner_id = $2`,
    [ecosystemId, ids.get('taken back')],
  )
  const asOf = '2024-04-10'
  const shown = await rows(call, 'time_to_first_revenue', { asOf })
  expect(shown.items.map((row) => [row.name, row.facts['days'], row.value])).toEqual([
    ['10 days', 10, 1],
    ['20 days', 20, 1],
    ['30 days', 30, 1],
    ['leap', 2, 1],
    ['left', 15, 0],
    ['same day', 0, 1],
    ['taken back', 100, 0],
    ['waiting', 100, 0],
  ])
  const curve = kaplanMeier(
    shown.items.map((row) => Number(row.facts['days'])),
    shown.items.map((row) => row.value),
  )
  if (!curve.enough) throw new Error('expected a curve')
  const figure = await read(call, 'time_to_first_revenue', { asOf })
  expect([figure.value, figure.interval]).toEqual([
    curve.median.value,
    { low: curve.median.low, high: curve.median.high },
  ])
  if (figure.breakdown?.shape !== 'curve') throw new Error('expected a curve')
  expect(figure.breakdown.points.map((point) => [point.day, point.atRisk, point.waiting])).toEqual(
    Array.from(curve.times, (time, i) => [time, curve.atRisk[i], curve.survival[i]]),
  )
})

test('money of different currencies is never added, and what was taken back is deducted', async () => {
  const { call } = await given([
    active('A', '2023-01-01', {
      revenue: [
        ['2024-01-10', 60_00, 'EUR'],
        ['2024-01-11', -10_00, 'EUR'],
        ['2024-01-12', 999_00, 'USD'],
      ],
    }),
    active('B', '2023-01-01', {
      revenue: [
        ['2024-01-10', 30_00, 'EUR'],
        ['2022-01-01', 5_000_00, 'EUR'],
      ],
    }),
    active('C', '2023-01-01', { revenue: [['2024-01-31', 20_00, 'EUR']] }),
    active('D', '2023-01-01', { revenue: [['2024-01-31', 50_00, 'EUR']] }),
    active('E', '2023-01-01', { revenue: [['2024-01-31', 50_00, 'EUR']] }),
  ])
  const { items } = (await call(listFigures, { asOf: '2024-01-31' })).body
  expect(items.filter((it) => it.unit === 'money').map((it) => [it.currency, it.value])).toEqual([
    ['EUR', 200_00],
    ['USD', 999_00],
  ])
  const concentrated = items.filter((it) => it.metric === 'revenue_concentration')
  expect(concentrated.map((it) => [it.currency, it.value && Math.round(it.value)])).toEqual([
    ['EUR', 2200],
    ['USD', null],
  ])
  expect(concentrated[1]?.needs).toEqual({ count: 4, what: 'partners with revenue' })
  const euro = await rows(call, 'revenue', { asOf: '2024-01-31', currency: 'EUR' })
  expect(euro.items.map((row) => [row.name, row.value, row.facts['share']])).toEqual([
    ['A', 50_00, 0.25],
    ['B', 30_00, 0.15],
    ['C', 20_00, 0.1],
    ['D', 50_00, 0.25],
    ['E', 50_00, 0.25],
  ])
})

test('coverage counts certifications valid on the day: from the grant to the last day, unless ended', async () => {
  const certified = (name: string, granted: string, more: { expires?: string; ended?: string } = {}) =>
    active(name, '2023-01-01', { certifications: [{ name: 'Builder', granted, ...more }] })
  const { call } = await given([
    certified('granted that day', '2024-01-31'),
    certified('last day', '2023-01-31', { expires: '2024-01-31' }),
    certified('day after', '2023-01-31', { expires: '2024-01-30' }),
    certified('ended', '2023-01-31', { ended: '2024-01-31' }),
    certified('ahead', '2024-02-01'),
    active('none', '2023-01-01'),
  ])
  const coverage = await read(call, 'certification_coverage', { asOf: '2024-01-31' })
  expect(coverage.value).toBe(2 / 6)
  expect(coverage.breakdown).toMatchObject({ groups: [{ items: [{ label: 'Builder', value: 2 / 6, of: 6 }] }] })
})

test('data hygiene counts facts filled and valid, and shows who lacks which', async () => {
  const { call } = await given([
    active('Complete', '2023-01-01', {
      country: 'DE',
      domain: 'complete.de',
      types: ['reseller'],
      tiers: [['2023-01-01', 'Gold']],
      manager: 'Ada',
    }),
    active('Unknown', '2023-01-01', { country: 'DE' }),
  ])
  const hygiene = await read(call, 'data_hygiene')
  expect(hygiene.value).toBe(7 / 12)
  const without = await rows(call, 'data_hygiene', { missing: 'manager' })
  expect(without.items.map((row) => [row.name, row.facts['missing']])).toEqual([
    ['Unknown', 'Name, Web domain, Partner type, Tier, Manager'],
  ])
})

test('too little data gives no number, but how much is missing', async () => {
  const { call } = await given([
    active('A', '2020-01-01', { revenue: [['2026-02-01', 1, 'EUR']] }),
    active('B', '2020-01-01'),
  ])
  const { items } = (await call(listFigures, { asOf: '2026-03-02' })).body
  const missing = Object.fromEntries(items.filter((it) => it.value === null).map((it) => [it.metric, it.needs?.count]))
  expect(missing).toEqual({
    yearly_loss: 3,
    retention: 3,
    time_to_first_revenue: 4,
    revenue_concentration: 4,
    certification_coverage: 3,
  })
  expect(items.filter((it) => it.value === null).every((it) => it.interval === null)).toBe(true)
})

test('an ecosystem without anything has counts of nothing and no other number', async () => {
  const { call } = await given([])
  const { items } = (await call(listFigures, {})).body
  expect(items.map((it) => it.metric)).toEqual(Object.keys(metrics))
  expect(items.filter((it) => it.value !== null).map((it) => [it.metric, it.value])).toEqual([
    ['active_partners', 0],
    ['joins', 0],
    ['leaves', 0],
    ['net_joins', 0],
  ])
})

test('one partner: its times inside, its place by revenue, and its wait beside its cohort’s', async () => {
  const { call, ids } = await given([
    {
      name: 'One',
      stages: [
        ['2023-01-01', 'active'],
        ['2023-03-01', 'off_boarded'],
        ['2023-06-01', 'active'],
      ],
      tiers: [
        ['2023-01-01', 'Silver'],
        ['2023-07-01', 'Gold'],
      ],
      revenue: [
        ['2023-01-31', 30, 'EUR'],
        ['2023-06-30', 10, 'EUR'],
        ['2023-06-30', 5, 'USD'],
      ],
      certifications: [{ name: 'Builder', granted: '2023-01-01' }],
    },
    active('Two', '2023-01-01', { revenue: [['2023-02-10', 160, 'EUR']] }),
  ])
  const { body } = await call(readPartnerFigures, { organizationId: ids.get('One')!, asOf: '2023-06-30', months: 6 })
  expect(body.memberships).toEqual([
    { joined: '2023-01-01', left: '2023-03-01' },
    { joined: '2023-06-01', left: null },
  ])
  expect(body.tenureDays).toBe(59 + 29)
  expect(body.tiers).toEqual([{ tier: 'Silver', from: '2023-01-01', to: null }])
  expect(body.revenue.map(({ months, ...rest }) => [rest, months.map((it) => it.amount)])).toEqual([
    [{ currency: 'EUR', from: '2023-01-01', amount: 40, share: 0.2, rank: 2, of: 2 }, [30, 0, 0, 0, 0, 10]],
    [{ currency: 'USD', from: '2023-01-01', amount: 5, share: 1, rank: 1, of: 1 }, [0, 0, 0, 0, 0, 5]],
  ])
  expect(body.certifications).toEqual([{ name: 'Builder', grantedOn: '2023-01-01', expiresOn: null }])
  expect(body.firstRevenue).toEqual({
    days: 30,
    waiting: null,
    cohort: 2023,
    median: null,
    needs: { count: 3, what: 'partners with revenue' },
  })
})

test('a part that a figure does not have is refused by name', async () => {
  const { call } = await given([])
  const refused = await call(listFigureRows, { metric: 'joins', tier: 'Gold' })
  expect([refused.status, refused.body.message]).toEqual([422, 'tier: "joins" has no such part; it knows month'])
})
