import { Random } from '@hansa/analytics'
import {
  listFigureRows,
  listFigures,
  readFigure,
  type Drill,
  type Figure,
  type FigureRow,
} from '@hansa/contract/impact'
import { metrics, standardFacts, type MetricKey } from '@hansa/contract/metrics'
import { expect, test } from 'vitest'
import { testServer, type Call } from '../testing.ts'
import { programme, type Told } from './fixtures/programme.ts'

const stages = ['applied', 'onboarding', 'active', 'at_risk', 'dormant', 'off_boarded'] as const
const facts = Object.keys(standardFacts).length

/** A partner whose history, money and certificates are drawn by chance. */
function drawn(random: Random, index: number): Told {
  const day = (from = 2019, years = 7) =>
    new Date(Date.UTC(from, 0, 1) + Math.floor(random.uniform() * years * 365.25) * 86_400_000)
      .toISOString()
      .slice(0, 10)
  const days = (most: number) =>
    [...new Set(Array.from({ length: 1 + Math.floor(random.uniform() * most) }, () => day()))].sort()
  const one = <T>(of: readonly T[]): T => of[Math.floor(random.uniform() * of.length)]!
  const some = (most: number) => Array.from({ length: Math.floor(random.uniform() * (most + 1)) })
  return {
    name: `Partner ${index % 30}`,
    stages: days(6).map((from) => [from, one(stages)]),
    tiers: days(3).map((from) => [from, one(['Gold', 'Silver', 'Bronze'])]),
    types: one([[], ['reseller'], ['reseller', 'telco']]),
    ...(random.uniform() < 0.5 && { country: 'DE' }),
    ...(random.uniform() < 0.5 && { manager: 'Ada' }),
    revenue: some(4).map(() => [day(2024, 2), Math.floor(random.uniform() * 2000) - 500, one(['EUR', 'USD'])]),
    certifications: some(2).map(() => {
      const granted = day(2023, 3)
      return {
        name: one(['Builder', 'Seller']),
        granted,
        ...(random.uniform() < 0.5 && { expires: `2026${granted.slice(4)}` }),
      }
    }),
  }
}

/** All rows, page by page; checked against the count and the sum that come with the first page. */
async function allRows(call: Call, metric: MetricKey, more: Drill & { currency?: string }, sort: 'name' | '-value') {
  const items: FigureRow[] = []
  let after: string | undefined
  let told: { total?: number | undefined; sum?: number | undefined } = {}
  do {
    const { body } = await call(listFigureRows, { metric, ...more, sort, limit: 7, ...(after && { after }) })
    items.push(...body.items)
    if (after === undefined) told = body
    after = body.next ?? undefined
  } while (after !== undefined)
  const sum = items.reduce((total, row) => total + row.value, 0)
  expect([told.total, told.sum], `${metric} ${JSON.stringify(more)}`).toEqual([items.length, sum])
  return { count: items.length, sum }
}

/** What a figure's rows make of it. */
function made({ metric }: Figure, { count, sum }: { count: number; sum: number }): number | undefined {
  if (['yearly_loss', 'retention', 'certification_coverage'].includes(metric)) return sum / count
  if (metric === 'data_hygiene') return sum / (count * facts)
  return metrics[metric].unit === 'count' || metric === 'revenue' ? sum : undefined
}

test('whatever the history, the rows behind a figure and behind each of its parts add up to what is shown', async () => {
  const server = await testServer()
  for (const seed of [1, 2]) {
    const { ecosystemId, as } = await server.newEcosystem()
    const random = new Random(seed)
    await programme(
      server,
      ecosystemId,
      Array.from({ length: 40 }, (_, index) => drawn(random, index)),
    )
    const call = await as('analyst')
    const { items } = (await call(listFigures, {})).body
    for (const figure of items) {
      const currency = figure.currency ? { currency: figure.currency } : {}
      const { body: detail } = await call(readFigure, { metric: figure.metric, ...currency })
      expect([detail.value, detail.interval, detail.needs], figure.metric).toEqual([
        figure.value,
        figure.interval,
        figure.needs,
      ])
      const all = await allRows(call, figure.metric, currency, '-value')
      if (figure.value !== null) expect(made(figure, all) ?? figure.value, figure.metric).toBe(figure.value)
      const { breakdown } = detail
      if (breakdown?.shape === 'parts')
        for (const part of breakdown.groups.flatMap((group) => group.items)) {
          if (!part.drill) continue
          const { count, sum } = await allRows(call, figure.metric, part.drill, 'name')
          if (figure.metric === 'data_hygiene') expect(count).toBe(Math.round((1 - part.value) * (part.of ?? 0)))
          else expect(part.of === null ? sum : count / part.of, part.label).toBe(part.value)
        }
      if (breakdown?.shape === 'months' && figure.metric === 'net_joins')
        for (const { month, joined, left } of breakdown.items.slice(-6)) {
          expect((await allRows(call, 'joins', { month }, 'name')).count).toBe(joined)
          expect((await allRows(call, 'leaves', { month }, 'name')).count).toBe(left)
        }
      if (breakdown?.shape === 'months') expect(breakdown.items.at(-1)?.active).toBe(items[0]?.value)
      if (breakdown?.shape === 'cohorts')
        for (const { year, cells } of breakdown.cohorts.slice(0, 3))
          for (const { age, atRisk, retained } of cells.slice(0, 3))
            expect(await allRows(call, 'retention', { cohort: year, age }, 'name')).toEqual({
              count: atRisk,
              sum: retained,
            })
    }
  }
})
