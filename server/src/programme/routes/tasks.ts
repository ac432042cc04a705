import { english, say } from '@hansa/contract/language'
import * as api from '@hansa/contract/tasks'
import type { Task } from '@hansa/contract/tasks'
import { mayIf, type Principal } from '../../core/access.ts'
import { today } from '../../core/calendar.ts'
import { missing, Refusal, wrong } from '../../core/errors.ts'
import { handle, type Context, type Route } from '../../core/http/route.ts'
import { newId } from '../../core/ids.ts'
import { defined } from '../../core/objects.ts'
import { readPartner } from '../../partners/queries/partners.ts'
import * as queries from '../queries/tasks.ts'

type Presented = Omit<Task, 'may'>

const finishable = ({ state, waitsFor }: Presented): true | string =>
  state === 'open' || state === 'late'
    ? true
    : state === 'waiting'
      ? english`It waits for “${waitsFor[0]!}”.`
      : english`It is finished already.`

function withMay(principal: Principal, task: Presented): Task {
  const own = principal.partnerId !== null
  const right = mayIf(principal, own ? 'tasks.take_part' : 'tasks.write')
  const finish =
    right !== true ? right : own && task.owner === 'vendor' ? english`The vendor’s people do this.` : finishable(task)
  return { ...task, may: { edit: mayIf(principal, 'tasks.write'), finish } }
}

async function list({ db, principal, now }: Context, input: Parameters<typeof queries.listTasks>[1]) {
  const found = await queries.listTasks(db, input, await today(db, now))
  return { ...found, items: found.items.map((task) => withMay(principal, task)) }
}

const read = async ({ db, principal, now }: Context, id: string): Promise<Task> =>
  withMay(principal, await queries.readTask(db, id, await today(db, now)))

async function finish(ctx: Context, { id, version, evidence }: { id: string; version: number; evidence: string }) {
  const { db, principal, now } = ctx
  const task = await read(ctx, id)
  const may = task.may.finish
  if (may !== true) throw new Refusal('conflict', may!)
  if (task.evidenceNeeded && evidence === '') throw wrong('evidence', say`this step needs words on where the proof is`)
  await queries.changeTask(db, id, version, {
    state: 'done',
    evidence: evidence || null,
    finishedAt: now,
    finishedBy: principal.memberId,
    finishedByName: principal.name,
  })
  const { organizationId, title, owner } = task
  await ctx.record({
    verb: 'task.finished',
    objectId: id,
    organizationId,
    partnerId: organizationId,
    data: { title, owner },
  })
  return read(ctx, id)
}

export const tasks: Route[] = [
  handle(api.listTasks, list),
  handle(api.listPortalTasks, list),
  handle(api.createTask, async (ctx, input) => {
    const { db, now } = ctx
    const { organizationId } = await readPartner(db, input.organizationId).catch(() => {
      throw wrong('organizationId', say`"${input.organizationId}" is not a partner here`)
    })
    for (const before of input.after)
      if ((await read(ctx, before).catch(() => undefined))?.organizationId !== organizationId)
        throw wrong('after', say`"${before}" is not a task of this partner`)
    const id = newId('tsk', now)
    const without = { evidence: null, programmeId: null, rulesVersion: null, plan: null, step: null }
    await queries.insertTask(db, {
      ...input,
      ...without,
      id,
      finishedAt: null,
      finishedBy: null,
      finishedByName: null,
      createdAt: now,
    })
    const { title, owner } = input
    await ctx.record({
      verb: 'task.created',
      objectId: id,
      organizationId,
      partnerId: organizationId,
      data: { title, owner },
    })
    return read(ctx, id)
  }),
  handle(api.updateTask, async (ctx, { id, version, ...set }) => {
    const before = await read(ctx, id)
    if (before.state === 'done' && set.state === undefined)
      throw new Refusal('conflict', say`It is finished already; take it up again first.`)
    const again =
      set.state === 'open' ? { evidence: null, finishedAt: null, finishedBy: null, finishedByName: null } : {}
    const moved = set.dueOn !== undefined ? { toldLate: false } : {}
    await queries.changeTask(ctx.db, id, version, { ...defined(set), ...again, ...moved })
    const { organizationId, title } = before
    await ctx.record({
      verb: 'task.updated',
      objectId: id,
      organizationId,
      partnerId: organizationId,
      data: { title, ...defined(set) },
    })
    return read(ctx, id)
  }),
  handle(api.finishTask, finish),
  handle(api.finishPortalTask, async (ctx, input) => {
    const task = await read(ctx, input.id)
    if (task.organizationId !== ctx.principal.partnerId) throw missing(say`task`, input.id)
    return finish(ctx, input)
  }),
]
