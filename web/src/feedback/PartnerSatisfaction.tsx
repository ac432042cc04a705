import { listSatisfaction, type Satisfaction } from '@hansa/contract/feedback'
import { useList } from '../api.ts'
import { Chart } from '../kit/Chart.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateText } from '../kit/DateTime.tsx'
import { locale, t } from '../kit/language.tsx'
import { Stack } from '../kit/layout.tsx'
import { None } from '../kit/None.tsx'
import { Count } from '../kit/Numbers.tsx'
import { Section } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { RecordSatisfaction } from './RecordSatisfaction.tsx'
import { RemoveSatisfaction } from './RemoveSatisfaction.tsx'

const number = new Intl.NumberFormat(locale(), { maximumFractionDigits: 2 })
const tenths = new Intl.NumberFormat(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const sourceName = (source: string) => (source === 'workspace' ? t('Workspace') : source)

const columns: Column<Satisfaction>[] = [
  { id: 'day', header: t('Day'), cell: (one) => <DateText value={one.day} /> },
  { id: 'normalised', header: '0–100', cell: (one) => tenths.format(one.normalised), align: 'end' },
  {
    id: 'score',
    header: t('Score'),
    cell: (one) =>
      t('{score} on {least} to {most}', {
        score: number.format(one.score),
        least: number.format(one.scaleMin),
        most: number.format(one.scaleMax),
      }),
    align: 'end',
  },
  {
    id: 'respondents',
    header: t('Answers'),
    cell: (one) => (one.respondents === null ? <None /> : <Count value={one.respondents} />),
    align: 'end',
  },
  { id: 'source', header: t('Source'), cell: (one) => sourceName(one.source) },
  { id: 'acts', header: t('Remove'), cell: (one) => <RemoveSatisfaction score={one} />, align: 'end' },
]

/** How satisfied a partner was: each score as it came, and over time from 0 to 100, one line for each source. */
export function PartnerSatisfaction({ organizationId }: { organizationId: string }) {
  const list = useList(listSatisfaction, { organizationId, limit: 200 })
  const bySource = Map.groupBy(list.items.toReversed(), (one) => one.source)
  return (
    <Section
      title={t('Satisfaction')}
      lead={t('As other systems measured it. Scores of different sources do not compare.')}
      actions={<RecordSatisfaction organizationId={organizationId} />}
    >
      <Stack>
        {list.items.length > 2 && (
          <Chart
            kind="line"
            title={t('Satisfaction, 0 to 100')}
            series={[...bySource].map(([source, scores]) => ({
              name: sourceName(source),
              points: scores.map((one) => ({ x: one.day, y: one.normalised })),
            }))}
          />
        )}
        <DataTable
          label={t('Scores')}
          list={list}
          columns={columns}
          empty={<Empty title={t('No scores are recorded yet')}>{t('They come with an import, or by hand.')}</Empty>}
        />
      </Stack>
    </Section>
  )
}
