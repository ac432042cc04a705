import { useQuery } from '@tanstack/react-query'
import { IconChartBar, IconTable } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { IconButton } from './Button.tsx'
import styles from './Chart.module.css'
import { colourOf, dashesOf, isEmpty, legendOf, tableOf, type ChartData } from './chart-data.ts'
import { SimpleTable } from './SimpleTable.tsx'
import { Empty, Failed, Loading } from './State.tsx'
import { t } from './language.tsx'

export type { ChartData } from './chart-data.ts'

/** Plot is large: it comes with the first chart that somebody sees, not before. */
const plots = { queryKey: ['plots'], queryFn: () => import('./plots/draw.ts'), staleTime: Infinity } as const

/**
 * One chart, as a figure with a name; the button beside its title shows the same figures as a table.
 * `<Chart kind="line" title="Pipeline" series={[{ name: 'Sourced', points }]} />`
 */
export function Chart(chart: ChartData) {
  const [asTable, setAsTable] = useState(false)
  const legend = legendOf(chart)
  return (
    <figure className={styles.figure} aria-label={chart.title}>
      <figcaption className={styles.caption}>
        <span className={styles.title}>{chart.title}</span>
        {chart.unit && <span className={styles.unit}>{chart.unit}</span>}
        <span className={styles.toggle}>
          <IconButton
            small
            label={asTable ? t('Show as chart') : t('Show as table')}
            icon={asTable ? IconChartBar : IconTable}
            onClick={() => setAsTable(!asTable)}
          />
        </span>
      </figcaption>
      {isEmpty(chart) ? (
        <Empty title={t('Not enough data yet')} />
      ) : asTable ? (
        <SimpleTable label={chart.title} {...tableOf(chart)} />
      ) : (
        <>
          {legend.length > 0 && <Legend names={legend} dashed={chart.kind !== 'stackedBars'} />}
          <Drawing chart={chart} />
        </>
      )}
      {chart.note && <p className={styles.note}>{chart.note}</p>}
    </figure>
  )
}

const Legend = ({ names, dashed }: { names: readonly string[]; dashed: boolean }) => (
  <ul className={styles.legend}>
    {names.map((name, index) => (
      <li key={name}>
        <svg width={dashed ? 20 : 10} height="10" aria-hidden>
          {dashed ? (
            <line
              x1="0"
              x2="20"
              y1="5"
              y2="5"
              stroke={colourOf(index)}
              strokeWidth="2"
              strokeDasharray={dashesOf(index)}
            />
          ) : (
            <rect width="10" height="10" rx="2" fill={colourOf(index)} />
          )}
        </svg>
        {name}
      </li>
    ))}
  </ul>
)

function Drawing({ chart }: { chart: ChartData }) {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  const library = useQuery(plots)
  useEffect(() => {
    if (!box.current) return
    const measure = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)))
    measure.observe(box.current)
    return () => measure.disconnect()
  }, [])
  const draw = library.data?.draw
  useEffect(() => {
    if (draw && width > 0) box.current?.replaceChildren(draw(chart, width))
  }, [draw, chart, width])
  return (
    <>
      <div ref={box} className={styles.drawing} />
      {library.isPending && <Loading kind="chart" />}
      {library.error && <Failed error={library.error} retry={() => void library.refetch()} />}
    </>
  )
}
