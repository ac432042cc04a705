import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Day, flag, id, line, listInput, listOf, May, Moment, paragraph, Version } from './fields.ts'
import { word } from './language.ts'

/** Who has to do it. */
export const taskOwners = { partner: word('Partner'), vendor: word('Vendor') } as const
export const TaskOwner = z.enum(Object.keys(taskOwners) as [keyof typeof taskOwners])

/** How a task stands. `waiting`: another one must be done first; `late`: it could be done, and its day has passed. */
export const taskStates = {
  waiting: word('Waits for another step'),
  open: word('Open'),
  late: word('Late'),
  done: word('Done'),
  dropped: word('Dropped'),
} as const
export const TaskState = z.enum(Object.keys(taskStates) as [keyof typeof taskStates])
export type TaskState = z.infer<typeof TaskState>

/** Something to do for one partner, by its own people or the vendor's. */
export const Task = z.object({
  id: id('tsk'),
  organizationId: id('org'),
  organizationName: z.string(),
  title: z.string(),
  help: z.string(),
  owner: TaskOwner,
  dueOn: Day,
  state: TaskState,
  /** Titles of the tasks that must be done before and are not. */
  waitsFor: z.array(z.string()),
  evidenceNeeded: z.boolean(),
  evidence: z.string().nullable(),
  /** The onboarding plan that it is a step of. */
  plan: z.string().nullable(),
  finishedAt: Moment.nullable(),
  finishedBy: z.string().nullable(),
  version: Version,
  may: May,
})
export type Task = z.infer<typeof Task>

const one = z.object({ id: id('tsk') })
const finished = one.extend({
  version: Version,
  /** Where the proof is: a link, a document's name, who was there. */
  evidence: paragraph(2000).default(''),
})
const filters = { open: flag.optional(), owner: TaskOwner.optional() }

export const listTasks = endpoint({
  method: 'GET',
  path: '/tasks',
  can: 'tasks.read',
  summary: 'Tasks with partners, the first due first; `stuck` ones are late, and keep others waiting or not',
  input: listInput(['dueOn'], { ...filters, organizationId: id('org').optional(), stuck: flag.optional() }),
  output: listOf(Task),
})
export const createTask = endpoint({
  method: 'POST',
  path: '/tasks',
  can: 'tasks.write',
  summary: 'Add a task for a partner or for the vendor’s people',
  input: z.object({
    organizationId: id('org'),
    title: line(200),
    help: paragraph(1000).default(''),
    owner: TaskOwner,
    dueOn: Day,
    after: z.array(id('tsk')).max(20).default([]),
    evidenceNeeded: z.boolean().default(false),
  }),
  output: Task,
})
export const updateTask = endpoint({
  method: 'PATCH',
  path: '/tasks/:id',
  can: 'tasks.write',
  summary: 'Change a task’s words, owner or day; drop it, or take it up again',
  input: one.extend({
    version: Version,
    title: line(200).optional(),
    owner: TaskOwner.optional(),
    dueOn: Day.optional(),
    state: z.enum(['open', 'dropped']).optional(),
  }),
  output: Task,
})
export const finishTask = endpoint({
  method: 'POST',
  path: '/tasks/:id/finish',
  can: 'tasks.write',
  summary: 'Finish a task, with evidence where it needs it',
  input: finished,
  output: Task,
})
export const listPortalTasks = endpoint({
  method: 'GET',
  path: '/portal/tasks',
  can: 'tasks.take_part',
  summary: 'What is to be done with the vendor, the first due first',
  input: listInput(['dueOn'], filters),
  output: listOf(Task),
})
export const finishPortalTask = endpoint({
  method: 'POST',
  path: '/portal/tasks/:id/finish',
  can: 'tasks.take_part',
  summary: 'Finish a task of one’s own company, with evidence where it needs it',
  input: finished,
  output: Task,
})
