import { listFigureRows, readFigure, type Figure, type FigureDetail, type FigureRow } from '@hansa/contract/impact'
import { metricOf, type Metric, type MetricKey } from '@hansa/contract/metrics'
import type { ReactNode } from 'react'
import { call } from '../api.ts'
import { DateText } from '../kit/DateTime.tsx'
import type { Explanation } from '../kit/Explain.tsx'
import { countText, percentText } from '../kit/format.ts'
import { Link } from '../kit/Link.tsx'
import { queryText, type Query } from '../kit/query.ts'
import { paths } from '../paths.ts'
import { inputValue, LookText, textOf } from './values.tsx'

/** The page of a figure, or of one of its parts. */
export const figureLink = (metric: MetricKey, query: Readonly<Record<string, unknown>> = {}): string =>
  `${paths.figure(metric)}${queryText(query)}`

/** What the value of a row is, for the head of its column. */
export const valueTitle = (metric: MetricKey): string => {
  const { unit } = metricOf(metric)
  return unit === 'money' || metric === 'revenue_concentration' ? 'Revenue' : 'Counts as'
}

export const rowValue = (metric: MetricKey, value: number, currency: string | null): string =>
  valueTitle(metric) === 'Revenue' ? textOf(value, 'money', currency) : countText(value)

/** One fact of a row, as its column shows it. */
export function rowFact(row: FigureRow, { key, kind }: Metric['rows']['columns'][number]): ReactNode {
  const fact = row.facts[key] ?? null
  if (fact === null) return null
  if (kind === 'day') return <DateText value={String(fact)} />
  return typeof fact !== 'number' ? fact : kind === 'share' ? percentText(fact) : countText(fact)
}

/** Definition, formula, inputs and the first rows of a figure: what its drawer shows. */
export async function explanation(figure: Figure, query: Query): Promise<Explanation> {
  const { metric } = figure
  const asked = { ...query, ...(figure.currency !== null && { currency: figure.currency }) }
  const [detail, rows] = await Promise.all([
    call(readFigure, { metric, ...asked }),
    call(listFigureRows, { metric, ...asked, sort: metricOf(metric).unit === 'money' ? '-value' : 'name', limit: 10 }),
  ])
  const { columns } = metricOf(metric).rows
  return {
    title: figure.title,
    definition: detail.definition,
    formula: detail.formula,
    inputs: [
      ...detail.inputs.map((input) => ({ label: input.label, value: inputValue(input, detail.currency) })),
      {
        label: 'All rows and parts',
        value: <Link to={figureLink(metric, asked)}>{`Open ${countText(rows.total ?? 0)} rows`}</Link>,
      },
    ],
    rows: {
      columns: [
        { key: 'name', label: 'Partner' },
        ...columns.map((column) => ({
          key: column.key,
          label: column.title,
          ...(isNumber(column.kind) && { align: 'end' as const }),
        })),
        { key: 'value', label: valueTitle(metric), align: 'end' },
      ],
      items: rows.items.map((row) => ({
        name: <Link to={paths.partner(row.organizationId)}>{row.name}</Link>,
        ...Object.fromEntries(columns.map((column) => [column.key, rowFact(row, column)])),
        value: rowValue(metric, row.value, rows.currency),
      })),
    },
    notes: [...methodNote(detail), ...detail.caveats],
    asOf: <LookText {...detail} />,
  }
}

export const isNumber = (kind: Metric['rows']['columns'][number]['kind']): boolean => kind !== 'text'

/** Where the theory stands. */
export const methodNote = ({ method }: Pick<FigureDetail, 'method'>): string[] =>
  method === null ? [] : [`The method, worked through by hand: docs/methods/${method}.md`]
