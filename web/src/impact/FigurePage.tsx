import { listFigureRows, readFigure, type FigureDetail, type FigureRow, type Part } from '@hansa/contract/impact'
import { metricOf, MetricKey } from '@hansa/contract/metrics'
import { useQuery } from '@tanstack/react-query'
import { ask, useList } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Chart } from '../kit/Chart.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { t } from '../kit/language.tsx'
import { Columns, Muted, Row, Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { None } from '../kit/None.tsx'
import { Page, Section } from '../kit/Page.tsx'
import type { Query } from '../kit/query.ts'
import { Ready } from '../kit/Ready.tsx'
import { Empty } from '../kit/State.tsx'
import { Stat, Stats } from '../kit/Stat.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { paths } from '../paths.ts'
import { chartsOf } from './charts.ts'
import { definitionOf, figureLink, isNumber, methodNote, partLabel, rowFact, rowValue, valueTitle } from './explain.tsx'
import { CohortTable, MonthTable } from './DrillTables.tsx'
import { FigureStat } from './FigureStat.tsx'
import { inputValue, LookText, textOf } from './values.tsx'

/** What says which figure it is, apart from the part of it and from how the table stands. */
const looks = ['asOf', 'months', 'currency'] as const
const lookOf = (query: Query): Query =>
  Object.fromEntries(looks.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]]])))
const drills = {
  month: t('Month'),
  kind: t('Kind'),
  cohort: t('Joined in'),
  age: t('Years since'),
  tier: t('Tier'),
  type: t('Type'),
  certification: t('Certification'),
  missing: t('Without'),
}

const columnsOf = Object.fromEntries(
  MetricKey.options.map((metric): [MetricKey, Column<FigureRow & { currency: string | null }>[]] => [
    metric,
    [
      { id: 'name', header: t('Partner'), cell: (row) => row.name, sortable: true },
      ...metricOf(metric).rows.columns.map((column) => ({
        id: column.key,
        header: t(column.title),
        cell: (row: FigureRow) => rowFact(row, column),
        ...(isNumber(column.kind) && { align: 'end' as const }),
      })),
      {
        id: 'value',
        header: valueTitle(metric),
        cell: (row) => rowValue(metric, row.value, row.currency),
        sortable: true,
        align: 'end',
      },
    ],
  ]),
) as Record<MetricKey, Column<FigureRow & { currency: string | null }>[]>

/** One figure, whole: how it came about, its parts, and every row behind it. */
export function FigurePage({ metric: asked }: { metric: string }) {
  const metric = MetricKey.safeParse(asked)
  if (!metric.success)
    return (
      <Page title={t('Not found')}>
        <Empty
          title={t('There is no such figure')}
          action={<Button to={paths.home()}>{t('Go to the start')}</Button>}
        />
      </Page>
    )
  return <Known metric={metric.data} />
}

function Known({ metric }: { metric: MetricKey }) {
  const url = useUrl()
  const look = lookOf(url.query)
  const query = useQuery(ask(readFigure, { metric, ...look }))
  return (
    <Page
      title={t(metricOf(metric).title)}
      crumbs={[{ label: t('Home'), to: paths.home() }]}
      lead={definitionOf(metric)}
      {...(query.data && {
        meta: (
          <Muted>
            <LookText {...query.data} />
          </Muted>
        ),
      })}
    >
      <Ready query={query}>{(detail) => <Detail detail={detail} look={look} />}</Ready>
    </Page>
  )
}

function Detail({ detail, look }: { detail: FigureDetail; look: Query }) {
  const charts = chartsOf(detail)
  return (
    <Stack gap="lg">
      {detail.currencies.length > 1 && (
        <Row>
          {detail.currencies.map((currency) =>
            currency === detail.currency ? (
              <Tag key={currency}>{currency}</Tag>
            ) : (
              <Link key={currency} to={figureLink(detail.metric, { ...look, currency })}>
                {currency}
              </Link>
            ),
          )}
        </Row>
      )}
      <Stats>
        <FigureStat figure={detail} query={look} />
        {detail.inputs.map((input) => (
          <Stat key={input.label} label={t(input.label)} value={inputValue(input, detail.currency) ?? <None />} />
        ))}
      </Stats>
      <Stack gap="xs">
        <code>{t(detail.formula)}</code>
        {[...detail.caveats, ...methodNote(detail)].map((note) => (
          <Muted key={note} small>
            {t(note)}
          </Muted>
        ))}
      </Stack>
      {charts.length > 0 && (
        <Columns min={380} gap="lg">
          {charts.map((chart) => (
            <Chart key={chart.title} {...chart} />
          ))}
        </Columns>
      )}
      <Parts detail={detail} look={look} />
      <Rows detail={detail} look={look} />
    </Stack>
  )
}

/** The parts that open to rows of their own. */
function Parts({ detail, look }: { detail: FigureDetail; look: Query }) {
  const { breakdown, metric } = detail
  if (breakdown?.shape === 'months') return <MonthTable months={breakdown} look={look} />
  if (breakdown?.shape === 'cohorts') return <CohortTable grid={breakdown} look={look} />
  if (breakdown?.shape !== 'parts') return null
  const link = (part: Part) =>
    part.organizationId === null ? figureLink(metric, { ...look, ...part.drill }) : paths.partner(part.organizationId)
  return (
    <Section title={t('Parts')}>
      <Stack gap="sm">
        {breakdown.groups
          .filter((group) => group.items.length > 0)
          .map((group) => (
            <Row key={group.title}>
              <Muted>{t(group.title)}</Muted>
              {group.items.map((part) => (
                <Link key={part.label} to={link(part)}>
                  {`${partLabel(part)} ${textOf(part.value, group.unit, detail.currency)}`}
                </Link>
              ))}
            </Row>
          ))}
      </Stack>
    </Section>
  )
}

function Rows({ detail, look }: { detail: FigureDetail; look: Query }) {
  const { metric, currency } = detail
  const url = useUrl()
  const list = useList(listFigureRows, { metric }, url.query)
  const drilled = Object.entries(drills).filter(([name]) => url.query[name] !== undefined)
  return (
    <Section
      title={t('Rows')}
      lead={t('One row is {grain}. What it counts as: {value}.', {
        grain: t(metricOf(metric).grain),
        value: t(metricOf(metric).rows.value),
      })}
      actions={
        drilled.length > 0 && (
          <Button small to={figureLink(metric, look)}>
            {t('Show all rows')}
          </Button>
        )
      }
    >
      {drilled.length > 0 && (
        <Row>
          {drilled.map(([name, label]) => (
            <Tag key={name}>{`${label} ${String(url.query[name])}`}</Tag>
          ))}
        </Row>
      )}
      <DataTable
        label={t('Rows behind {title}', { title: t(detail.title) })}
        list={{ ...list, items: list.items.map((row) => ({ ...row, currency })) }}
        columns={columnsOf[metric]}
        url={url}
        defaultSort="name"
        rowLink={(row) => paths.partner(row.organizationId)}
        empty={<Empty title={t('No rows')} />}
      />
    </Section>
  )
}
