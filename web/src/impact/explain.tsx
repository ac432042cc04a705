import { listFigureRows, readFigure, type Figure, type FigureDetail, type FigureRow } from '@hansa/contract/impact'
import { metricOf, type Metric, type MetricKey } from '@hansa/contract/metrics'
import type { ReactNode } from 'react'
import { call } from '../api.ts'
import { DateText } from '../kit/DateTime.tsx'
import type { Explanation } from '../kit/Explain.tsx'
import { countText, percentText } from '../kit/format.ts'
import { Link } from '../kit/Link.tsx'
import { t } from '../kit/language.tsx'
import { queryText, type Query } from '../kit/query.ts'
import { paths } from '../paths.ts'
import { inputValue, LookText, textOf } from './values.tsx'

/** What a figure means, in the reader's language. */
export const definitionOf = (metric: MetricKey): string =>
  metricOf(metric)
    .definition.map((sentence) => t(sentence))
    .join(' ')

/** A part's name: a company's as it is, else a word of ours or a code of the programme's. */
export const partLabel = ({ label, organizationId }: { label: string; organizationId: string | null }): string =>
  organizationId === null ? t(label) : label

/** The page of a figure, or of one of its parts. */
export const figureLink = (metric: MetricKey, query: Readonly<Record<string, unknown>> = {}): string =>
  `${paths.figure(metric)}${queryText(query)}`

const isOfMoney = (metric: MetricKey): boolean =>
  metricOf(metric).unit === 'money' || metric === 'revenue_concentration'

/** What the value of a row is, for the head of its column. */
export const valueTitle = (metric: MetricKey): string => (isOfMoney(metric) ? t('Revenue') : t('Counts as'))

export const rowValue = (metric: MetricKey, value: number, currency: string | null): string =>
  isOfMoney(metric) ? textOf(value, 'money', currency) : countText(value)

const ofWords = new Set(['types', 'missing'])

/** One fact of a row, as its column shows it. */
export function rowFact(row: FigureRow, { key, kind }: Metric['rows']['columns'][number]): ReactNode {
  const fact = row.facts[key] ?? null
  if (fact === null) return null
  if (kind === 'day') return <DateText value={String(fact)} />
  // Several words of ours in one cell: types, missing facts.
  if (typeof fact === 'string' && ofWords.has(key))
    return fact
      .split(', ')
      .map((word) => t(word))
      .join(', ')
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
    title: t(figure.title),
    definition: definitionOf(metric),
    formula: t(detail.formula),
    inputs: [
      ...detail.inputs.map((input) => ({ label: t(input.label), value: inputValue(input, detail.currency) })),
      {
        label: t('All rows and parts'),
        value: (
          <Link to={figureLink(metric, asked)}>
            {t('Open {count, number} rows', {
              count: rows.total ?? 0,
              defaultValue_one: 'Open {count, number} row',
            })}
          </Link>
        ),
      },
    ],
    rows: {
      columns: [
        { key: 'name', label: t('Partner') },
        ...columns.map((column) => ({
          key: column.key,
          label: t(column.title),
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
    notes: [...methodNote(detail), ...detail.caveats.map((caveat) => t(caveat))],
    asOf: <LookText {...detail} />,
  }
}

export const isNumber = (kind: Metric['rows']['columns'][number]['kind']): boolean => kind !== 'text'

/** Where the theory stands. */
export const methodNote = ({ method }: Pick<FigureDetail, 'method'>): string[] =>
  method === null ? [] : [t('The method, worked through by hand: docs/methods/{method}.md', { method })]
