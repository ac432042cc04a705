import type { Import } from '@hansa/contract/integrations'
import { countText } from '../kit/format.ts'
import { retold, t } from '../kit/language.tsx'
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
        <Stat label={t('Rows')} value={countText(counts.rows)} />
        <Stat label={dry ? t('Would land') : t('Landed')} value={countText(counts.good)} />
        <Stat label={dry ? t('Would not land') : t('Did not land')} value={countText(counts.bad)} />
      </Stats>
      <Section title={dry ? t('What would be written') : t('What was written')}>
        <SimpleTable
          label={t('Records by kind')}
          columns={[
            { key: 'target', label: t('Kind') },
            { key: 'created', label: t('Created'), align: 'end' },
            { key: 'updated', label: t('Changed'), align: 'end' },
            { key: 'unchanged', label: t('Unchanged'), align: 'end' },
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
        <Section
          title={
            problems.length < counts.bad
              ? t('The first {count, number} problems', { count: problems.length })
              : t('Problems')
          }
        >
          <SimpleTable
            label={t('Problems')}
            columns={[
              { key: 'row', label: t('Row'), align: 'end' },
              { key: 'reason', label: t('Reason') },
            ]}
            items={problems.map(({ row, reason }) => ({ row: countText(row), reason: retold(reason) }))}
          />
        </Section>
      )}
    </Stack>
  )
}
