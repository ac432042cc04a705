import type { Mail, MailChoice } from '@hansa/contract/mail'
import { say, type Language } from '@hansa/contract/language'
import { randomBytes } from 'node:crypto'
import { sql, type Selectable, type Transaction } from 'kysely'
import { matchesText, page } from '../database/lists.ts'
import type { Db } from '../database/scope.ts'
import type { Tables } from '../database/tables.ts'
import { missing, Refusal } from '../errors.ts'
import { defined } from '../objects.ts'
import { inLanguage } from '../language.ts'

type MailRow = Selectable<Tables['mail']>

const iso = (date: Date | null) => date?.toISOString() ?? null

export const presentMail = (row: MailRow, language: Language): Mail => ({
  id: row.id,
  to: row.toAddress,
  toName: row.toName,
  subject: inLanguage(row.subject, language),
  state: row.state,
  tries: row.tries,
  error: row.error,
  createdAt: row.createdAt.toISOString(),
  nextTryAt: iso(row.nextTryAt),
  finishedAt: iso(row.finishedAt),
})

export function listMails(
  db: Db,
  language: Language,
  ask: {
    q?: string | undefined
    sort: string
    after?: string | undefined
    limit: number
    state?: Mail['state'][] | undefined
  },
) {
  let query = db.selectFrom('mail').selectAll()
  if (ask.q) query = query.where(matchesText(['mail.toAddress', 'mail.toName'], ask.q))
  if (ask.state) query = query.where('state', 'in', ask.state)
  return page(db, query, ask, { createdAt: 'mail.createdAt' }, 'mail.id', (row) => presentMail(row, language))
}

export async function readMail(db: Db, id: string): Promise<MailRow> {
  const row = await db.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw missing(say`mail`, id)
  return row
}

/** Puts a mail back to be sent, as if it were new. */
export async function queueAgain(db: Db, id: string, now: Date): Promise<void> {
  const result = await db
    .updateTable('mail')
    .set({ state: 'queued', tries: 0, error: null, nextTryAt: now, finishedAt: null })
    .where('id', '=', id)
    .where('state', 'in', ['failed', 'kept'])
    .executeTakeFirst()
  if (result.numUpdatedRows === 1n) return
  await readMail(db, id)
  throw new Refusal('conflict', say`Only a mail that failed or was kept here can be sent again.`)
}

interface ChoiceRow {
  readonly token: string
  readonly notifications: boolean
  readonly language: Language | null
}

/** The choice of an address; `make` leaves one where there was none, so that it can be changed by its token. */
export async function choiceOf(db: Db, address: string, make: boolean): Promise<ChoiceRow | undefined> {
  if (make)
    await db
      .insertInto('mailChoice')
      .values({ address, token: randomBytes(24).toString('base64url'), language: null })
      .onConflict((on) => on.doNothing())
      .execute()
  return db
    .selectFrom('mailChoice')
    .select(['token', 'notifications', 'language'])
    .where('address', '=', address)
    .executeTakeFirst()
}

export async function changeChoice(
  db: Db,
  address: string,
  set: { notifications?: boolean | undefined; language?: Language | null | undefined },
): Promise<Omit<MailChoice, 'email' | 'ecosystemName'>> {
  const { token: _, ...before } = (await choiceOf(db, address, true))!
  const given = defined(set)
  if (Object.keys(given).length > 0)
    await db.updateTable('mailChoice').set(given).where('address', '=', address).execute()
  return { ...before, ...given }
}

/** Which address a token stands for, before its ecosystem is known. */
export const choiceBehind = async (db: Transaction<Tables>, token: string) =>
  (
    await sql<{ ecosystemId: string; address: string; notifications: boolean; ecosystemName: string }>`
      select * from mail_choice_of(${token})`.execute(db)
  ).rows[0]
