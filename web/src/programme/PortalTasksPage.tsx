import { finishPortalTask, listPortalTasks } from '@hansa/contract/tasks'
import { useList } from '../api.ts'
import { DataTable } from '../kit/DataTable.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { t } from '../kit/language.tsx'
import { Page } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { FinishTask } from './FinishTask.tsx'
import { taskColumns } from './task-columns.tsx'

const filters: Filter[] = [
  {
    kind: 'select',
    name: 'open',
    label: t('State'),
    options: [
      { value: 'true', label: t('To do') },
      { value: 'false', label: t('Done or dropped') },
    ],
  },
]

/** What is to be done with the vendor, of both sides. */
export function PortalTasksPage() {
  const url = useUrl()
  const list = useList(listPortalTasks, { limit: 200 }, url.query)
  return (
    <Page title={t('Tasks')} lead={t('Your first steps and what else was agreed: yours, and those of the other side.')}>
      <FilterBar url={url} filters={filters} />
      <DataTable
        label={t('Tasks')}
        list={list}
        columns={[
          ...taskColumns,
          {
            id: 'acts',
            header: t('Acts'),
            align: 'end',
            cell: (task) => task.may['finish'] === true && <FinishTask task={task} endpoint={finishPortalTask} />,
          },
        ]}
        empty={<Empty title={t('Nothing to do')} />}
      />
    </Page>
  )
}
