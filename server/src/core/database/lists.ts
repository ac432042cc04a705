import { say } from '@hansa/contract/language'
import { sql, type Expression, type ReferenceExpression, type SelectQueryBuilder } from 'kysely'
import { wrong } from '../errors.ts'
import type { Db } from './scope.ts'
import type { Tables } from './tables.ts'

/** How a list may be sorted: a name and the column behind it, which must never be null. */
export type Sorts<DB, TB extends keyof DB> = Record<string, ReferenceExpression<DB, TB> | Expression<unknown>>

interface Ask {
  readonly sort: string
  readonly after?: string | undefined
  readonly limit: number
}

const countedUpTo = 10_000

/**
 * One page of a list by keyset: as quick at page 1,000 as at page 1. `id` breaks ties and must be unique. The cursor
 * holds the last row's sort value and id and is bound to its sort. The first page also counts, up to 10,000.
 */
export async function page<DB, TB extends keyof DB, Row extends object, Item>(
  db: Db,
  query: SelectQueryBuilder<DB, TB, Row>,
  ask: Ask,
  sorts: Sorts<DB, TB>,
  id: ReferenceExpression<DB, TB>,
  present: (row: Row) => Item,
): Promise<{ items: Item[]; next: string | null; total?: number }> {
  const name = ask.sort.replace(/^-/, '')
  const direction = ask.sort.startsWith('-') ? sql`desc` : sql`asc`
  const by = sorts[name]
  if (!by) throw wrong('sort', say`"${ask.sort}" is not one of ${Object.keys(sorts).join(', ')}`)
  const key = typeof by === 'string' ? sql.ref(by) : (by as Expression<unknown>)
  const idRef = typeof id === 'string' ? sql.ref(id) : (id as Expression<unknown>)

  let rows = query
    .select([sql<string>`(${key})::text`.as('cursorValue'), sql<string>`${idRef}`.as('cursorId')])
    .orderBy(sql`${key} ${direction}, ${idRef} ${direction}`)
    .limit(ask.limit + 1)
  if (ask.after !== undefined) {
    const [sort, value, last] = readCursor(ask.after, 3)
    if (sort !== ask.sort) throw wrong('after', say`belongs to a list sorted by "${sort}", not by "${ask.sort}"`)
    const past = ask.sort.startsWith('-') ? sql`<` : sql`>`
    rows = rows.where(sql<boolean>`(${key}, ${idRef}) ${past} (${value}, ${last})`) as typeof rows
  }
  const found = await rows.execute()
  const shown = found.slice(0, ask.limit)
  const last = shown.at(-1) as { cursorValue: string; cursorId: string } | undefined
  const next = found.length > ask.limit && last ? writeCursor([ask.sort, last.cursorValue, last.cursorId]) : null
  const items = shown.map((row) => present(row as Row))
  if (ask.after !== undefined) return { items, next }
  if (!next) return { items, next, total: items.length }
  const some = query
    .clearSelect()
    .select(sql`1`.as('one'))
    .limit(countedUpTo) as SelectQueryBuilder<Tables, never, { one: unknown }>
  const { count } = await db
    .selectFrom(some.as('some'))
    .select(db.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { items, next, total: Number(count) }
}

export const writeCursor = (parts: readonly string[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url')

export function readCursor(cursor: string, length: number): string[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(parts) && parts.length === length && parts.every((part) => typeof part === 'string')) return parts
  } catch {
    // answered below, like any other text that is not a cursor
  }
  throw wrong('after', say`"${cursor.slice(0, 40)}" is not a place in this list; take it from the answer's "next"`)
}

/** Rows of `table` whose search text matches `q`, best first; bounded, through the table's own search function. */
export const matches = (table: string, q: string) =>
  sql<boolean>`${sql.ref(`${table}.id`)} in (select * from ${sql.raw(`search_${table.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)}`)}(${q}, 1000))`

/** Rows of which one of the columns holds `q`: for short lists that need no index. */
export const matchesText = (columns: readonly string[], q: string) =>
  sql<boolean>`(${sql.join(
    columns.map((column) => sql`position(lower(${q}) in lower(${sql.ref(column)})) > 0`),
    sql` or `,
  )})`
