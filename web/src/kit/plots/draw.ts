import { plot, type PlotOptions } from '@observablehq/plot'
import type { ChartData } from '../chart-data.ts'
import { bars, stacked } from './bars.ts'
import { heat } from './heat.ts'
import { lines } from './lines.ts'

const heightOf = { bars: 240, stackedBars: 260, line: 240, step: 240, heat: 0 } as const

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
    style: {
      background: 'none',
      fontFamily: 'inherit',
      fontSize: '12px',
      color: 'var(--h-muted)',
      overflow: 'visible',
    },
  })
  // The figure around it has the name and the table; the names of marks would be heard as loose words.
  drawn.setAttribute('aria-hidden', 'true')
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
