import { areaY, axisX, gridY, lineY, pointerX, ruleY, tip, type Markish, type PlotOptions } from '@observablehq/plot'
import { between, colourOf, dashesOf, formatOf, isTime, type LinesChart } from '../chart-data.ts'
import { countText, dayText, tickText } from '../format.ts'
import { base, grid, tipLook, valuesAxis, widest } from './axes.ts'

/** Courses over time or over a number, with their bands. */
export function lines(chart: LinesChart, width: number): PlotOptions {
  const format = formatOf(chart)
  const time = isTime(chart)
  const at = (x: string | number) => (time ? new Date(x) : Number(x))
  const curve = chart.kind === 'step' ? 'step-after' : 'linear'
  const all = chart.series.flatMap((series, index) =>
    series.points.map((point) => ({ ...point, x: at(point.x), series: series.name, index })),
  )
  const times = time ? all.map((point) => Number(point.x)) : []
  const span = (Math.max(...times) - Math.min(...times)) / 86_400_000
  const low = Math.min(0, ...all.map((point) => point.low ?? point.y ?? 0))
  const high = Math.max(...all.map((point) => point.high ?? point.y ?? 0))
  const marks: Markish[] = [
    gridY(grid),
    valuesAxis(format, 'y'),
    axisX({
      label: chart.along ?? null,
      labelArrow: 'none',
      labelAnchor: 'center',
      labelOffset: 34,
      tickSize: 0,
      lineHeight: 1.25,
      ...(time && { tickFormat: (date: Date, index: number) => tickText(date, index, span) }),
      ticks: Math.max(2, Math.floor(width / 110)),
    }),
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
        title: (point: (typeof all)[number]) =>
          [
            chart.series.length > 1 && point.series,
            point.x instanceof Date ? dayText(point.x.toISOString()) : `${chart.along ?? 'x'} ${countText(point.x)}`,
            point.y === null ? '' : between(format, point.y, point.low, point.high),
          ]
            .filter(Boolean)
            .join('\n'),
        ...tipLook,
      }),
    ),
  )
  return {
    // A mark between the ends may be the wider one: 1.5 between 0 and 2.
    marginLeft: widest([high, low, low + (high - low) * 0.75].map(format)) + 12,
    ...(time && { marginBottom: 36, x: { type: 'utc' as const } }),
    ...(chart.along && { marginBottom: 40 }),
    y: { domain: [low, high > low ? high : low + 1], nice: true },
    marks,
  }
}
