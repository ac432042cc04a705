import { Readable } from 'node:stream'
import * as api from '@hansa/contract/shared-files'
import { say } from '@hansa/contract/language'
import { mayIf, type Principal } from '../../core/access.ts'
import { Refusal, wrong } from '../../core/errors.ts'
import { dropFile, keepFile, readFile } from '../../core/files.ts'
import { done, handle, handleOutside, type Context, type OutsideContext, type Route } from '../../core/http/route.ts'
import { isOrganization } from '../../identity/queries.ts'
import * as queries from '../queries/files.ts'
import { cleanName, fileProblem, mostBytes } from '../rules/files.ts'

/** Takes a file in, for `partnerId` to see unless it is a draft. */
async function takeIn(
  ctx: OutsideContext,
  input: { name: string; note?: string | undefined; draft: boolean },
  partnerId: string | null,
) {
  const principal = ctx.principal!
  const { database } = ctx.services
  const name = cleanName(input.name)
  const kept = await keepFile(database, principal, {
    name,
    body: (ctx.request.body ?? []) as unknown as AsyncIterable<Uint8Array>,
    most: mostBytes,
    now: ctx.now,
    problem: (head) => {
      const problem = fileProblem(name, head)
      return problem && wrong('name', problem)
    },
  })
  const side = principal.partnerId ? 'partner' : 'vendor'
  try {
    return await ctx.inside(async ({ db, now, record }) => {
      const id = await queries.insertFile(
        db,
        {
          fileId: kept.id,
          partnerId,
          name,
          bytes: kept.bytes,
          note: input.note || null,
          side,
          sharedBy: principal.memberId,
          sharedByName: principal.name,
          draft: input.draft,
        },
        now,
      )
      if (!input.draft)
        await record({ verb: 'file.shared', objectId: id, organizationId: partnerId, partnerId, data: { name, side } })
      return { id, name, bytes: kept.bytes }
    })
  } catch (error) {
    await database.scoped(principal, (db) => dropFile(db, kept.id)).catch(() => {})
    throw error
  }
}

/** Gives a file's content, and tells the log who fetched it. */
async function give(ctx: OutsideContext, id: string) {
  const principal = ctx.principal!
  const row = await ctx.inside(async ({ db, record }) => {
    const file = await queries.readFileRow(db, id, principal.memberId)
    if (principal.partnerId) await queries.countDownload(db, id)
    await record({
      verb: 'file.downloaded',
      objectId: id,
      organizationId: file.partnerId,
      // What the vendor's people look at is theirs.
      partnerId: principal.partnerId,
      data: { name: file.name },
    })
    return file
  })
  const content = Readable.from(readFile(ctx.services.database, principal, row.fileId))
  return { fileName: row.name, body: Readable.toWeb(content) as ReadableStream<Uint8Array> }
}

async function remove({ db, principal, record }: Context, id: string) {
  const file = await queries.readFileRow(db, id, principal.memberId)
  const why = removal(principal, file)
  if (why !== true) throw new Refusal('forbidden', why)
  await queries.removeFile(db, file)
  if (!file.draft)
    await record({
      verb: 'file.removed',
      objectId: id,
      organizationId: file.partnerId,
      partnerId: file.internal ? null : file.partnerId,
      data: { name: file.name },
    })
  return done
}

/** A side takes back what it shared itself; the vendor, whose house it is, everything. */
function removal(principal: Principal, file: { side: string }): true | string {
  if (principal.partnerId) return file.side === 'partner' || 'The vendor shared this file, and can take it back.'
  return mayIf(principal, 'messages.write')
}

export const sharedFiles: Route[] = [
  handle(api.listSharedFiles, ({ db, principal }, input) =>
    queries.listFiles<api.SharedFile>(db, input, (row) => ({
      ...common(principal, row),
      partner: { id: row.partnerId!, name: row.partnerName ?? '' },
      downloads: row.downloads,
    })),
  ),
  handleOutside(api.shareFile, async (ctx, { partnerId, ...input }) => {
    if (!input.draft && !partnerId) throw wrong('partnerId', say`is missing; a file is shared with one partner`)
    if (partnerId)
      await ctx.inside(async ({ db }) => {
        if (!(await isOrganization(db, partnerId)))
          throw wrong('partnerId', say`"${partnerId}" is not an organization here`)
      })
    return takeIn(ctx, input, input.draft ? null : partnerId!)
  }),
  handleOutside(api.downloadSharedFile, (ctx, { id }) => give(ctx, id)),
  handle(api.removeSharedFile, (ctx, { id }) => remove(ctx, id)),

  handle(api.listPortalFiles, ({ db, principal }, input) =>
    queries.listFiles<api.PortalFile>(db, input, (row) => common(principal, row)),
  ),
  handleOutside(api.sharePortalFile, (ctx, input) => takeIn(ctx, input, ctx.principal!.partnerId)),
  handleOutside(api.downloadPortalFile, (ctx, { id }) => give(ctx, id)),
  handle(api.removePortalFile, (ctx, { id }) => remove(ctx, id)),
]

const common = (principal: Principal, row: Parameters<Parameters<typeof queries.listFiles>[2]>[0]): api.PortalFile => ({
  id: row.id,
  name: row.name,
  bytes: Number(row.bytes),
  note: row.note,
  side: row.side,
  sharedBy: row.sharedByName,
  createdAt: row.createdAt.toISOString(),
  threadId: row.threadId,
  may: { remove: removal(principal, row) },
})
