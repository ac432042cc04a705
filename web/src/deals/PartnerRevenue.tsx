import { exportRevenue, listRevenue, sumRevenue, type Revenue, type RevenueSum } from '@hansa/contract/revenue'
import { useQuery } from '@tanstack/react-query'
import { IconDownload } from '@tabler/icons-react'
import { ask, hrefOf, useList } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateText } from '../kit/DateTime.tsx'
import type { Explanation } from '../kit/Explain.tsx'
import { wordsOf } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { Stack } from '../kit/layout.tsx'
import { Money } from '../kit/Money.tsx'
import { None } from '../kit/None.tsx'
import { Count, Words } from '../kit/Numbers.tsx'
import { Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { Stat, Stats } from '../kit/Stat.tsx'
import { Empty, Loading } from '../kit/State.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useMay } from '../me.ts'
import { RecordRevenue } from './RecordRevenue.tsx'
import { ReverseRevenue } from './ReverseRevenue.tsx'

const columns: Column<Revenue>[] = [
  { id: 'day', header: t('Day'), cell: (entry) => <DateText value={entry.day} /> },
  { id: 'kind', header: t('Kind'), cell: (entry) => <Words code={entry.kind} /> },
  { id: 'amount', header: t('Amount'), cell: (entry) => <Money value={entry} />, align: 'end' },
  { id: 'product', header: t('Product'), cell: (entry) => entry.product ?? <None /> },
  { id: 'order', header: t('Order'), cell: (entry) => entry.orderReference ?? <None /> },
  { id: 'standing', header: t('Standing'), cell: (entry) => standing(entry) },
  { id: 'act', header: t('Reverse'), cell: (entry) => <ReverseRevenue entry={entry} />, align: 'end' },
]
const standing = ({ reversesId, reversedById }: Revenue) =>
  reversedById ? (
    <Tag dot>{t('Reversed')}</Tag>
  ) : reversesId ? (
    <Tag dot tone="amber">
      {t('Reversal')}
    </Tag>
  ) : (
    <None />
  )

/** What a partner made: totals by currency and kind, year by year, and every entry behind them. */
export function PartnerRevenue({ organizationId }: { organizationId: string }) {
  const entries = useList(listRevenue, { partnerId: organizationId })
  return (
    <Section
      title={t('Revenue')}
      actions={
        <>
          <Button
            small
            icon={IconDownload}
            may={useMay('organizations.export')}
            href={hrefOf(exportRevenue, { partnerId: organizationId })}
          >
            {t('Export')}
          </Button>
          <RecordRevenue organizationId={organizationId} />
        </>
      }
    >
      <Stack>
        <Totals organizationId={organizationId} />
        <DataTable
          label={t('Entries')}
          list={entries}
          columns={columns}
          empty={
            <Empty title={t('No revenue is recorded yet')}>
              {t('It comes with an import, through the API, or by hand.')}
            </Empty>
          }
        />
      </Stack>
    </Section>
  )
}

function Totals({ organizationId }: { organizationId: string }) {
  const all = useQuery(ask(sumRevenue, { partnerId: organizationId }))
  const years = useQuery(ask(sumRevenue, { partnerId: organizationId, by: 'year' })).data?.items ?? []
  return (
    <Ready query={all} loading={<Loading kind="stats" count={2} />}>
      {({ items }) =>
        items.length > 0 && (
          <Stats>
            {items.map((line) => (
              <Stat
                key={`${line.currency} ${line.kind}`}
                label={`${t(wordsOf(line.kind))}, ${line.currency}`}
                value={<Money compact value={line} />}
                explain={behind(
                  line,
                  years.filter((year) => year.currency === line.currency && year.kind === line.kind),
                )}
              />
            ))}
          </Stats>
        )
      }
    </Ready>
  )
}

const behind = (line: RevenueSum, years: readonly RevenueSum[]): Explanation => ({
  title: t('{kind} in {currency}', { kind: t(wordsOf(line.kind)), currency: line.currency }),
  definition: t('All entries of this kind and currency, summed exactly. A reversal counts with its negative amount.'),
  inputs: [
    { label: t('Entries'), value: <Count value={line.entries} /> },
    { label: t('Sum'), value: <Money value={line} /> },
  ],
  rows: {
    columns: [
      { key: 'year', label: t('Year') },
      { key: 'entries', label: t('Entries'), align: 'end' },
      { key: 'amount', label: t('Amount'), align: 'end' },
    ],
    items: years.map((year) => ({
      year: year.period,
      entries: <Count value={year.entries} />,
      amount: <Money value={year} />,
    })),
  },
  notes: [t('Currencies are never summed together.')],
})
