import { listSatisfaction, type Satisfaction } from '@hansa/contract/feedback'
import { useList } from '../api.ts'
import { Chart } from '../kit/Chart.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateText } from '../kit/DateTime.tsx'
import { Stack } from '../kit/layout.tsx'
import { None } from '../kit/None.tsx'
import { Count } from '../kit/Numbers.tsx'
import { Section } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { RecordSatisfaction } from './RecordSatisfaction.tsx'
import { RemoveSatisfaction } from './RemoveSatisfaction.tsx'

const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 })
const tenths = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const sourceName = (source: string) => (source === 'workspace' ? 'Workspace' : source)

const columns: Column<Satisfaction>[] = [
  { id: 'day', header: 'Day', cell: (one) => <DateText value={one.day} /> },
  { id: 'normalised', header: '0–100', cell: (one) => tenths.format(one.normalised), align: 'end' },
  {
    id: 'score',
    header: 'Score',
    cell: (one) => `${number.format(one.score)} on ${number.format(one.scaleMin)} to ${number.format(one.scaleMax)}`,
    align: 'end',
  },
  {
    id: 'respondents',
    header: 'Answers',
    cell: (one) => (one.respondents === null ? <None /> : <Count value={one.respondents} />),
    align: 'end',
  },
  { id: 'source', header: 'Source', cell: (one) => sourceName(one.source) },
  { id: 'acts', header: 'Remove', cell: (one) => <RemoveSatisfaction score={one} />, align: 'end' },
]

/** How satisfied a partner was: each score as it came, and over time from 0 to 100, one line for each source. */
export function PartnerSatisfaction({ organizationId }: { organizationId: string }) {
  const list = useList(listSatisfaction, { organizationId, limit: 200 })
  const bySource = Map.groupBy(list.items.toReversed(), (one) => one.source)
  return (
    <Section
      title="Satisfaction"
      lead="As other systems measured it. Scores of different sources do not compare."
      actions={<RecordSatisfaction organizationId={organizationId} />}
    >
      <Stack>
        {list.items.length > 2 && (
          <Chart
            kind="line"
            title="Satisfaction, 0 to 100"
            series={[...bySource].map(([source, scores]) => ({
              name: sourceName(source),
              points: scores.map((one) => ({ x: one.day, y: one.normalised })),
            }))}
          />
        )}
        <DataTable
          label="Scores"
          list={list}
          columns={columns}
          empty={<Empty title="No scores are recorded yet">They come with an import, or by hand.</Empty>}
        />
      </Stack>
    </Section>
  )
}
