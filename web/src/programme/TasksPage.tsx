import { finishTask, listTasks, taskOwners, type Task } from '@hansa/contract/tasks'
import { useList } from '../api.ts'
import { optionsOf } from '../kit/choices.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { t } from '../kit/language.tsx'
import { Link } from '../kit/Link.tsx'
import { Page } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { paths } from '../paths.ts'
import { FinishTask } from './FinishTask.tsx'
import { taskColumns } from './task-columns.tsx'

const columns: Column<Task>[] = [
  {
    id: 'partner',
    header: t('Partner'),
    cell: (task) => <Link to={paths.partner(task.organizationId, 'tasks')}>{task.organizationName}</Link>,
  },
  ...taskColumns,
  {
    id: 'acts',
    header: t('Acts'),
    align: 'end',
    cell: (task) => task.may['finish'] === true && <FinishTask task={task} endpoint={finishTask} />,
  },
]
const filters: Filter[] = [
  {
    kind: 'select',
    name: 'stuck',
    label: t('Stuck'),
    options: [{ value: 'true', label: t('Late, and nothing stands in the way') }],
  },
  {
    kind: 'select',
    name: 'open',
    label: t('State'),
    options: [
      { value: 'true', label: t('To do') },
      { value: 'false', label: t('Done or dropped') },
    ],
  },
  { kind: 'select', name: 'owner', label: t('Who'), options: optionsOf(taskOwners) },
]

/** What is to be done with all partners, the first due first. */
export function TasksPage() {
  const url = useUrl()
  const list = useList(listTasks, {}, url.query)
  return (
    <Page title={t('Tasks')} crumbs={[{ label: t('Partners'), to: paths.partners() }]}>
      <FilterBar url={url} filters={filters} search={t('Task')} />
      <DataTable
        label={t('Tasks')}
        list={list}
        columns={columns}
        url={url}
        defaultSort="dueOn"
        empty={
          <Empty title={t('Nothing to do')}>{t('Approving an application gives a partner its first steps.')}</Empty>
        }
      />
    </Page>
  )
}
