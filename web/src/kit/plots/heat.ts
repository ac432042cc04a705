import { axisX, cell, text, type PlotOptions } from '@observablehq/plot'
import { formatOf, type HeatChart } from '../chart-data.ts'
import { every, names, rowHeight, widest } from './axes.ts'

/** A grid of values; each cell says its own where it is wide enough. */
export function heat(chart: HeatChart, width: number): PlotOptions {
  const format = formatOf(chart)
  const cells = chart.rows.flatMap((row, r) =>
    chart.columns.map((column, c) => ({ row, column, value: chart.values[r]?.[c] ?? null })),
  )
  const known = cells.flatMap((each) => (each.value === null ? [] : [{ ...each, value: each.value }]))
  const most = Math.max(...known.map((each) => each.value))
  const least = Math.min(0, ...known.map((each) => each.value))
  const share = (value: number) => (most === least ? 0 : (value - least) / (most - least))
  const fill = ({ value }: { value: number }) =>
    `color-mix(in oklab, var(--h-chart-high) ${Math.round(share(value) * 100)}%, var(--h-chart-low))`
  const ink = ({ value }: { value: number }) => (share(value) > 0.7 ? 'var(--h-chart-ink)' : 'var(--h-text)')
  const { marginLeft, axis } = names(chart.rows, width)
  const fits =
    (width - marginLeft) / Math.max(1, chart.columns.length) > widest(known.map((each) => format(each.value))) + 4
  return {
    height: chart.rows.length * rowHeight + 28,
    marginTop: 24,
    marginBottom: 4,
    marginRight: 0,
    marginLeft,
    x: { domain: [...chart.columns], padding: 0 },
    y: { domain: [...chart.rows], padding: 0 },
    marks: [
      axisX({ anchor: 'top', label: null, tickSize: 0, ...every(chart.columns, width - marginLeft + 50) }),
      axis,
      cell(known, { x: 'column', y: 'row', inset: 1, rx: 3, fill: { value: fill, scale: null } }),
      ...(fits
        ? [
            text(known, {
              x: 'column',
              y: 'row',
              text: (each: (typeof known)[number]) => format(each.value),
              fill: { value: ink, scale: null },
            }),
          ]
        : []),
    ],
  }
}
