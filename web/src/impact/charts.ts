import type { FigureDetail } from '@hansa/contract/impact'
import type { ChartData } from '../kit/chart-data.ts'
import { countText, percentText } from '../kit/format.ts'
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
        title: 'Joined and left by month',
        series: [series('Joined', 'joined'), series('Left', 'left')],
        format: countText,
      },
      {
        kind: 'line',
        title: 'Inside at the end of the month',
        series: [series('Inside', 'active')],
        format: countText,
      },
    ]
  }
  if (breakdown.shape === 'cohorts') {
    const ages = Math.max(...breakdown.cohorts.map((cohort) => cohort.cells.length))
    return [
      {
        kind: 'heat',
        title: 'Still inside, by year of joining',
        rows: breakdown.cohorts.map(({ year, size }) => `${year} (${countText(size)})`),
        columns: Array.from({ length: Math.max(0, ages - 1) }, (_, i) => `Year ${i + 1}`),
        values: breakdown.cohorts.map(({ cells }) =>
          Array.from({ length: Math.max(0, ages - 1) }, (_, i) => cells[i + 1]?.share ?? null),
        ),
        format: (share) => percentText(share, undefined, 0),
        note: 'In brackets how many joined. A cell is empty until the whole cohort has come to that age.',
      },
    ]
  }
  if (breakdown.shape === 'curve') {
    const { points, lastSeen, risk } = breakdown
    const counted = risk.map(({ day, partners }) => `${countText(partners)} at ${countText(day)} days`)
    const last = points.at(-1)
    return [
      {
        kind: 'step',
        title: 'Share without revenue yet, by days since joining',
        along: 'Days since joining',
        series: [
          {
            name: 'Without revenue',
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
        note: `The band covers 95%. Partners still counted: ${counted.join(', ')}.`,
      },
    ]
  }
  return breakdown.groups
    .filter((group) => group.items.length > 0)
    .map((group) => ({
      kind: 'bars' as const,
      title: `${title}: ${group.title.charAt(0).toLowerCase()}${group.title.slice(1)}${currency === null ? '' : `, ${currency}`}`,
      items: group.items.slice(0, 12).map((part) => ({
        label: part.label,
        value: part.value,
        ...(part.low !== null && part.high !== null && { low: part.low, high: part.high }),
      })),
      format: (value: number) => textOf(value, group.unit, currency),
      ...(group.note !== null && { note: group.note }),
    }))
}
