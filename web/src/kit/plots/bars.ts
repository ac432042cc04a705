import { axisX, barX, barY, gridX, gridY, ruleX, ruleY, text, type PlotOptions } from '@observablehq/plot'
import { between, colourOf, formatOf, type BarsChart, type StackedBarsChart } from '../chart-data.ts'
import { base, every, grid, names, rowHeight, tipLook, valuesAxis, widest } from './axes.ts'

/** A value per name, with its interval where there is one. */
export function bars(chart: BarsChart, width: number): PlotOptions {
  const format = formatOf(chart)
  const items = chart.items.filter((item) => item.value !== null)
  const domain = chart.items.map((item) => item.label)
  const fill = colourOf(0)
  const sure = items.filter((item) => item.low !== undefined && item.high !== undefined)
  const title = ({ label, value, low, high }: BarsChart['items'][number]) =>
    `${label}\n${between(format, value ?? 0, low, high)}`
  if (chart.direction === 'up') {
    return {
      marginLeft: widest(items.map((item) => format(item.value ?? 0))) + 10,
      x: { domain, padding: 0.3 },
      marks: [
        gridY(grid),
        valuesAxis(format, 'y'),
        axisX({ label: null, tickSize: 0, ...every(domain, width) }),
        barY(items, { x: 'label', y: 'value', fill, rx: 2, title, tip: tipLook }),
        ruleX(sure, { x: 'label', y1: 'low', y2: 'high', stroke: 'var(--h-text)', strokeWidth: 1.5 }),
        ruleY([0], base),
      ],
    }
  }
  const { marginLeft, axis } = names(domain, width)
  return {
    height: domain.length * rowHeight + 16,
    marginTop: 0,
    marginBottom: 16,
    marginLeft,
    marginRight: widest(items.map((item) => format(item.value ?? 0))) + 14,
    x: {
      axis: null,
      ...(items.every((item) => (item.value ?? 0) >= 0) && {
        domain: [0, Math.max(1e-9, ...items.map((item) => item.high ?? item.value ?? 0))],
      }),
    },
    y: { domain, padding: 0.35 },
    marks: [
      axis,
      barX(items, { y: 'label', x: 'value', fill, rx: 2 }),
      ruleY(sure, { y: 'label', x1: 'low', x2: 'high', stroke: 'var(--h-text)', strokeWidth: 1.5 }),
      text(items, {
        y: 'label',
        x: (item: (typeof items)[number]) => Math.max(0, item.high ?? item.value ?? 0),
        text: (item: (typeof items)[number]) => format(item.value ?? 0),
        textAnchor: 'start',
        dx: 6,
        fill: 'var(--h-text)',
      }),
      ruleX([0], base),
    ],
  }
}

/** Values that add up, per name. */
export function stacked(chart: StackedBarsChart, width: number): PlotOptions {
  const format = formatOf(chart)
  const domain = chart.items.map((item) => item.label)
  const parts = chart.items.flatMap(({ label, values }) =>
    chart.series.map((series) => ({ label, series, value: values[series] ?? 0 })),
  )
  const title = ({ label, series, value }: (typeof parts)[number]) => `${label}\n${series}: ${format(value)}`
  const totals = chart.items.map(({ values }) => chart.series.reduce((sum, series) => sum + (values[series] ?? 0), 0))
  const fill = { fill: 'series', order: [...chart.series], insetLeft: 0.5, insetRight: 0.5 }
  const color = { domain: [...chart.series], range: chart.series.map((_, index) => colourOf(index)) }
  if (chart.direction !== 'across') {
    return {
      color,
      marginLeft: widest(totals.map(format)) + 10,
      x: { domain, padding: 0.3 },
      marks: [
        gridY(grid),
        valuesAxis(format, 'y'),
        axisX({ label: null, tickSize: 0, ...every(domain, width) }),
        barY(parts, { ...fill, x: 'label', y: 'value', title, tip: tipLook }),
        ruleY([0], base),
      ],
    }
  }
  const { marginLeft, axis } = names(domain, width)
  return {
    color,
    height: domain.length * rowHeight + 40,
    marginLeft,
    y: { domain, padding: 0.35 },
    marks: [
      gridX(grid),
      valuesAxis(format, 'x'),
      axis,
      barX(parts, { ...fill, y: 'label', x: 'value', title, tip: tipLook }),
      ruleX([0], base),
    ],
  }
}
