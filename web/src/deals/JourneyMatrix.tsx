import {
  listJourneyCustomers,
  type JourneyCell,
  type JourneyCustomer,
  type JourneyMatrix as Matrix,
} from '@hansa/contract/journey-segments'
import { useState } from 'react'
import { call, useList } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateText } from '../kit/DateTime.tsx'
import { Explain, type Explanation } from '../kit/Explain.tsx'
import { countText, percentText } from '../kit/format.ts'
import { rich, t } from '../kit/language.tsx'
import { Muted, Row, Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { None } from '../kit/None.tsx'
import { Section } from '../kit/Page.tsx'
import { queryText, type Query } from '../kit/query.ts'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { Empty } from '../kit/State.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { paths } from '../paths.ts'
import { journeyNames, journeyOrder, JourneyTag, RateText } from './journey-words.tsx'

const outcomes = { open: t('Still there'), on: t('Went on'), lost: t('Lost'), back: t('Went back') }

/** Stage × who was there: how many customers, which share, how many of them went on, and in how many days. */
export function JourneyMatrix({ matrix, asked }: { matrix: Matrix; asked: Query }) {
  const url = useUrl()
  const [open, setOpen] = useState<JourneyCell>()
  const columns = [
    { key: 'all', name: t('All customers') },
    { key: 'any', name: t('Any partner') },
    { key: 'none', name: t('No partner') },
    ...matrix.columns.map(({ key, name, isPartner }) => ({ key, name: isPartner ? name : t(name) })),
  ]
  const cells = new Map(matrix.cells.map((cell) => [`${cell.stage} ${cell.column}`, cell]))
  const chosen = matrix.cells.find(
    ({ stage, column }) => stage === url.query['stage'] && column === url.query['column'],
  )
  if (matrix.cells.every(({ customers }) => customers === 0))
    return <Empty title={t('No journeys in this segment yet')} />
  return (
    <Stack gap="lg">
      <SimpleTable
        label={t('Customers by stage and partner')}
        columns={[
          { key: 'stage', label: t('Stage') },
          ...columns.map(({ key, name }) => ({ key, label: name, align: 'end' as const })),
        ]}
        items={journeyOrder.map((stage) => ({
          stage: <JourneyTag stage={stage} />,
          ...Object.fromEntries(
            columns.map(({ key }) => {
              const cell = cells.get(`${stage} ${key}`)
              return [key, cell && <Cell key={key} cell={cell} onOpen={() => setOpen(cell)} />]
            }),
          ),
        }))}
      />
      <Muted small>
        {t(
          'In each cell: customers touched and their share of the stage, with 95% interval; how many of them went on to a later stage, of those that left it; the median days in the stage. A cell opens to its definition and its customers.',
        )}
      </Muted>
      {open && (
        <Explain
          of={() => explanation(open, columns.find(({ key }) => key === open.column)!.name, asked)}
          opened
          onClose={() => setOpen(undefined)}
        />
      )}
      {chosen && (
        <Customers cell={chosen} name={columns.find(({ key }) => key === chosen.column)!.name} asked={asked} />
      )}
    </Stack>
  )
}

function Cell({ cell, onOpen }: { cell: JourneyCell; onOpen: () => void }) {
  if (cell.customers === 0) return <None />
  return (
    <Stack gap="xs">
      <div>
        <Button small kind="quiet" onClick={onOpen}>
          {cell.column === 'all' || cell.touched.value === null
            ? countText(cell.customers)
            : `${countText(cell.customers)} · ${percentText(cell.touched.value, undefined, 0)}`}
        </Button>
      </div>
      <Muted small>{rich('{rate} went on', { rate: <RateText rate={cell.conversion} /> })}</Muted>
      <Muted small>
        <RateText rate={cell.days} unit="days" />
      </Muted>
    </Stack>
  )
}

/** What a cell means, from what, and its first rows. */
async function explanation(cell: JourneyCell, name: string, asked: Query): Promise<Explanation> {
  const rows = await call(listJourneyCustomers, { ...asked, stage: cell.stage, column: cell.column, limit: 10 })
  return {
    title: `${journeyNames[cell.stage]}, ${name}`,
    definition: t(
      'Customers of the segment that ever came to the stage, each once, with its first stay there. Touched: a partner of the column was there itself, in that deal, within the stay. Went on: to a later stage; who is still there or went back does not count for either side.',
    ),
    formula: t(
      'touched / customers in the stage; went on / (went on + lost), with Wilson’s interval; median by Kaplan–Meier',
    ),
    inputs: [
      { label: t('Customers'), value: countText(cell.customers) },
      { label: t('Customers in the stage'), value: countText(cell.touched.of) },
      { label: t('Share touched'), value: <RateText rate={cell.touched} /> },
      { label: t('Left the stage'), value: countText(cell.conversion.of) },
      { label: t('Went on'), value: <RateText rate={cell.conversion} /> },
      { label: t('Median days in the stage'), value: <RateText rate={cell.days} unit="days" /> },
      {
        label: t('All rows'),
        value: (
          <Link to={`${paths.journeys()}${queryText({ ...asked, stage: cell.stage, column: cell.column })}`}>
            {t('Open {count, number} rows', { count: rows.total ?? 0, defaultValue_one: 'Open {count, number} row' })}
          </Link>
        ),
      },
    ],
    rows: {
      columns: [
        { key: 'customer', label: t('Customer') },
        { key: 'from', label: t('From') },
        { key: 'days', label: t('Days'), align: 'end' },
        { key: 'outcome', label: t('Outcome') },
      ],
      items: rows.items.map((row) => ({
        customer: <Link to={paths.organization(row.customerId, 'journey')}>{row.customerName}</Link>,
        from: <DateText value={row.from} />,
        days: countText(row.days),
        outcome: outcomes[row.outcome],
      })),
    },
    notes: [
      t('Partners touch deals that they expect to win: a higher share is no proof that the touch caused it.'),
      ...(cell.stage === 'adopt'
        ? [t('Nobody is lost while adopting: went on is the share of all that have gone on so far.')]
        : []),
      t('Shares and medians need 5 customers.'),
    ],
  }
}

const customerColumns: Column<JourneyCustomer & { id: string }>[] = [
  { id: 'customer', header: t('Customer'), cell: (row) => row.customerName },
  { id: 'from', header: t('From'), cell: (row) => <DateText value={row.from} /> },
  { id: 'to', header: t('Until'), cell: (row) => <DateText value={row.to} /> },
  { id: 'days', header: t('Days'), cell: (row) => countText(row.days), align: 'end' },
  { id: 'outcome', header: t('Outcome'), cell: (row) => outcomes[row.outcome] },
]

function Customers({ cell, name, asked }: { cell: JourneyCell; name: string; asked: Query }) {
  const list = useList(listJourneyCustomers, { stage: cell.stage, column: cell.column }, asked)
  return (
    <Section
      title={t('Rows')}
      actions={
        <Button small to={`${paths.journeys()}${queryText(asked)}`}>
          {t('Close')}
        </Button>
      }
    >
      <Row>
        <JourneyTag stage={cell.stage} />
        <Tag>{name}</Tag>
      </Row>
      <DataTable
        label={t('Customers in the stage')}
        list={{ ...list, items: list.items.map((row) => ({ ...row, id: row.customerId })) }}
        columns={customerColumns}
        rowLink={(row) => paths.organization(row.customerId, 'journey')}
        empty={<Empty title={t('No rows')} />}
      />
    </Section>
  )
}
