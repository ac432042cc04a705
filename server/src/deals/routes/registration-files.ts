import { Readable } from 'node:stream'
import { english, said, say } from '@hansa/contract/language'
import * as api from '@hansa/contract/registration-files'
import type { RegistrationFile } from '@hansa/contract/registration-files'
import { mayIf } from '../../core/access.ts'
import { missing, Refusal, wrong } from '../../core/errors.ts'
import { dropFile, keepFile, readFile } from '../../core/files.ts'
import { done, handle, handleOutside, type Context, type OutsideContext, type Route } from '../../core/http/route.ts'
import { newId } from '../../core/ids.ts'
import { cleanName, fileProblem, mostBytes } from '../../messages/rules/files.ts'
import { bookOf, standing } from '../queries/act.ts'
import * as queries from '../queries/registration-files.ts'
import { type RegistrationRow, rowOf } from '../queries/registrations.ts'
import { mayAct } from '../rules/registration/acts.ts'

const most = 20

const sideOf = ({ principal }: Pick<Context, 'principal'>) => (principal.partnerId ? 'partner' : 'vendor')

/** Whether the caller may add and take back what is not sent yet. */
const rights = (ctx: Context) => sideOf(ctx) === 'partner' || mayIf(ctx.principal, 'registrations.review')

const present = (ctx: Context, row: queries.RegistrationFileRow): RegistrationFile => ({
  id: row.id,
  name: row.name,
  bytes: Number(row.bytes),
  sha256: row.sha256,
  side: row.side,
  keptBy: row.keptByName,
  createdAt: row.createdAt.toISOString(),
  act: row.act,
  may: {
    remove: row.act !== null ? english`It was sent and is part of the history now.` : rights(ctx),
  },
})

/** Whether something can be said about a registration now that a file would go with: `true`, or why not. */
async function mayAdd(ctx: Context, row: RegistrationRow) {
  if (sideOf(ctx) === 'vendor')
    return (
      row.state === 'in_review' ||
      row.state === 'in_appeal' ||
      say`Documents are kept with a decision; none is due now.`
    )
  const [it, book] = [await standing(ctx.db, row), await bookOf(ctx.db, row, ctx.now)]
  return (
    queries.partnerCarries.some((act) => mayAct(it, act, { by: 'partner', at: ctx.now }, book) === true) ||
    say`Files go with a claim, an answer, an appeal, or a report of progress; none of these is possible now.`
  )
}

/** The registration, where a draft is nobody's but the partner's. */
async function registrationOf(ctx: Context, id: string): Promise<RegistrationRow> {
  const row = await rowOf(ctx.db, id)
  if (row.state === 'draft' && sideOf(ctx) === 'vendor') throw missing(say`registration`, id)
  return row
}

async function list(ctx: Context, id: string) {
  const row = await registrationOf(ctx, id)
  const open = await mayAdd(ctx, row)
  const files = await queries.filesOf(ctx.db, id, sideOf(ctx))
  const add = rights(ctx) === true ? open === true || said(open) : rights(ctx)
  return { items: files.map((file) => present(ctx, file)), may: { add } }
}

async function refuseClosed(ctx: Context, id: string): Promise<RegistrationRow> {
  const row = await registrationOf(ctx, id)
  const open = await mayAdd(ctx, row)
  if (open !== true) throw new Refusal('conflict', open)
  if ((await queries.filesOf(ctx.db, id, sideOf(ctx))).length >= most)
    throw new Refusal('too_many', say`A registration has ${most} files at most.`)
  return row
}

async function takeIn(ctx: OutsideContext, given: { id: string; name: string }): Promise<RegistrationFile> {
  const principal = ctx.principal!
  const { database } = ctx.services
  const name = cleanName(given.name)
  // Before the first byte is kept.
  await ctx.inside((inside) => refuseClosed(inside, given.id))
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
  try {
    return await ctx.inside(async (inside) => {
      const { partnerId } = await refuseClosed(inside, given.id)
      const row = {
        id: newId('evd', ctx.now),
        registrationId: given.id,
        partnerId: principal.partnerId ? partnerId : null,
        fileId: kept.id,
        name,
        bytes: kept.bytes,
        sha256: kept.sha256,
        side: sideOf(inside),
        keptBy: principal.memberId,
        keptByName: principal.name,
        createdAt: ctx.now,
        act: null,
      } as const
      await queries.insertRegistrationFile(inside.db, row)
      return present(inside, { ...row, ecosystemId: principal.ecosystemId })
    })
  } catch (error) {
    await database.scoped(principal, (db) => dropFile(db, kept.id)).catch(() => {})
    throw error
  }
}

async function give(ctx: OutsideContext, id: string) {
  const row = await ctx.inside(async (inside) => {
    const file = await queries.readRegistrationFile(inside.db, id, sideOf(inside))
    // What the vendor's people look at is theirs.
    if (!ctx.principal!.partnerId)
      await inside.record({
        verb: 'registration.file_read',
        objectId: file.registrationId,
        organizationId: file.partnerId,
        data: { name: file.name },
      })
    return file
  })
  const content = Readable.from(readFile(ctx.services.database, ctx.principal!, row.fileId))
  return { fileName: row.name, body: Readable.toWeb(content) as ReadableStream<Uint8Array> }
}

async function remove(ctx: Context, id: string) {
  await queries.removeRegistrationFile(ctx.db, id, sideOf(ctx))
  return done
}

export const registrationFiles: Route[] = [
  handle(api.listOwnRegistrationFiles, (ctx, { id }) => list(ctx, id)),
  handleOutside(api.addOwnRegistrationFile, takeIn),
  handleOutside(api.downloadOwnRegistrationFile, (ctx, { id }) => give(ctx, id)),
  handle(api.removeOwnRegistrationFile, (ctx, { id }) => remove(ctx, id)),
  handle(api.listRegistrationFiles, (ctx, { id }) => list(ctx, id)),
  handleOutside(api.addRegistrationFile, takeIn),
  handleOutside(api.downloadRegistrationFile, (ctx, { id }) => give(ctx, id)),
  handle(api.removeRegistrationFile, (ctx, { id }) => remove(ctx, id)),
]
