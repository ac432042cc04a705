import type { EventTrouble } from '@hansa/contract/events'
import { say } from '@hansa/contract/language'
import type { Selectable } from 'kysely'
import { page } from '../database/lists.ts'
import type { Db } from '../database/scope.ts'
import type { Tables } from '../database/tables.ts'
import { missing, Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import type { EventRow } from './read.ts'

type Trouble = Selectable<Tables['eventTrouble']>

const mostTries = 5
/** Of an event that was set aside: a person asked to try it once more. */
const asked = 0

/** What stands between a listener and the events that it is to hear. */
export class Troubles {
  readonly #of: ReadonlyMap<string, Trouble>
  private constructor(of: ReadonlyMap<string, Trouble>) {
    this.#of = of
  }
  static async read(db: Db, reader: string): Promise<Troubles> {
    const rows = await db.selectFrom('eventTrouble').selectAll().where('reader', '=', reader).execute()
    return new Troubles(new Map(rows.map((row) => [row.eventId, row])))
  }
  /** An event failed a short while ago, and those behind it wait until it is tried again. */
  waits(now: Date): boolean {
    return [...this.#of.values()].some((it) => it.parkedAt === null && it.nextAt > now)
  }
  isParked(eventId: string): boolean {
    return this.#of.get(eventId)?.parkedAt !== undefined && this.#of.get(eventId)?.parkedAt !== null
  }
  /** Events set aside that somebody asked for again. */
  askedFor(): string[] {
    return [...this.#of.values()].filter((it) => it.parkedAt !== null && it.tries === asked).map((it) => it.eventId)
  }
  /** It was heard after all. */
  async over(db: Db, eventId: string): Promise<void> {
    const trouble = this.#of.get(eventId)
    if (trouble) await db.deleteFrom('eventTrouble').where('id', '=', trouble.id).execute()
  }
}

/** Notes that a listener failed on an event: tried again after 2, 4, 8 and 16 seconds, then set aside. */
export async function noteTrouble(db: Db, reader: string, eventId: string, now: Date, error: string): Promise<void> {
  const before = await db
    .selectFrom('eventTrouble')
    .selectAll()
    .where('reader', '=', reader)
    .where('eventId', '=', eventId)
    .executeTakeFirst()
  const tries = (before?.tries ?? 0) + 1
  const state = {
    tries,
    error: error.slice(0, 1000),
    nextAt: new Date(now.getTime() + 2 ** tries * 1000),
    parkedAt: before?.parkedAt ?? (tries >= mostTries ? now : null),
  }
  if (before) await db.updateTable('eventTrouble').set(state).where('id', '=', before.id).execute()
  else
    await db
      .insertInto('eventTrouble')
      .values({ id: newId('trouble', now), reader, eventId, firstAt: now, ...state })
      .execute()
}

/** The event itself; it is kept for ever, so it is there. */
export const readEvent = (db: Db, id: string): Promise<EventRow> =>
  db.selectFrom('event').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

const present = (row: Trouble): EventTrouble => ({
  id: row.id,
  reader: row.reader,
  eventId: row.eventId,
  tries: row.tries,
  error: row.error,
  firstAt: row.firstAt.toISOString(),
  parkedAt: row.parkedAt?.toISOString() ?? null,
})

export const listTroubles = (db: Db, ask: { sort: string; after?: string | undefined; limit: number }) =>
  page(
    db,
    db.selectFrom('eventTrouble').selectAll(),
    ask,
    { firstAt: 'eventTrouble.firstAt' },
    'eventTrouble.id',
    present,
  )

/** Lets an event that was set aside be heard once more, at the next turn. */
export async function retryTrouble(db: Db, id: string): Promise<EventTrouble> {
  const row = await db.selectFrom('eventTrouble').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw missing(say`event`, id)
  if (row.parkedAt === null)
    throw new Refusal('conflict', say`This event was not set aside yet: it is tried again by itself.`)
  await db.updateTable('eventTrouble').set({ tries: asked }).where('id', '=', id).execute()
  return present({ ...row, tries: asked })
}
