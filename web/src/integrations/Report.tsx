import type { Import } from '@hansa/contract/integrations'
import { countText } from '../kit/format.ts'
import { Stack } from '../kit/layout.tsx'
import { Section } from '../kit/Page.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { Stat, Stats } from '../kit/Stat.tsx'
import { titleOf } from './words.ts'

/** Counts of a dry run or an import, and the first problems. */
export function Report({ report, dry }: { report: NonNullable<Import['report']>; dry: boolean }) {
  const { counts, problems } = report
  return (
    <Stack gap="lg">
      <Stats>
        <Stat label="Rows" value={countText(counts.rows)} />
        <Stat label={dry ? 'Would land' : 'Landed'} value={countText(counts.good)} />
        <Stat label={dry ? 'Would not land' : 'Did not land'} value={countText(counts.bad)} />
      </Stats>
      <Section title={dry ? 'What would be written' : 'What was written'}>
        <SimpleTable
          label="Records by kind"
          columns={[
            { key: 'target', label: 'Kind' },
            { key: 'created', label: 'Created', align: 'end' },
            { key: 'updated', label: 'Changed', align: 'end' },
            { key: 'unchanged', label: 'Unchanged', align: 'end' },
          ]}
          items={Object.entries(counts.records).map(([target, one]) => ({
            target: titleOf(target),
            created: countText(one.created),
            updated: countText(one.updated),
            unchanged: countText(one.unchanged),
          }))}
        />
      </Section>
      {problems.length > 0 && (
        <Section title={problems.length < counts.bad ? `The first ${problems.length} problems` : 'Problems'}>
          <SimpleTable
            label="Problems"
            columns={[
              { key: 'row', label: 'Row', align: 'end' },
              { key: 'reason', label: 'Reason' },
            ]}
            items={problems.map(({ row, reason }) => ({ row: countText(row), reason }))}
          />
        </Section>
      )}
    </Stack>
  )
}
