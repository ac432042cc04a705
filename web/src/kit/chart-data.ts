import { dayText } from './format.ts'
import { locale } from './language.tsx'
import type { SimpleColumn } from './SimpleTable.tsx'
import { t } from './language.tsx'

interface Common {
  /** What the chart shows; its name for everyone who cannot see it. */
  title: string
  /** One line below: source, interval, what to mind. */
  note?: string
  /** The axis with the values. */
  unit?: string
  /** How values read, on the axis and in the table: `(v) => moneyText({ amount: v, currency }, { compact: true })`. */
  format?: (value: number) => string
  /** In pixels; the width is the place it has. */
  height?: number
}

export interface Point {
  /** A day or moment (ISO) for time, a number otherwise (days since joining). */
  x: string | number
  y: number | null
  /** The interval around it, where there is one. */
  low?: number
  high?: number
}
export interface Series {
  name: string
  points: readonly Point[]
}

/** Names with a value each. `across` (the default) suits long names, `up` suits months and quarters. */
export interface BarsChart extends Common {
  kind: 'bars'
  items: readonly { label: string; value: number | null; low?: number; high?: number }[]
  direction?: 'across' | 'up'
}
/** Names with a value per series; the parts add up. */
export interface StackedBarsChart extends Common {
  kind: 'stackedBars'
  series: readonly string[]
  items: readonly { label: string; values: Readonly<Record<string, number>> }[]
  direction?: 'across' | 'up'
}
/** `line`: values over time. `step`: what changes only at events, as a Kaplan–Meier curve. Both with a band where there is an interval. */
export type LinesChart = (Lines & { kind: 'line' }) | (Lines & { kind: 'step' })
interface Lines extends Common {
  series: readonly Series[]
  /** The axis along the bottom. */
  along?: string
}
/** A grid of values, darker for more: cohorts by month, a matrix. */
export interface HeatChart extends Common {
  kind: 'heat'
  rows: readonly string[]
  columns: readonly string[]
  /** Row by row; null where there is no value. */
  values: readonly (readonly (number | null)[])[]
}

export type ChartData = BarsChart | StackedBarsChart | LinesChart | HeatChart

/** The colour of a series, by its place. Six, then again: more than six series are no longer told apart. */
export const colourOf = (index: number): string => `var(--h-chart-${(index % 6) + 1})`

/** A line's dashes, by its place, so that colour is not the only difference. */
export const dashesOf = (index: number): string => ['none', '6 3', '2 3', '8 3 2 3', '4 4', '1 4'][index % 6] ?? 'none'

/** The names that need a legend: none for a single series. */
export const legendOf = (chart: ChartData): readonly string[] => {
  if (chart.kind === 'stackedBars') return chart.series
  return (chart.kind === 'line' || chart.kind === 'step') && chart.series.length > 1
    ? chart.series.map((series) => series.name)
    : []
}

export const isEmpty = (chart: ChartData): boolean =>
  chart.kind === 'heat'
    ? chart.values.every((row) => row.every((value) => value === null))
    : chart.kind === 'line' || chart.kind === 'step'
      ? chart.series.every((series) => series.points.length === 0)
      : chart.items.length === 0

const plain = (value: number) => new Intl.NumberFormat(locale(), { maximumFractionDigits: 2 }).format(value)
export const formatOf = (chart: ChartData): ((value: number) => string) => chart.format ?? plain

/** A value with its interval, where there is one: `12 (9 to 15)`. */
export const between = (format: (value: number) => string, value: number, low?: number, high?: number): string =>
  low === undefined || high === undefined
    ? format(value)
    : t('{value} ({low} to {high})', { value: format(value), low: format(low), high: format(high) })

/** Whether the points stand on calendar time. */
export const isTime = (chart: LinesChart): boolean =>
  chart.series.some((series) => series.points.some((point) => typeof point.x === 'string'))

/** The same figures as a table: what the chart says to somebody who cannot see it. */
export function tableOf(chart: ChartData): { columns: SimpleColumn[]; items: Record<string, string>[] } {
  const format = formatOf(chart)
  const cell = (value: number | null | undefined, low?: number, high?: number) =>
    value === null || value === undefined ? '–' : between(format, value, low, high)
  if (chart.kind === 'bars') {
    return {
      columns: [
        { key: 'label', label: t('Name') },
        { key: 'value', label: chart.unit ?? t('Value'), align: 'end' },
      ],
      items: chart.items.map(({ label, value, low, high }) => ({ label, value: cell(value, low, high) })),
    }
  }
  if (chart.kind === 'stackedBars') {
    return {
      columns: [
        { key: '#', label: t('Name') },
        ...chart.series.map((name) => ({ key: name, label: name, align: 'end' as const })),
      ],
      items: chart.items.map(({ label, values }) => ({
        '#': label,
        ...Object.fromEntries(chart.series.map((name) => [name, cell(values[name] ?? 0)])),
      })),
    }
  }
  if (chart.kind === 'heat') {
    return {
      columns: [
        { key: '#', label: '' },
        ...chart.columns.map((name) => ({ key: name, label: name, align: 'end' as const })),
      ],
      items: chart.rows.map((row, r) => ({
        '#': row,
        ...Object.fromEntries(chart.columns.map((name, c) => [name, cell(chart.values[r]?.[c])])),
      })),
    }
  }
  const xs = [...new Set(chart.series.flatMap((series) => series.points.map((point) => point.x)))].sort((a, b) =>
    a < b ? -1 : a > b ? 1 : 0,
  )
  const byName = chart.series.map(({ name, points }) => ({
    name,
    at: new Map(points.map((point) => [point.x, point])),
  }))
  return {
    columns: [
      { key: '#', label: chart.along ?? (isTime(chart) ? t('Date') : '') },
      ...chart.series.map(({ name }) => ({ key: name, label: name, align: 'end' as const })),
    ],
    items: xs.map((x) => ({
      '#': typeof x === 'string' ? dayText(x) : plain(x),
      ...Object.fromEntries(byName.map(({ name, at }) => [name, cell(at.get(x)?.y, at.get(x)?.low, at.get(x)?.high)])),
    })),
  }
}
