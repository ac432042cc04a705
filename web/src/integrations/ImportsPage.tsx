import { importStates, listImports } from '@hansa/contract/integrations'
import type { z } from 'zod'
import { useList } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { Count } from '../kit/Numbers.tsx'
import { Page } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { Tag } from '../kit/Tag.tsx'
import { t } from '../kit/language.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { useMay } from '../me.ts'
import { paths } from '../paths.ts'
import { tones } from './words.ts'

type Row = z.output<typeof listImports.output>['items'][number]

const columns: Column<Row>[] = [
  { id: 'fileName', header: t('File'), cell: (it) => it.fileName },
  {
    id: 'state',
    header: t('State'),
    cell: (it) => (
      <Tag dot tone={tones[it.state]}>
        {t(importStates[it.state])}
      </Tag>
    ),
  },
  {
    id: 'rows',
    header: t('Rows'),
    align: 'end',
    cell: (it) => (it.report ? <Count value={it.report.counts.rows} /> : null),
  },
  {
    id: 'bad',
    header: t('Not landed'),
    align: 'end',
    cell: (it) => (it.report ? <Count value={it.report.counts.bad} /> : null),
  },
  { id: 'by', header: t('By'), cell: (it) => it.createdBy },
  {
    id: 'createdAt',
    header: t('Uploaded'),
    align: 'end',
    sortable: true,
    cell: (it) => <DateTime value={it.createdAt} ago />,
  },
]
const states = ['draft', 'checked', 'running', 'done', 'failed', 'cancelled'] as const
const filters: Filter[] = [
  {
    kind: 'select',
    name: 'state',
    label: t('State'),
    options: states.map((value) => ({ value, label: t(importStates[value]) })),
  },
]

export function ImportsPage() {
  const url = useUrl()
  const may = useMay('integrations.import')
  const list = useList(listImports, {}, url.query)
  const start = (
    <Button kind="primary" may={may} to={paths.newImport()}>
      {t('Import a file')}
    </Button>
  )
  return (
    <Page title={t('Imports')} actions={start}>
      <FilterBar url={url} filters={filters} search={t('File name')} />
      <DataTable
        label={t('Imports')}
        list={list}
        columns={columns}
        url={url}
        defaultSort="-createdAt"
        rowLink={(it) => paths.import(it.id)}
        empty={
          <Empty title={t('Nothing was imported yet')}>
            {t(
              'Bring organizations, partners, people, deals, events, certifications or revenue from a CSV or NDJSON file.',
            )}
          </Empty>
        }
      />
    </Page>
  )
}
