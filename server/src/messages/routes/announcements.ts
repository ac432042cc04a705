import * as api from '@hansa/contract/announcements'
import { say } from '@hansa/contract/language'
import { mayIf } from '../../core/access.ts'
import { Refusal } from '../../core/errors.ts'
import { done, handle, type Context, type Route } from '../../core/http/route.ts'
import { newId } from '../../core/ids.ts'
import { changes } from '../../core/objects.ts'
import * as queries from '../queries/announcements.ts'

function withMay(ctx: Context, it: Omit<api.Announcement, 'may'>): api.Announcement {
  const may = (state: api.Announcement['state'], why: string) =>
    it.state === state ? mayIf(ctx.principal, 'messages.announce') : why
  const draft = 'It is published already.'
  const published = it.state === 'draft' ? 'It is not published yet.' : 'It was withdrawn already.'
  return {
    ...it,
    may: { edit: may('draft', draft), publish: may('draft', draft), withdraw: may('published', published) },
  }
}

const read = async (ctx: Context, id: string) => withMay(ctx, await queries.readAnnouncement(ctx.db, id))

async function holdIn(ctx: Context, id: string, state: api.Announcement['state']) {
  const row = await queries.holdAnnouncement(ctx.db, id)
  if (row.state !== state)
    throw new Refusal(
      'conflict',
      row.state === 'draft'
        ? say`This announcement is not published yet.`
        : say`This announcement is published already; what partners have read stays as it was.`,
    )
  return row
}

export const announcements: Route[] = [
  handle(api.listAnnouncements, async (ctx, input) => {
    const list = await queries.listAnnouncements(ctx.db, input)
    return { ...list, items: list.items.map((it) => withMay(ctx, it)) }
  }),
  handle(api.readAnnouncement, (ctx, { id }) => read(ctx, id)),
  handle(api.countAudience, ({ db }, { audience }) => queries.countAudience(db, audience)),
  handle(api.draftAnnouncement, async (ctx, input) => {
    const { principal, now, record } = ctx
    const id = newId('ann', now)
    const author = { authorId: principal.memberId, authorName: principal.name }
    await queries.insertAnnouncement(ctx.db, { ...input, ...author, id, createdAt: now })
    await record({ verb: 'announcement.drafted', objectId: id, data: { title: input.title } })
    return read(ctx, id)
  }),
  handle(api.updateAnnouncement, async (ctx, { id, version, ...set }) => {
    const before = await holdIn(ctx, id, 'draft')
    await queries.updateAnnouncement(ctx.db, before, version, set)
    await ctx.record({ verb: 'announcement.updated', objectId: id, data: { changes: changes(before, set as never) } })
    return read(ctx, id)
  }),
  handle(api.publishAnnouncement, async (ctx, { id }) => {
    const { db, now, record, enqueue } = ctx
    const draft = await holdIn(ctx, id, 'draft')
    const partners = await queries.reach(db, id, draft.audience)
    if (partners === 0)
      throw new Refusal('conflict', say`This announcement would reach no partner. Widen whom it is for.`)
    await queries.setState(db, id, { state: 'published', publishedAt: now })
    await record({ verb: 'announcement.published', objectId: id, data: { title: draft.title, partners } })
    if (draft.byMail) await enqueue({ kind: 'messages.announce', input: { announcementId: id } })
    return read(ctx, id)
  }),
  handle(api.withdrawAnnouncement, async (ctx, { id }) => {
    const { title } = await holdIn(ctx, id, 'published')
    await queries.setState(ctx.db, id, { state: 'withdrawn' })
    await ctx.record({ verb: 'announcement.withdrawn', objectId: id, data: { title } })
    return read(ctx, id)
  }),

  handle(api.listPortalAnnouncements, ({ db, principal }, input) =>
    queries.listPortalAnnouncements(db, principal.memberId, input),
  ),
  handle(api.markAnnouncement, async ({ db, principal, now, record }, { id }) => {
    const partnerId = principal.partnerId!
    const it = { announcementId: id, actorId: principal.memberId, partnerId, readAt: now }
    if (await queries.noteRead(db, it)) await record({ verb: 'announcement.read', objectId: id, partnerId })
    return done
  }),
]
