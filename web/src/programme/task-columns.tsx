import { taskOwners, taskStates, type Task, type TaskState } from '@hansa/contract/tasks'
import type { Column } from '../kit/DataTable.tsx'
import { DateText } from '../kit/DateTime.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Stack } from '../kit/layout.tsx'
import { Tag } from '../kit/Tag.tsx'
import type { Tone } from '../kit/tokens.ts'

const tones: Record<TaskState, Tone> = { waiting: 'grey', open: 'blue', late: 'red', done: 'green', dropped: 'grey' }

export const taskColumns: Column<Task>[] = [
  {
    id: 'title',
    header: t('Task'),
    cell: (task) => (
      <Stack gap="xs">
        {task.title}
        {(task.evidence ?? task.help) && <Muted small>{task.evidence ?? task.help}</Muted>}
      </Stack>
    ),
  },
  { id: 'owner', header: t('Who'), cell: (task) => t(taskOwners[task.owner]) },
  {
    id: 'state',
    header: t('State'),
    cell: (task) => (
      <Tag dot tone={tones[task.state]} {...(task.waitsFor.length > 0 && { title: task.waitsFor.join(', ') })}>
        {task.state === 'waiting' ? t('After “{task}”', { task: task.waitsFor[0] ?? '' }) : t(taskStates[task.state])}
      </Tag>
    ),
  },
  { id: 'dueOn', header: t('Due'), cell: (task) => <DateText value={task.dueOn} />, align: 'end' },
]
