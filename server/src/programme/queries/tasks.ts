import { say } from '@hansa/contract/language'
import type { Task } from '@hansa/contract/tasks'
import { sql, type Generated, type Insertable, type Selectable } from 'kysely'
import { page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Tables } from '../../core/database/tables.ts'
import { missing, stale } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { taskState, type PlannedStep } from '../rules/tasks.ts'

declare module '../../core/database/tables.ts' {
  interface Tables {
    task: {
      ecosystemId: Generated<string>
      id: string
      organizationId: string
      title: string
      help: Generated<string>
      owner: 'partner' | 'vendor'
      dueOn: string
      after: Generated<string[]>
      evidenceNeeded: Generated<boolean>
      evidence: string | null
      programmeId: string | null
      rulesVersion: number | null
      plan: string | null
      step: string | null
      state: Generated<'open' | 'done' | 'dropped'>
      toldLate: Generated<boolean>
      finishedAt: Date | null
      finishedBy: string | null
      finishedByName: string | null
      createdAt: Date
      version: Generated<number>
    }
  }
}
export type TaskRow = Selectable<Tables['task']>
type Presented = Omit<Task, 'may'>

interface Filters {
  readonly open?: boolean | undefined
  readonly owner?: 'partner' | 'vendor' | undefined
  readonly organizationId?: string | undefined
  /** Late on `day`, and nothing stands in its way. */
  readonly stuck?: boolean | undefined
}

const unfinishedBefore = sql<boolean>`exists (
  select from task before where before.ecosystem_id = task.ecosystem_id and before.id = any (task.after) and before.state = 'open')`

export async function listTasks(
  db: Db,
  ask: Filters & { q?: string | undefined; sort: string; after?: string | undefined; limit: number },
  day: string,
): Promise<{ items: Presented[]; next: string | null; total?: number }> {
  let query = db.selectFrom('task').selectAll()
  if (ask.organizationId) query = query.where('organizationId', '=', ask.organizationId)
  if (ask.owner) query = query.where('owner', '=', ask.owner)
  if (ask.open !== undefined) query = query.where('state', ask.open ? '=' : '<>', 'open')
  if (ask.q) query = query.where(sql<boolean>`position(lower(${ask.q}) in lower(title)) > 0`)
  if (ask.stuck)
    query = query
      .where('state', '=', 'open')
      .where('dueOn', '<', day)
      .where(sql<boolean>`not ${unfinishedBefore}`)
  const list = await page(db, query, ask, { dueOn: 'task.dueOn' }, 'task.id', (row) => row)
  return { ...list, items: await present(db, list.items, day) }
}

async function present(db: Db, rows: readonly TaskRow[], day: string): Promise<Presented[]> {
  if (rows.length === 0) return []
  const names = await db
    .selectFrom('organization')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(rows.map((row) => row.organizationId))])
    .execute()
  const nameOf = new Map(names.map(({ id, name }) => [id, name]))
  const before = rows.flatMap((row) => row.after)
  const open =
    before.length === 0
      ? []
      : await db
          .selectFrom('task')
          .select(['id', 'title'])
          .where('id', 'in', before)
          .where('state', '=', 'open')
          .execute()
  const titles = new Map(open.map(({ id, title }) => [id, title]))
  return rows.map((row) => {
    const waitsFor = row.after.flatMap((id) => titles.get(id) ?? [])
    return {
      id: row.id,
      organizationId: row.organizationId,
      organizationName: nameOf.get(row.organizationId)!,
      title: row.title,
      help: row.help,
      owner: row.owner,
      dueOn: row.dueOn,
      state: taskState(row, waitsFor, day),
      waitsFor,
      evidenceNeeded: row.evidenceNeeded,
      evidence: row.evidence,
      plan: row.plan,
      finishedAt: row.finishedAt?.toISOString() ?? null,
      finishedBy: row.finishedByName,
      version: row.version,
    }
  })
}

export async function readTask(db: Db, id: string, day: string): Promise<Presented> {
  const row = await db.selectFrom('task').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw missing(say`task`, id)
  return (await present(db, [row], day))[0]!
}

export async function insertTask(db: Db, row: Insertable<Tables['task']>): Promise<void> {
  await db.insertInto('task').values(row).execute()
}

export async function changeTask(
  db: Db,
  id: string,
  version: number,
  set: Partial<
    Pick<
      TaskRow,
      'title' | 'owner' | 'dueOn' | 'state' | 'evidence' | 'finishedAt' | 'finishedBy' | 'finishedByName' | 'toldLate'
    >
  >,
): Promise<void> {
  const result = await db
    .updateTable('task')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (result.numUpdatedRows > 0n) return
  const now = await db.selectFrom('task').select('version').where('id', '=', id).executeTakeFirst()
  throw now ? stale(say`task`, now.version) : missing(say`task`, id)
}

/** Gives a partner the steps of its plans; one that it has already is not given again. Answers the new ones' ids. */
export async function insertSteps(
  db: Db,
  organizationId: string,
  steps: readonly PlannedStep[],
  by: { programmeId: string; rulesVersion: number },
  now: Date,
): Promise<string[]> {
  if (steps.length === 0) return []
  const ids = new Map(steps.map(({ plan, step }) => [`${plan} ${step}`, newId('tsk', now)]))
  const made = await db
    .insertInto('task')
    .values(
      steps.map((one) => ({
        id: ids.get(`${one.plan} ${one.step}`)!,
        organizationId,
        title: one.title,
        help: one.help,
        owner: one.owner,
        dueOn: one.dueOn,
        after: one.after.map((key) => ids.get(`${one.plan} ${key}`)!),
        evidenceNeeded: one.evidenceNeeded,
        evidence: null,
        ...by,
        plan: one.plan,
        step: one.step,
        finishedAt: null,
        finishedBy: null,
        finishedByName: null,
        createdAt: now,
      })),
    )
    .onConflict((on) => on.doNothing())
    .returning('id')
    .execute()
  return made.map((row) => row.id)
}

/** Tasks that have become late since this was last asked, and that nothing stands in the way of; each once. */
export async function takeLate(
  db: Db,
  day: string,
): Promise<{ id: string; organizationId: string; title: string; owner: string }[]> {
  return db
    .updateTable('task')
    .set({ toldLate: true })
    .where('state', '=', 'open')
    .where('toldLate', '=', false)
    .where('dueOn', '<', day)
    .where(sql<boolean>`not ${unfinishedBefore}`)
    .returning(['id', 'organizationId', 'title', 'owner'])
    .execute()
}

/** Nothing is left to do for a partner that has left. */
export const dropTasks = (db: Db, organizationId: string) =>
  db
    .updateTable('task')
    .set((now) => ({ state: 'dropped', version: sql`${now.ref('version')} + 1` }))
    .where('organizationId', '=', organizationId)
    .where('state', '=', 'open')
    .execute()
