import { say } from '@hansa/contract/language'
import * as api from '@hansa/contract/programme'
import type { Programme } from '@hansa/contract/programme'
import { mayIf, type Principal } from '../../core/access.ts'
import { beginnings, today } from '../../core/calendar.ts'
import type { Db } from '../../core/database/scope.ts'
import { missing, Refusal, wrong } from '../../core/errors.ts'
import { handle, type Context, type Route } from '../../core/http/route.ts'
import { newId } from '../../core/ids.ts'
import { changes } from '../../core/objects.ts'
import * as queries from '../queries/programmes.ts'
import { differences, slugOf, stateAt } from '../rules/versions.ts'

const withMay = (principal: Principal, programme: Omit<Programme, 'may'>): Programme => ({
  ...programme,
  may: { edit: mayIf(principal, 'programme.write') },
})

/** The address of a form is unique in the whole installation. */
const slugTaken = (error: unknown): never => {
  if ((error as { constraint?: string }).constraint === 'programme_slug_key')
    throw wrong('slug', say`this address is taken; choose another one`)
  throw error
}

async function beginningOf(db: Db, from: string | undefined, now: Date): Promise<Date> {
  const day = await today(db, now)
  if (from === undefined || from === day) return now
  if (from < day)
    throw wrong(
      'from',
      say`${from} has passed, and what was decided since would no longer hold; the first day that can be named is ${day}`,
    )
  return (await beginnings(db, [from])).get(from)!
}

async function read(ctx: Context, id: string) {
  return withMay(ctx.principal, await queries.readProgramme(ctx.db, id, ctx.now))
}

async function readVersion(ctx: Context, id: string, number: number) {
  return (await queries.listVersions(ctx.db, id, ctx.now)).find((version) => version.number === number)!
}

export const programmes: Route[] = [
  handle(api.listProgrammes, async ({ db, now, principal }) => ({
    items: (await queries.listProgrammes(db, now)).map((programme) => withMay(principal, programme)),
    next: null,
  })),
  handle(api.readProgramme, (ctx, { id }) => read(ctx, id)),
  handle(api.createProgramme, async (ctx, { name, description, like }) => {
    const { db, now, principal } = ctx
    const id = newId('prg', now)
    const rules = like ? (await queries.rulesAt(db, like, now)).rules : {}
    const slug = `${slugOf(name)}-${id.slice(-8)}`
    const { memberId: author, name: authorName } = principal
    await queries.insertProgramme(db, { id, name, description, slug, createdAt: now }, { rules, author, authorName })
    await ctx.record({ verb: 'programme.created', objectId: id, data: { name } })
    return read(ctx, id)
  }),
  handle(api.updateProgramme, async (ctx, { id, ...set }) => {
    const before = await queries.readProgramme(ctx.db, id, ctx.now)
    await queries.updateProgramme(ctx.db, { id, ...set }, ctx.now).catch(slugTaken)
    const { version: _, ...facts } = set
    const different = changes<object>(before, facts)
    if (Object.keys(different).length > 0)
      await ctx.record({ verb: 'programme.updated', objectId: id, data: { changes: different } })
    return read(ctx, id)
  }),
  handle(api.listProgrammeVersions, async ({ db, now }, { id }) => ({
    items: await queries.listVersions(db, id, now),
  })),
  handle(api.announceProgrammeVersion, async (ctx, { id, rules, basedOn, from, note }) => {
    const { db, now, principal } = ctx
    const versions = await queries.holdVersions(db, id)
    const newest = versions.at(-1)?.number ?? 0
    if (basedOn !== newest)
      throw new Refusal(
        'conflict',
        say`Somebody announced version ${newest} since you began from version ${basedOn}. Look at it, then announce yours again.`,
        [{ field: 'basedOn', message: say`is not the newest version ${newest}` }],
      )
    const validFrom = await beginningOf(db, from, now)
    const number = newest + 1
    await queries.insertVersion(db, {
      programmeId: id,
      number,
      validFrom,
      announcedAt: now,
      author: principal.memberId,
      authorName: principal.name,
      note,
      rules: JSON.stringify(rules),
    })
    await ctx.record({
      verb: 'programme.rules_announced',
      objectId: id,
      data: { number, validFrom: validFrom.toISOString(), note },
    })
    return readVersion(ctx, id, number)
  }),
  handle(api.withdrawProgrammeVersion, async (ctx, { id, number }) => {
    const versions = await queries.holdVersions(ctx.db, id)
    const version = versions.find((one) => one.number === number)
    if (!version) throw missing(say`version of the rules`, `${id} ${number}`)
    const state = stateAt(version, versions, ctx.now)
    if (state === 'withdrawn') throw new Refusal('conflict', say`Version ${number} was withdrawn already.`)
    if (state !== 'planned')
      throw new Refusal(
        'conflict',
        say`Version ${number} holds since ${version.validFrom.toISOString()}, and decisions stand on it; announce a new one instead.`,
      )
    await queries.withdrawVersion(ctx.db, id, number, ctx.now)
    await ctx.record({ verb: 'programme.rules_withdrawn', objectId: id, data: { number } })
    return readVersion(ctx, id, number)
  }),
  handle(api.compareProgrammeRules, async ({ db, now }, { id, rules, against }) => {
    const beside = against ? await queries.rulesOf(db, id, against) : await queries.rulesAt(db, id, now)
    return { against: beside.version, differences: differences(beside.rules, rules) }
  }),
]
