import { say } from '@hansa/contract/language'
import type { Announcement, Audience, PortalAnnouncement } from '@hansa/contract/announcements'
import { partnerStages } from '@hansa/contract/partners'
import { sql, type RawBuilder } from 'kysely'
import { matchesText, page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import { missing, stale } from '../../core/errors.ts'
import { defined } from '../../core/objects.ts'
import './tables.ts'

type Presented = Omit<Announcement, 'may'>

const announcements = (db: Db) =>
  db
    .selectFrom('announcement')
    .selectAll()
    .select([
      sql<number>`(select count(*)::integer from announcement_partner p where p.announcement_id = announcement.id)`.as(
        'partners',
      ),
      sql<number>`(select count(distinct r.partner_id)::integer from announcement_read r where r.announcement_id = announcement.id)`.as(
        'partnersRead',
      ),
      sql<number>`(select count(*)::integer from announcement_read r where r.announcement_id = announcement.id)`.as(
        'peopleRead',
      ),
    ])
type Row = Awaited<ReturnType<ReturnType<typeof announcements>['execute']>>[number]

const present = (row: Row): Presented => ({
  id: row.id,
  title: row.title,
  body: row.body,
  audience: row.audience,
  byMail: row.byMail,
  state: row.state,
  author: row.authorName,
  createdAt: row.createdAt.toISOString(),
  publishedAt: row.publishedAt?.toISOString() ?? null,
  partners: row.partners,
  partnersRead: row.partnersRead,
  peopleRead: row.peopleRead,
  version: row.version,
})

interface Ask {
  readonly q?: string | undefined
  readonly sort: string
  readonly after?: string | undefined
  readonly limit: number
}

export function listAnnouncements(db: Db, ask: Ask & { state?: Announcement['state'] | undefined }) {
  let query = announcements(db)
  if (ask.q) query = query.where(matchesText(['announcement.title', 'announcement.body'], ask.q))
  if (ask.state) query = query.where('state', '=', ask.state)
  const sorts = { createdAt: 'announcement.createdAt', title: 'announcement.sortTitle' } as const
  return page(db, query, ask, sorts, 'announcement.id', present)
}

export async function readAnnouncement(db: Db, id: string): Promise<Presented> {
  const row = await announcements(db).where('id', '=', id).executeTakeFirst()
  if (!row) throw missing(say`announcement`, id)
  return present(row)
}

/** Takes hold of an announcement until the transaction ends. */
export async function holdAnnouncement(db: Db, id: string) {
  const row = await db.selectFrom('announcement').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw missing(say`announcement`, id)
  return row
}

interface Content {
  readonly title: string
  readonly body: string
  readonly audience: Audience
  readonly byMail: boolean
}

export const insertAnnouncement = (
  db: Db,
  it: Content & { id: string; authorId: string; authorName: string; createdAt: Date },
) =>
  db
    .insertInto('announcement')
    .values({
      ...it,
      sortTitle: it.title.toLowerCase(),
      audience: JSON.stringify(it.audience),
      publishedAt: null,
    })
    .execute()

export async function updateAnnouncement(
  db: Db,
  before: { id: string; version: number },
  version: number,
  set: { [K in keyof Content]?: Content[K] | undefined },
): Promise<void> {
  if (before.version !== version) throw stale(say`announcement`, before.version)
  const { audience, ...rest } = defined(set)
  await db
    .updateTable('announcement')
    .set({
      ...rest,
      ...(rest.title !== undefined && { sortTitle: rest.title.toLowerCase() }),
      ...(audience && { audience: JSON.stringify(audience) }),
      version: version + 1,
    })
    .where('id', '=', before.id)
    .execute()
}

export const setState = (db: Db, id: string, set: { state: 'published' | 'withdrawn'; publishedAt?: Date }) =>
  db
    .updateTable('announcement')
    .set((row) => ({ ...set, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .execute()

const inProgramme = Object.entries(partnerStages).flatMap(([stage, { in: isIn }]) => (isIn ? [stage] : []))

/** The partnerships that an audience means today. */
const meant = ({ types, tiers, countries }: Audience): RawBuilder<unknown> => sql`
  from partnership p where p.stage = any (${inProgramme})
    and (${types.length === 0} or p.types && ${types}::text[])
    and (${tiers.length === 0} or p.tier = any (${tiers}::text[]))
    and (${countries.length === 0} or p.country = any (${countries}::text[]))`

/** Notes whom an announcement reaches. Answers how many partners. */
export async function reach(db: Db, id: string, audience: Audience): Promise<number> {
  const result = await sql`
    insert into announcement_partner (announcement_id, partner_id) select ${id}, p.organization_id ${meant(audience)}`.execute(
    db,
  )
  return Number(result.numAffectedRows ?? 0)
}

/** Who at a partner gets an announcement by mail: its people with a login; where there are none, its contacts. */
const readers = sql`
  select m.id, m.name, m.email, m.partner_id from member m where not m.disabled and m.partner_id is not null
  union all
  select c.id, c.name, c.email, c.organization_id from person c
  where c.email is not null and not exists (
    select from member m where m.partner_id = c.organization_id and not m.disabled)`

export async function countAudience(db: Db, audience: Audience): Promise<{ partners: number; people: number }> {
  const { rows } = await sql<{ partners: number; people: number }>`
    with meant as (select p.organization_id as id ${meant(audience)})
    select (select count(*)::integer from meant) as partners,
      (select count(*)::integer from (${readers}) r join meant on meant.id = r.partner_id) as people`.execute(db)
  return rows[0]!
}

/** Readers of the next partners that an announcement reached, by partner. */
export async function nextReaders(db: Db, id: string, afterPartner: string, most: number) {
  const { rows } = await sql<{ partnerId: string; name: string | null; email: string | null }>`
    with next as (
      select partner_id from announcement_partner where announcement_id = ${id} and partner_id > ${afterPartner}
      order by partner_id limit ${most})
    select next.partner_id, r.name, r.email from next left join (${readers}) r on r.partner_id = next.partner_id
    order by next.partner_id, r.id`.execute(db)
  return rows
}

export function listPortalAnnouncements(db: Db, memberId: string, ask: Ask & { unread?: 'yes' | undefined }) {
  let query = db
    .selectFrom('announcement')
    .leftJoin('announcementRead as mine', (join) =>
      join.onRef('mine.announcementId', '=', 'announcement.id').on('mine.actorId', '=', memberId),
    )
    .select(['announcement.id', 'announcement.title', 'announcement.body', 'announcement.publishedAt', 'mine.readAt'])
    .where('announcement.state', '=', 'published')
  if (ask.q) query = query.where(matchesText(['announcement.title', 'announcement.body'], ask.q))
  if (ask.unread) query = query.where('mine.readAt', 'is', null)
  const sorts = { publishedAt: sql`coalesce(announcement.published_at, announcement.created_at)` }
  return page(db, query, ask, sorts, 'announcement.id', (row): PortalAnnouncement => ({
    id: row.id,
    title: row.title,
    body: row.body,
    publishedAt: row.publishedAt!.toISOString(),
    read: row.readAt !== null,
  }))
}

/** Notes that somebody has read it. Answers whether that is new. */
export async function noteRead(
  db: Db,
  it: { announcementId: string; actorId: string; partnerId: string; readAt: Date },
): Promise<boolean> {
  const known = await db.selectFrom('announcement').select('id').where('id', '=', it.announcementId).executeTakeFirst()
  if (!known) throw missing(say`announcement`, it.announcementId)
  const result = await db
    .insertInto('announcementRead')
    .values(it)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}
