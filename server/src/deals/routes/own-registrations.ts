import { say } from '@hansa/contract/language'
import * as api from '@hansa/contract/own-registrations'
import type { OwnRegistration, OwnRegistrationRecord, RegistrationAct } from '@hansa/contract/registrations'
import { Refusal } from '../../core/errors.ts'
import { recordEvents } from '../../core/events/record.ts'
import { done, handle, handleOutside, type Context, type Route } from '../../core/http/route.ts'
import { defaultProgramme } from '../../programme/queries/programmes.ts'
import { bookOf, perform, standing } from '../queries/act.ts'
import { readChain } from '../queries/chain.ts'
import { beginClaim, columnsOf, countryOf, ownCustomers, sendClaim } from '../queries/claim.ts'
import { convert } from '../queries/convert.ts'
import { dropFilesOf } from '../queries/registration-files.ts'
import * as queries from '../queries/registrations.ts'
import { mayAct } from '../rules/registration/acts.ts'
import { mayOf, receiptOf } from './receipt.ts'

const acts = ['submit', 'answer', 'appeal', 'withdraw', 'report_progress', 'request_extension', 'convert'] as const

async function present(ctx: Context, row: queries.RegistrationRow): Promise<OwnRegistration> {
  const book = await bookOf(ctx.db, row, ctx.now)
  const it = await standing(ctx.db, row)
  const may = mayOf(acts, (act) => mayAct(it, act, { by: 'partner', at: ctx.now }, book))
  return { ...queries.presentShared(row), may: { ...may, edit: row.state === 'draft' || may.submit! } }
}

/** One registration of the caller's own partner, with its receipt and history. */
export async function readOwnRecord(ctx: Context, id: string): Promise<OwnRegistrationRecord> {
  const row = await queries.rowOf(ctx.db, id)
  return {
    ...(await present(ctx, row)),
    receipt: await receiptOf(ctx, row),
    history: await readChain(ctx.db, id),
  }
}

const send = (ctx: Context, id: string, version?: number) =>
  sendClaim(ctx, id, { actor: ctx.principal.name, at: () => ctx.services.clock.now(), version })

interface Said {
  readonly id: string
  readonly version: number
  readonly text?: string | undefined
}

/** An act of the partner's that says no more than its text. */
export const actOnOwn =
  (act: RegistrationAct) =>
  async (ctx: Context, { id, version, text }: Said) => {
    const { db, now, principal } = ctx
    const row = await queries.holdRegistration(db, id, version)
    const set = act === 'answer' ? { set: { question: null } } : {}
    // Answered too late, it goes to the end of the line.
    const isLate = act === 'answer' && row.answerDueAt === null
    if (isLate && row.state === 'info_requested') await queries.takePlace(db, id)
    const at = isLate ? ctx.services.clock.now() : now
    const doing = { by: 'partner', at, actor: principal.name, text: text ?? null, ...set } as const
    await ctx.record(await perform(db, row, act, doing))
    if (act === 'request_extension') await extendByRule(ctx, id)
    return readOwnRecord(ctx, id)
  }

/** The first extensions are granted by rule. */
async function extendByRule(ctx: Context, id: string): Promise<void> {
  const row = await queries.holdRegistration(ctx.db, id)
  const { rules } = await bookOf(ctx.db, row, ctx.now)
  if (row.extensions >= rules.protection.extendBySelf) return
  const doing = { by: 'check', at: ctx.now, actor: 'rules', rule: 'protection.extendBySelf' } as const
  await ctx.record(await perform(ctx.db, row, 'extend_by_rule', doing))
}

export const ownRegistrations: Route[] = [
  handle(api.listOwnRegistrations, async (ctx, input) => {
    const list = await queries.listOwn(ctx.db, input, (row) => row)
    const items: OwnRegistration[] = []
    for (const row of list.items) items.push(await present(ctx, row))
    return { ...list, items }
  }),
  handle(api.readOwnRegistration, (ctx, { id }) => readOwnRecord(ctx, id)),
  handle(api.readRegistrationForm, async ({ db, now, principal }) => {
    const programmeId = await defaultProgramme(db)
    const { rules, rulesVersion } = await bookOf(db, { programmeId, rulesVersion: null }, now)
    const { currency } = await db.selectFrom('ecosystem').select('currency').executeTakeFirstOrThrow()
    return {
      families: rules.families,
      territories: rules.territories,
      country: await countryOf(db, principal.partnerId!),
      customers: await ownCustomers(db),
      currency,
      reviewDays: rules.review.days,
      protectionDays: rules.protection.days,
      appealDays: rules.appealDays,
      rulesVersion,
    }
  }),
  handle(api.createRegistration, async (ctx, { send: sendIt, ...claim }) => {
    const { db, now, principal } = ctx
    const id = await beginClaim(db, { ...claim, partnerId: principal.partnerId!, submitterId: principal.memberId }, now)
    if (sendIt) await send(ctx, id)
    return readOwnRecord(ctx, id)
  }),
  handle(api.updateRegistration, async (ctx, { id, version, ...claim }) => {
    const row = await queries.holdRegistration(ctx.db, id, version)
    if (row.state !== 'draft')
      throw new Refusal('conflict', say`What was sent is not edited: withdraw it, or answer what you are asked.`)
    await queries.writeRegistration(ctx.db, id, columnsOf(claim))
    return readOwnRecord(ctx, id)
  }),
  handle(api.discardRegistration, async ({ db }, { id }) => {
    await dropFilesOf(db, id)
    await queries.deleteDraft(db, id)
    return done
  }),
  handle(api.submitRegistration, async (ctx, { id, version }) => {
    await send(ctx, id, version)
    return readOwnRecord(ctx, id)
  }),
  handle(api.answerRegistration, actOnOwn('answer')),
  handle(api.appealRegistration, actOnOwn('appeal')),
  handle(api.withdrawRegistration, actOnOwn('withdraw')),
  handle(api.reportRegistrationProgress, actOnOwn('report_progress')),
  handle(api.requestRegistrationExtension, actOnOwn('request_extension')),
  handleOutside(api.convertRegistration, async (ctx, { id, version }) => {
    // The deal names the company that the vendor knows the customer by, which the partner's own transaction does not see.
    await ctx.inside(({ db }) => queries.holdRegistration(db, id, version))
    const { ecosystemId, id: actorId, name } = ctx.principal!
    await ctx.services.database.scoped({ ecosystemId, partnerId: null }, async (db) => {
      const told = await convert(db, id, version, { by: 'partner', at: ctx.now, actor: name })
      await recordEvents(db, { kind: 'partner', id: actorId, name }, ctx.now, 'workspace', told)
    })
    return ctx.inside((inside) => readOwnRecord(inside, id))
  }),
  handle(api.proveOwnRegistration, async (ctx, { id }) => {
    const { db, now, principal } = ctx
    const row = await queries.rowOf(db, id)
    const { name } = await db.selectFrom('ecosystem').select('name').executeTakeFirstOrThrow()
    return {
      kind: 'hansa registration proof',
      version: 1,
      registrationId: row.id,
      ecosystem: name,
      partner: principal.partnerId!,
      issuedAt: now.toISOString(),
      events: await readChain(db, id),
    } as const
  }),
]
