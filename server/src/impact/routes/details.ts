import type { Breakdown, Figure, FigureDetail } from '@hansa/contract/impact'
import { word } from '@hansa/contract/language'
import { standardFacts, type MetricKey } from '@hansa/contract/metrics'
import { partnerTypes, type PartnerType } from '@hansa/contract/partners'
import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import {
  certifiedByName,
  cohorts,
  figureRows,
  joinsAndLeaves,
  revenueByPartner,
  tallies,
  talliesBy,
  waits,
} from '../queries/tallies.ts'
import { validOn, type Seen } from '../queries/rows.ts'
import * as rules from '../rules/figures.ts'
import { countPart, curvePoints, monthly, sharePart } from '../rules/parts.ts'

interface Detail {
  readonly figure: Figure
  readonly inputs: FigureDetail['inputs']
  readonly caveats?: readonly string[]
  readonly breakdown?: Breakdown
}
const count = (label: string, value: number) => ({ label, value, unit: 'count' as const })
const one = async (db: Db, metric: MetricKey, seen: Seen) =>
  (await tallies(db, [{ metric, seen }])).get(metric) ?? { count: 0, sum: 0 }
const parts = (...groups: Extract<Breakdown, { shape: 'parts' }>['groups']): Breakdown => ({ shape: 'parts', groups })

async function ofMonths(db: Db, metric: MetricKey, seen: Seen): Promise<Detail> {
  const turns = await joinsAndLeaves(db, seen)
  const breakdown = monthly(turns, seen.from ?? seen.asOf, seen.until)
  const total = (key: 'joined' | 'left' | 'net') => breakdown.items.reduce((sum, month) => sum + month[key], 0)
  const [joined, left] = [total('joined'), total('left')]
  return {
    figure: rules.countFigure(metric, { joins: joined, leaves: left }[metric as string] ?? joined - left),
    inputs: [
      count(word('Inside before the first month'), turns.before),
      count(word('Joined'), joined),
      count(word('Left'), left),
      count(word('Inside at the end'), breakdown.items.at(-1)?.active ?? turns.before),
    ],
    caveats: [word('The last month counts up to the day that is looked at.')],
    breakdown,
  }
}

async function ofMoney(db: Db, metric: MetricKey, seen: Seen): Promise<Detail> {
  const all = (await revenueByPartner(db, seen)).filter((partner) => partner.currency === seen.currency)
  const amount = all.reduce((sum, partner) => sum + partner.amount, 0)
  const entries = all.reduce((sum, partner) => sum + partner.entries, 0)
  const found = rules.concentrationOf(
    all.map((partner) => partner.amount),
    10,
  )
  const figure =
    metric === 'revenue'
      ? rules.revenueFigure(seen.currency, amount, entries)
      : rules.concentrationFigure(seen.currency, found)
  const enough = figure.value !== null
  const negative = all.filter((partner) => partner.amount < 0).length
  const top = enough ? await figureRows(db, metric, seen, {}, { sort: '-value', limit: 10 }) : { items: [] }
  return {
    figure,
    inputs: [
      { label: word('Revenue'), value: entries === 0 ? null : amount, unit: 'money' },
      count(word('Entries of revenue'), entries),
      count(word('Partners with revenue'), found?.parts ?? 0),
      ...(negative > 0 ? [count(word('Partners with less than nothing'), negative)] : []),
      ...(enough && found
        ? [
            { label: word('Share of the ten largest'), value: found.topShare, unit: 'share' as const },
            {
              label: word('As diverse as so many equal partners'),
              value: Math.round(found.effectiveNumber * 10) / 10,
              unit: 'count' as const,
            },
          ]
        : []),
    ],
    caveats: [
      word('Only revenue in this currency is counted; other currencies have a figure of their own.'),
      ...(negative > 0 ? [word('Partners with less than nothing in these months have no share.')] : []),
    ],
    breakdown: parts({
      title: word('Largest partners'),
      unit: 'money',
      note: null,
      items: top.items.map((row) => ({
        ...countPart(row.name, row.value, null),
        organizationId: row.organizationId,
      })),
    }),
  }
}

/** Of each metric: its figure, what went into it, what to mind, and its parts. */
export const details: Record<MetricKey, (db: Db, seen: Seen) => Promise<Detail>> = {
  async active_partners(db, seen) {
    const metric = 'active_partners'
    const tiers = await talliesBy(db, metric, seen, sql`tier`)
    const types = await talliesBy(db, metric, seen, sql`unnest(coalesce(types, array['-']))`)
    const total = tiers.reduce((sum, tier) => sum + tier.count, 0)
    const largest = <T extends { value: number }>(items: T[]) => items.toSorted((a, b) => b.value - a.value)
    return {
      figure: rules.countFigure(metric, total),
      inputs: [count(word('Partners inside the programme'), total)],
      breakdown: parts(
        {
          title: word('By tier'),
          unit: 'count',
          note: null,
          items: largest(tiers.map(({ key, sum }) => countPart(key ?? word('No tier'), sum, { tier: key ?? '-' }))),
        },
        {
          title: word('By type'),
          unit: 'count',
          note: word('A partner of several types counts in each of them.'),
          items: largest(
            types.map(({ key, sum }) =>
              key === null || key === '-'
                ? countPart(word('No type'), sum, { type: '-' })
                : countPart(partnerTypes[key as PartnerType], sum, { type: key as PartnerType }),
            ),
          ),
        },
      ),
    }
  },
  joins: (db, seen) => ofMonths(db, 'joins', seen),
  leaves: (db, seen) => ofMonths(db, 'leaves', seen),
  net_joins: (db, seen) => ofMonths(db, 'net_joins', seen),
  async yearly_loss(db, seen) {
    const { count: inside, sum } = await one(db, 'yearly_loss', seen)
    return {
      figure: rules.shareFigure('yearly_loss', sum, inside),
      inputs: [count(word('Inside a year ago'), inside), count(word('Left since'), sum)],
      caveats: [word('A partner that left and came back within the year counts as left.')],
    }
  },
  async retention(db, seen) {
    const grid = rules.cohortGrid(await cohorts(db, seen), seen.asOf)
    const after = grid?.all.find((cell) => cell.age === 1)
    return {
      figure: rules.shareFigure('retention', after?.retained ?? 0, after?.atRisk ?? 0),
      inputs: [
        count(word('Joinings that are a full cohort year old'), after?.atRisk ?? 0),
        count(word('Still inside on the first anniversary'), after?.retained ?? 0),
      ],
      caveats: [
        word('The cohort of a year appears once that year is over, and each further age a year later.'),
        word('The line of all cohorts mixes them: its later ages hold the oldest cohorts alone.'),
      ],
      ...(grid && {
        breakdown: {
          shape: 'cohorts',
          cohorts: grid.cohorts.map(({ joined, size, cells }) => ({ year: joined, size, cells: [...cells] })),
          all: [...grid.all],
        },
      }),
    }
  },
  async time_to_first_revenue(db, seen) {
    const all = await waits(db, seen)
    const curve = rules.waitingCurve(all)
    const partners = all.reduce((sum, wait) => sum + wait.count, 0)
    const figure = rules.waitingFigure(all, curve)
    return {
      figure,
      inputs: [
        count(word('Partners'), partners),
        count(word('With revenue'), curve?.totalEvents ?? 0),
        count(word('Still waiting, or left without any'), partners - (curve?.totalEvents ?? 0)),
        { label: word('Longest time seen'), value: curve?.lastSeen ?? null, unit: 'days' },
      ],
      caveats: [
        word('Partners whose first revenue is dated before they joined are left out: their time to it is not known.'),
        word('The curve says nothing beyond the longest time seen.'),
        ...(figure.value === null && (curve?.totalEvents ?? 0) >= 5
          ? [word('The curve has not come down to one half yet, so that there is no median.')]
          : []),
      ],
      ...(curve && figure.needs?.what !== undefined && curve.totalEvents < 5
        ? {}
        : curve && { breakdown: curvePoints(curve, all) }),
    }
  },
  revenue: (db, seen) => ofMoney(db, 'revenue', seen),
  revenue_concentration: (db, seen) => ofMoney(db, 'revenue_concentration', seen),
  async certification_coverage(db, seen) {
    const { count: inside, sum } = await one(db, 'certification_coverage', seen)
    const figure = rules.shareFigure('certification_coverage', sum, inside)
    const names = figure.value === null ? [] : await certifiedByName(db, seen, validOn(seen.asOf))
    return {
      figure,
      inputs: [count(word('Partners inside the programme'), inside), count(word('With a valid certification'), sum)],
      breakdown: parts({
        title: word('By certification'),
        unit: 'share',
        note: word('A partner with several certifications counts in each of them.'),
        items: names.map(({ name, partners }) => sharePart(name, partners, inside, { certification: name })),
      }),
    }
  },
  async data_hygiene(db, seen) {
    const facts = Object.entries(standardFacts) as [keyof typeof standardFacts, string][]
    const { count: inside, sum } = await one(db, 'data_hygiene', seen)
    const gaps = new Map(
      (await talliesBy(db, 'data_hygiene', seen, sql`unnest(missing)`)).map((gap) => [gap.key, gap.count]),
    )
    return {
      figure: rules.hygieneFigure(sum, inside, facts.length),
      inputs: [
        count(word('Partners inside the programme'), inside),
        count(word('Facts that each should have'), facts.length),
        count(word('Facts filled and valid'), sum),
      ],
      caveats: [word('Facts are those of the record as it is today, whatever the day that is looked at.')],
      breakdown: parts({
        title: word('Filled and valid, by fact'),
        unit: 'share',
        note: null,
        items:
          inside === 0
            ? []
            : facts.map(([fact, label]) => sharePart(label, inside - (gaps.get(fact) ?? 0), inside, { missing: fact })),
      }),
    }
  },
}
