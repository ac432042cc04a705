import type { FigureDetail } from '@hansa/contract/impact'
import type { ChartData } from '../kit/chart-data.ts'
import { countText, percentText } from '../kit/format.ts'
import { inSentence, t } from '../kit/language.tsx'
import { partLabel } from './explain.tsx'
import { textOf } from './values.tsx'

/** The parts of a figure as charts: one for each way in which it is broken down; none where there is no number. */
export function chartsOf({ breakdown, currency, title }: FigureDetail): ChartData[] {
  if (!breakdown) return []
  if (breakdown.shape === 'months') {
    const series = (name: string, key: 'joined' | 'left' | 'active') => ({
      name,
      points: breakdown.items.map((month) => ({ x: `${month.month}-01`, y: month[key] })),
    })
    return [
      {
        kind: 'line',
        title: t('Joined and left by month'),
        series: [series(t('Joined'), 'joined'), series(t('Left'), 'left')],
        format: countText,
      },
      {
        kind: 'line',
        title: t('Inside at the end of the month'),
        series: [series(t('Inside'), 'active')],
        format: countText,
      },
    ]
  }
  if (breakdown.shape === 'cohorts') {
    const ages = Math.max(...breakdown.cohorts.map((cohort) => cohort.cells.length))
    return [
      {
        kind: 'heat',
        title: t('Still inside, by year of joining'),
        rows: breakdown.cohorts.map(({ year, size }) => `${year} (${countText(size)})`),
        columns: Array.from({ length: Math.max(0, ages - 1) }, (_, i) => t('Year {age}', { age: i + 1 })),
        values: breakdown.cohorts.map(({ cells }) =>
          Array.from({ length: Math.max(0, ages - 1) }, (_, i) => cells[i + 1]?.share ?? null),
        ),
        format: (share) => percentText(share, undefined, 0),
        note: t('In brackets how many joined. A cell is empty until the whole cohort has come to that age.'),
      },
    ]
  }
  if (breakdown.shape === 'curve') {
    const { points, lastSeen, risk } = breakdown
    const counted = risk.map(({ day, partners }) =>
      t('{partners} at {count, number} days', { partners: countText(partners), count: day }),
    )
    const last = points.at(-1)
    return [
      {
        kind: 'step',
        title: t('Share without revenue yet, by days since joining'),
        along: t('Days since joining'),
        series: [
          {
            name: t('Without revenue'),
            points: [
              { x: 0, y: 1, low: 1, high: 1 },
              ...points.map((point) => ({ x: point.day, y: point.waiting, low: point.low, high: point.high })),
              ...(last && last.day < lastSeen
                ? [{ x: lastSeen, y: last.waiting, low: last.low, high: last.high }]
                : []),
            ],
          },
        ],
        format: (share) => percentText(share, undefined, 0),
        note: t('The band covers 95%. Partners still counted: {counts}.', { counts: counted.join(', ') }),
      },
    ]
  }
  return breakdown.groups
    .filter((group) => group.items.length > 0)
    .map((group) => ({
      kind: 'bars' as const,
      title: `${t(title)}: ${inSentence(t(group.title))}${currency === null ? '' : `, ${currency}`}`,
      items: group.items.slice(0, 12).map((part) => ({
        label: partLabel(part),
        value: part.value,
        ...(part.low !== null && part.high !== null && { low: part.low, high: part.high }),
      })),
      format: (value: number) => textOf(value, group.unit, currency),
      ...(group.note !== null && { note: t(group.note) }),
    }))
}
