import { listPortalTasks } from '@hansa/contract/tasks'
import { call } from '../api.ts'
import { dayText } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { portalPaths } from '../paths.ts'
import type { WaitingItem } from '../portal-sections.ts'

/** Tasks of the partner's own people that can be done now. */
export async function tasksWaiting(): Promise<WaitingItem[]> {
  const { items } = await call(listPortalTasks, { open: true, owner: 'partner', limit: 20 })
  return items
    .filter((task) => task.state !== 'waiting')
    .slice(0, 5)
    .map((task) => ({
      id: task.id,
      title: task.title,
      hint:
        task.state === 'late'
          ? t('Was due on {day}', { day: dayText(task.dueOn) })
          : t('Due on {day}', { day: dayText(task.dueOn) }),
      to: portalPaths.tasks(),
    }))
}
