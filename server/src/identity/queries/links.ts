import type { Endpoint } from '@hansa/contract/endpoint'
import { type Saying, say } from '@hansa/contract/language'
import type { SentLink } from '@hansa/contract/links'
import { holds, type Role } from '@hansa/contract/permissions'
import { sql, type ColumnType, type Generated, type Selectable, type Transaction } from 'kysely'
import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '../../core/database/scope.ts'
import type { Json, Tables } from '../../core/database/tables.ts'
import { missing, wrong } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { matchesText, page } from '../../core/database/lists.ts'
import { type LinkFacts, linkName, linkProblem } from '../rules/links.ts'

type Kept<T> = ColumnType<T, string, string>

declare module '../../core/database/tables.ts' {
  interface Tables {
    link: {
      ecosystemId: Generated<string>
      id: string
      tokenHash: string
      endpoint: string
      input: Json
      title: Kept<Saying>
      paragraphs: Kept<Saying[]>
      memberId: string | null
      personId: string | null
      partnerId: string | null
      toAddress: string
      toName: string
      singleUse: boolean
      createdAt: Date
      expiresAt: Date
      usedAt: Date | null
      revokedAt: Date | null
      renewedAt: Date | null
      renewals: Generated<number>
    }
  }
}

/** A link with what is known of its person, whatever became of both. */
export interface LinkRow extends LinkFacts {
  readonly ecosystemId: string
  readonly ecosystemName: string
  readonly id: string
  readonly endpoint: string
  readonly input: Record<string, unknown>
  readonly title: Saying
  readonly paragraphs: Saying[]
  readonly memberId: string | null
  readonly personId: string | null
  readonly userId: string | null
  readonly partnerId: string | null
  readonly name: string
  readonly email: string
  readonly role: Role
}

export const linkBehind = async (db: Transaction<Tables>, hash: string): Promise<LinkRow | undefined> =>
  (await sql<LinkRow>`select * from link_behind(${hash})`.execute(db)).rows[0]

/** Whom a link may be made for: a member who is not disabled, or a partner's contact person with an e-mail address. */
interface LinkPerson {
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly partnerId: string | null
}
async function linkPerson(db: Db, who: { memberId: string } | { personId: string }): Promise<LinkPerson | undefined> {
  const found =
    'memberId' in who
      ? sql<LinkPerson>`select name, email, role, partner_id from member where id = ${who.memberId} and not disabled`
      : sql<LinkPerson>`select name, email, 'partner_member' as role, organization_id as partner_id from person
          where id = ${who.personId} and email is not null and organization_id is not null`
  return (await found.execute(db)).rows[0]
}

async function insertLink(
  db: Db,
  link: {
    tokenHash: string
    endpoint: string
    input: Record<string, unknown>
    title: Saying
    paragraphs: readonly Saying[]
    memberId: string | null
    personId: string | null
    person: LinkPerson
    singleUse: boolean
    expiresAt: Date
  },
  now: Date,
): Promise<string> {
  const { person, input, title, paragraphs, ...rest } = link
  const id = newId('link', now)
  await db
    .insertInto('link')
    .values({
      ...rest,
      id,
      input: JSON.stringify(input),
      title: JSON.stringify(title),
      paragraphs: JSON.stringify(paragraphs),
      partnerId: person.partnerId,
      toAddress: person.email.toLowerCase(),
      toName: person.name,
      createdAt: now,
      usedAt: null,
      revokedAt: null,
      renewedAt: null,
    })
    .execute()
  return id
}

export const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
const lifetime = 30 * 86_400_000

export interface NewLink {
  /** In whose name it acts: a member, or a partner's contact person who has no login. */
  readonly for: { readonly memberId: string } | { readonly personId: string }
  readonly endpoint: Endpoint
  /** Fields of the endpoint's input that the link fixes; those in the path among them. */
  readonly input: Readonly<Record<string, unknown>>
  /** What it is for, as a heading: “Reply to …”. */
  readonly title: Saying
  readonly text?: readonly Saying[]
  /** Without it, 30 days from now. */
  readonly expiresAt?: Date
  /** Without it, the link works once. */
  readonly singleUse?: boolean
}

/**
 * Makes a link for a mail: `sendMail(ctx, { to: link.to, action: { label, url: link.url } })`. Its token is in the answer
 * and nowhere else.
 *
 * @throws Refusal where the person is not here or may not do that; Error where the endpoint is none for a link.
 */
export async function makeLink(
  ctx: { readonly db: Db; readonly now: Date },
  link: NewLink,
): Promise<{ id: string; url: string; to: string; toName: string }> {
  const problem = linkProblem(link.endpoint, link.input)
  if (problem) throw new Error(`No link can be made to ${linkName(link.endpoint)}: ${problem}`)
  const person = await linkPerson(ctx.db, link.for)
  const field = 'memberId' in link.for ? 'memberId' : 'personId'
  if (!person) throw wrong(field, say`names nobody here whom a link could be mailed to`)
  const { can } = link.endpoint
  if (can === 'signed-in' || can === 'public' || !holds(person.role, can))
    throw wrong(field, say`"${person.name}" has a role that does not hold “${can}”`)
  const token = randomBytes(32).toString('base64url')
  const id = await insertLink(
    ctx.db,
    {
      tokenHash: hashOf(token),
      endpoint: linkName(link.endpoint),
      input: { ...link.input },
      title: link.title,
      paragraphs: link.text ?? [],
      memberId: 'memberId' in link.for ? link.for.memberId : null,
      personId: 'personId' in link.for ? link.for.personId : null,
      person,
      singleUse: link.singleUse ?? true,
      expiresAt: link.expiresAt ?? new Date(ctx.now.getTime() + lifetime),
    },
    ctx.now,
  )
  return { id, url: `/portal/link#${token}`, to: person.email, toName: person.name }
}

/** Marks a link as used, in the transaction of the act. Answers false where it no longer was to be used. */
export async function spendLink(db: Db, id: string, now: Date): Promise<boolean> {
  const result = await db
    .updateTable('link')
    .set({ usedAt: now })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now)
    .where((or) => or.or([or('singleUse', '=', false), or('usedAt', 'is', null)]))
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Notes that a new link goes out in this one's place. Answers false where somebody was faster. */
export async function noteRenewal(db: Db, link: LinkRow, now: Date): Promise<boolean> {
  const result = await db
    .updateTable('link')
    .set({ renewedAt: now, renewals: link.renewals + 1 })
    .where('id', '=', link.id)
    .where('renewals', '=', link.renewals)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Links of the ecosystem, newest first; whether their persons may still act is not looked up. */
export const listLinks = (
  db: Db,
  ask: { q?: string | undefined; sort: string; after?: string | undefined; limit: number },
  present: (row: Selectable<Tables['link']>) => SentLink,
) => {
  let query = db.selectFrom('link').selectAll()
  if (ask.q) query = query.where(matchesText(['link.toName', 'link.toAddress'], ask.q))
  return page(db, query, ask, { createdAt: 'link.createdAt' }, 'link.id', present)
}

export async function revokeLink(db: Db, id: string, now: Date): Promise<string | null> {
  const row = await db
    .updateTable('link')
    .set({ revokedAt: now })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .returning('partnerId')
    .executeTakeFirst()
  if (!row) throw missing(say`link that still works`, id)
  return row.partnerId
}
