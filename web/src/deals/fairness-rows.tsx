import { FairnessPart, fairnessParts, type OwnFairnessRow } from '@hansa/contract/fairness'
import type { Column } from '../kit/columns.ts'
import { DateTime } from '../kit/DateTime.tsx'
import type { Filter } from '../kit/FilterBar.tsx'
import { t } from '../kit/language.tsx'
import { None } from '../kit/None.tsx'
import { Count } from '../kit/Numbers.tsx'
import { Tag } from '../kit/Tag.tsx'

type AnyRow = OwnFairnessRow & { id: string }

/** What both doors show of a row behind a part of the score. */
export const fairnessColumns = (
  part: FairnessPart,
): Record<'customer' | 'outcome' | 'at', Column<AnyRow>> & { touches: Column<AnyRow>[] } => ({
  customer: { id: 'customer', header: t('Customer'), cell: (it) => it.customerName ?? <None /> },
  outcome: {
    id: 'good',
    header: t('Outcome'),
    cell: (it) => (
      <Tag dot tone={it.good ? 'green' : 'red'}>
        {t(it.good ? fairnessParts[part].good : fairnessParts[part].bad)}
      </Tag>
    ),
  },
  touches:
    part === 'untouched'
      ? [
          { id: 'touches', header: t('Direct touches'), cell: (it) => <Count value={it.touches} />, align: 'end' },
          { id: 'settled', header: t('Of them settled'), cell: (it) => <Count value={it.settled} />, align: 'end' },
        ]
      : [],
  at: {
    id: 'at',
    header: part === 'untouched' ? t('Protected from') : t('When'),
    cell: (it) => <DateTime value={it.at} />,
    align: 'end',
    sortable: true,
  },
})

export const partFilter: Filter = {
  kind: 'select',
  name: 'part',
  label: t('Part'),
  options: FairnessPart.options.map((value) => ({ value, label: t(fairnessParts[value].title) })),
}
