import { taskOwners, taskStates, type Task, type TaskState } from '@hansa/contract/tasks'
import type { Column } from '../kit/DataTable.tsx'
import { DateText } from '../kit/DateTime.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Stack } from '../kit/layout.tsx'
import { Tag } from '../kit/Tag.tsx'
import type { Tone } from '../kit/tokens.ts'

const tones: Record<TaskState, Tone> = { waiting: 'grey', open: 'blue', late: 'red', done: 'green', dropped: 'grey' }

/** Below the title: what it waits for, where its proof is, else how it is done. */
const about = ({ waitsFor: [first], evidence, help }: Task): string =>
  first === undefined ? (evidence ?? help) : t('After “{task}”', { task: first })

export const taskColumns: Column<Task>[] = [
  {
    id: 'title',
    header: t('Task'),
    cell: (task) => (
      <Stack gap="xs">
        {task.title}
        {about(task) && <Muted small>{about(task)}</Muted>}
      </Stack>
    ),
  },
  { id: 'owner', header: t('Who'), cell: (task) => t(taskOwners[task.owner]) },
  {
    id: 'state',
    header: t('State'),
    cell: (task) => (
      <Tag dot tone={tones[task.state]}>
        {task.state === 'waiting' ? t('Waiting') : t(taskStates[task.state])}
      </Tag>
    ),
  },
  { id: 'dueOn', header: t('Due'), cell: (task) => <DateText value={task.dueOn} />, align: 'end' },
]
