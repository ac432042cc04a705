import type { SavedView } from '@hansa/contract/identity'
import { say } from '@hansa/contract/language'
import type { Generated, Selectable } from 'kysely'
import { page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Json, Tables } from '../../core/database/tables.ts'
import { missing } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'

declare module '../../core/database/tables.ts' {
  interface Tables {
    savedView: {
      ecosystemId: Generated<string>
      id: string
      memberId: string
      list: string
      name: string
      query: Json<SavedView['query']>
      shared: boolean
    }
  }
}

const presentView =
  (memberId: string) =>
  (row: Selectable<Tables['savedView']>): SavedView => ({
    id: row.id,
    list: row.list,
    name: row.name,
    query: row.query,
    shared: row.shared,
    mine: row.memberId === memberId,
  })

export async function listViews(
  db: Db,
  memberId: string,
  ask: { list?: string | undefined; sort: string; after?: string | undefined; limit: number },
) {
  let query = db
    .selectFrom('savedView')
    .selectAll()
    .where((or) => or.or([or('memberId', '=', memberId), or('shared', '=', true)]))
  if (ask.list) query = query.where('list', '=', ask.list)
  return page(db, query, ask, { name: 'savedView.name' }, 'savedView.id', presentView(memberId))
}

export async function saveView(
  db: Db,
  memberId: string,
  view: Pick<SavedView, 'list' | 'name' | 'query' | 'shared'>,
  now: Date,
): Promise<SavedView> {
  const set = { query: JSON.stringify(view.query), shared: view.shared }
  const row = await db
    .insertInto('savedView')
    .values({ id: newId('view', now), memberId, list: view.list, name: view.name, ...set })
    .onConflict((on) => on.columns(['ecosystemId', 'memberId', 'list', 'name']).doUpdateSet(set))
    .returningAll()
    .executeTakeFirstOrThrow()
  return presentView(memberId)(row)
}

export async function deleteView(db: Db, memberId: string, id: string): Promise<void> {
  const result = await db
    .deleteFrom('savedView')
    .where('id', '=', id)
    .where('memberId', '=', memberId)
    .executeTakeFirst()
  if (result.numDeletedRows === 0n) throw missing(say`view of yours`, id)
}
