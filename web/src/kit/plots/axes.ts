import { axisX, axisY } from '@observablehq/plot'

/** A bar's share of the height, in pixels. */
export const rowHeight = 28

let ruler: CanvasRenderingContext2D | null = null

/** What the widest of some labels takes in the page's own font, in pixels. */
export function widest(labels: readonly string[]): number {
  const canvas = (ruler ??= document.createElement('canvas').getContext('2d'))
  if (!canvas) return 0
  canvas.font = `12px ${getComputedStyle(document.body).fontFamily}`
  return Math.ceil(Math.max(0, ...labels.map((label) => canvas.measureText(label).width)))
}

/** Names at the left of bars that go across: as wide as they need, up to two fifths of the place. */
export function names(labels: readonly string[], width: number) {
  const most = Math.floor(width * 0.4)
  const needed = widest(labels) + 12
  const cut = needed > most ? { lineWidth: (most - 24) / 12, textOverflow: 'ellipsis-end' as const } : {}
  return {
    marginLeft: Math.min(needed, most),
    axis: axisY({ label: null, tickSize: 0, fill: 'var(--h-text)', ...cut }),
  }
}

/** The axis of the values: five or so of them, no ticks. */
export const valuesAxis = (format: (value: number) => string, along: 'x' | 'y') => {
  const options = { label: null, tickSize: 0, ticks: 5, tickFormat: format }
  return along === 'x' ? axisX(options) : axisY(options)
}

/** Quiet lines behind the marks. */
export const grid = { stroke: 'var(--h-chart-grid)', strokeOpacity: 1, ticks: 5 } as const
/** The line where values begin. */
export const base = { stroke: 'var(--h-field)', strokeOpacity: 1 } as const

/** Labels below upright bars: every one while they fit, else every second, third … */
export function every(domain: readonly string[], width: number) {
  const step = Math.max(1, Math.ceil((widest(domain) + 12) / ((width - 50) / Math.max(1, domain.length))))
  return { ticks: domain.filter((_, index) => index % step === 0) }
}

/** The box that shows beside the pointer. */
export const tipLook = { fill: 'var(--h-surface)', stroke: 'var(--h-line)', pathFilter: 'none' } as const
