import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import type { Tables } from '../../core/database/tables.ts'

type Anywhere = Transaction<Tables>

/** The programme whose form has this address. */
export const programmeBehind = async (db: Anywhere, slug: string) =>
  (await sql<{ ecosystemId: string; programmeId: string }>`select * from programme_behind(${slug})`.execute(db)).rows[0]

export const applicationBehind = async (db: Anywhere, id: string) =>
  (await sql<{ ecosystemId: string }>`select * from application_behind(${id})`.execute(db)).rows[0]?.ecosystemId

/** The key that an ecosystem signs with what it hands out to applicants; made when it is first needed. */
async function formKey(db: Db): Promise<string> {
  const known = await db.selectFrom('formKey').select('secret').executeTakeFirst()
  if (known) return known.secret
  const secret = randomBytes(32).toString('base64url')
  await db
    .insertInto('formKey')
    .values({ secret })
    .onConflict((on) => on.doNothing())
    .execute()
  return (await db.selectFrom('formKey').select('secret').executeTakeFirstOrThrow()).secret
}

/** `text` with its signature. */
export async function signed(db: Db, purpose: string, text: string): Promise<string> {
  return `${text}.${macOf(await formKey(db), purpose, text)}`
}

/** The text that was signed for this purpose; undefined for anything else. */
export async function signedText(db: Db, purpose: string, token: string): Promise<string | undefined> {
  const at = token.lastIndexOf('.')
  const text = token.slice(0, Math.max(0, at))
  const given = Buffer.from(token.slice(at + 1))
  const right = Buffer.from(macOf(await formKey(db), purpose, text))
  return given.length === right.length && timingSafeEqual(given, right) ? text : undefined
}

const macOf = (secret: string, purpose: string, text: string): string =>
  createHmac('sha256', secret).update(`${purpose}\n${text}`).digest('base64url')

/** Uses a pass up. False where it was used before. */
export async function usePass(db: Db, pass: string, network: string, at: Date): Promise<boolean> {
  const result = await db
    .insertInto('formUse')
    .values({ pass, network, at })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** Applications that came from a network since a moment. */
export const usesFrom = async (db: Db, network: string, since: Date): Promise<number> =>
  Number(
    (
      await db
        .selectFrom('formUse')
        .select(db.fn.countAll().as('count'))
        .where('network', '=', network)
        .where('at', '>', since)
        .executeTakeFirstOrThrow()
    ).count,
  )

export const uploadsBy = async (db: Db, pass: string): Promise<number> =>
  (await db.selectFrom('applicationDocument').select('fileId').where('pass', '=', pass).execute()).length

export const keepUpload = (db: Db, fileId: string, pass: string, now: Date) =>
  db
    .insertInto('applicationDocument')
    .values({ fileId, pass, applicationId: null, key: null, createdAt: now })
    .execute()

/** Gives uploads of a pass to an application. Answers how many of them were that pass's own. */
export async function claimUploads(
  db: Db,
  pass: string,
  applicationId: string,
  documents: readonly { key: string; fileId: string }[],
): Promise<number> {
  let claimed = 0
  for (const { key, fileId } of documents) {
    const result = await db
      .updateTable('applicationDocument')
      .set({ applicationId, key })
      .where('fileId', '=', fileId)
      .where('pass', '=', pass)
      .where('applicationId', 'is', null)
      .executeTakeFirst()
    claimed += Number(result.numUpdatedRows)
  }
  return claimed
}

/** Forgets passes and uploads without an application from before a moment. */
export async function forgetOld(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('formUse').where('at', '<', before).execute()
  await db
    .deleteFrom('file')
    .where('id', 'in', (of) =>
      of
        .selectFrom('applicationDocument')
        .select('fileId')
        .where('applicationId', 'is', null)
        .where('createdAt', '<', before),
    )
    .execute()
}
