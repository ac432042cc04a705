import {
  areaY,
  axisX,
  axisY,
  barX,
  barY,
  cell,
  gridX,
  gridY,
  lineY,
  plot,
  pointerX,
  ruleX,
  ruleY,
  text,
  tip,
  type Markish,
  type PlotOptions,
} from '@observablehq/plot'
import {
  colourOf,
  dashesOf,
  formatOf,
  isTime,
  type BarsChart,
  type ChartData,
  type HeatChart,
  type LinesChart,
  type StackedBarsChart,
} from './chart-data.ts'

const heightOf = { bars: 240, stackedBars: 260, line: 240, step: 240, heat: 0 } as const
/** About what a letter of the chart's text takes, in pixels. */
const letter = 6.2
const rowHeight = 28

/** Draws a chart at a width in pixels. Colours are the page's own variables, so it needs no redrawing in the dark. */
export function draw(chart: ChartData, width: number): Element {
  const { height, ...rest } = optionsOf(chart, width)
  const drawn = plot({
    width,
    height: chart.height ?? height ?? heightOf[chart.kind],
    marginTop: 12,
    marginRight: 12,
    ...rest,
    className: 'h-plot',
    ariaLabel: chart.title,
    style: {
      background: 'none',
      fontFamily: 'inherit',
      fontSize: '12px',
      color: 'var(--h-muted)',
      overflow: 'visible',
    },
  })
  drawn.setAttribute('role', 'img')
  return drawn
}

function optionsOf(chart: ChartData, width: number): PlotOptions {
  switch (chart.kind) {
    case 'bars':
      return bars(chart, width)
    case 'stackedBars':
      return stacked(chart, width)
    case 'heat':
      return heat(chart, width)
    default:
      return lines(chart, width)
  }
}

const widest = (labels: readonly string[]) => Math.max(0, ...labels.map((label) => label.length)) * letter

/** Names at the left of bars that go across: as wide as they need, up to two fifths of the place. */
function names(labels: readonly string[], width: number) {
  const marginLeft = Math.min(Math.ceil(widest(labels)) + 12, Math.floor(width * 0.4))
  return {
    marginLeft,
    axis: axisY({
      label: null,
      tickSize: 0,
      lineWidth: (marginLeft - 12) / 12,
      textOverflow: 'ellipsis-end',
      fill: 'var(--h-text)',
    }),
  }
}

const valuesAxis = (format: (value: number) => string, along: 'x' | 'y', label: string | undefined) => {
  const options = { label: null, tickSize: 0, ticks: 5, tickFormat: format, ...(label && { ariaLabel: label }) }
  return along === 'x' ? axisX(options) : axisY(options)
}
const grid = { stroke: 'var(--h-chart-grid)', strokeOpacity: 1, ticks: 5 } as const
const base = { stroke: 'var(--h-field)', strokeOpacity: 1 } as const

function bars(chart: BarsChart, width: number): PlotOptions {
  const format = formatOf(chart)
  const items = chart.items.filter((item) => item.value !== null)
  const domain = chart.items.map((item) => item.label)
  const fill = colourOf(0)
  const between = items.filter((item) => item.low !== undefined && item.high !== undefined)
  if (chart.direction === 'up') {
    return {
      marginLeft: Math.ceil(widest(items.map((item) => format(item.value ?? 0)))) + 10,
      x: { domain, padding: 0.3 },
      marks: [
        gridY(grid),
        valuesAxis(format, 'y', chart.unit),
        axisX({ label: null, tickSize: 0, ...every(domain, width) }),
        barY(items, { x: 'label', y: 'value', fill, rx: 2, tip: tipOf(format, 'y') }),
        ruleX(between, { x: 'label', y1: 'low', y2: 'high', stroke: 'var(--h-text)', strokeWidth: 1.5 }),
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
    marginRight: Math.ceil(widest(items.map((item) => format(item.value ?? 0)))) + 14,
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
      ruleY(between, { y: 'label', x1: 'low', x2: 'high', stroke: 'var(--h-text)', strokeWidth: 1.5 }),
      text(items, {
        y: 'label',
        x: (item: (typeof items)[number]) => item.high ?? item.value,
        text: (item: (typeof items)[number]) => format(item.value ?? 0),
        textAnchor: 'start',
        dx: 6,
        fill: 'var(--h-text)',
      }),
      ruleX([0], base),
    ],
  }
}

/** Labels below upright bars: every one while they fit, else every second, third … */
function every(domain: readonly string[], width: number) {
  const step = Math.max(1, Math.ceil((widest(domain) + 12) / ((width - 50) / Math.max(1, domain.length))))
  return { ticks: domain.filter((_, index) => index % step === 0) }
}

const tipOf = (format: (value: number) => string, along: 'x' | 'y') => ({
  format: { [along]: format },
  fill: 'var(--h-surface)',
  stroke: 'var(--h-line)',
})

function stacked(chart: StackedBarsChart, width: number): PlotOptions {
  const format = formatOf(chart)
  const domain = chart.items.map((item) => item.label)
  const parts = chart.items.flatMap(({ label, values }) =>
    chart.series.map((series) => ({ label, series, value: values[series] ?? 0 })),
  )
  const totals = chart.items.map(({ values }) => chart.series.reduce((sum, series) => sum + (values[series] ?? 0), 0))
  const fill = { fill: 'series', order: [...chart.series], insetLeft: 0.5, insetRight: 0.5 }
  const color = { domain: [...chart.series], range: chart.series.map((_, index) => colourOf(index)) }
  if (chart.direction !== 'across') {
    return {
      color,
      marginLeft: Math.ceil(widest(totals.map(format))) + 10,
      x: { domain, padding: 0.3 },
      marks: [
        gridY(grid),
        valuesAxis(format, 'y', chart.unit),
        axisX({ label: null, tickSize: 0, ...every(domain, width) }),
        barY(parts, { ...fill, x: 'label', y: 'value', tip: tipOf(format, 'y') }),
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
      valuesAxis(format, 'x', chart.unit),
      axis,
      barX(parts, { ...fill, y: 'label', x: 'value', tip: tipOf(format, 'x') }),
      ruleX([0], base),
    ],
  }
}

function lines(chart: LinesChart, width: number): PlotOptions {
  const format = formatOf(chart)
  const time = isTime(chart)
  const at = (x: string | number) => (time ? new Date(x) : Number(x))
  const curve = chart.kind === 'step' ? 'step-after' : 'linear'
  const all = chart.series.flatMap((series, index) =>
    series.points.map((point) => ({ ...point, x: at(point.x), series: series.name, index })),
  )
  const low = Math.min(0, ...all.map((point) => point.low ?? point.y ?? 0))
  const high = Math.max(...all.map((point) => point.high ?? point.y ?? 0))
  const marks: Markish[] = [
    gridY(grid),
    valuesAxis(format, 'y', chart.unit),
    axisX({ label: chart.along ?? null, tickSize: 0, ticks: Math.max(2, Math.floor(width / 110)) }),
    ruleY([0], base),
  ]
  for (const [index, series] of chart.series.entries()) {
    const points = series.points.map((point) => ({ ...point, x: at(point.x) }))
    const banded = points.filter((point) => point.low !== undefined && point.high !== undefined)
    if (banded.length > 0)
      marks.push(areaY(banded, { x: 'x', y1: 'low', y2: 'high', curve, fill: colourOf(index), fillOpacity: 0.14 }))
    marks.push(
      lineY(points, {
        x: 'x',
        y: 'y',
        curve,
        stroke: colourOf(index),
        strokeWidth: 1.75,
        strokeDasharray: dashesOf(index),
      }),
    )
  }
  marks.push(
    tip(
      all,
      pointerX({
        x: 'x',
        y: 'y',
        channels: { series: { value: 'series', label: '' } },
        format: { x: time, y: format, series: chart.series.length > 1 },
        fill: 'var(--h-surface)',
        stroke: 'var(--h-line)',
      }),
    ),
  )
  return {
    marginLeft: Math.ceil(widest([format(high), format(low)])) + 12,
    ...(time && { x: { type: 'utc' as const } }),
    y: { domain: [low, high > low ? high : low + 1], nice: true },
    marks,
  }
}

function heat(chart: HeatChart, width: number): PlotOptions {
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
  const ink = ({ value }: { value: number }) => (share(value) > 0.5 ? 'var(--h-surface)' : 'var(--h-text)')
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
