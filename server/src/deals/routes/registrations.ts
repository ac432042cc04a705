import { say } from '@hansa/contract/language'
import * as api from '@hansa/contract/registrations'
import type { Registration, RegistrationAct, RegistrationRecord } from '@hansa/contract/registrations'
import { can, mayIf } from '../../core/access.ts'
import { wrong } from '../../core/errors.ts'
import { handle, type Context, type Route } from '../../core/http/route.ts'
import { bookOf, type Doing, perform, standing } from '../queries/act.ts'
import { readChain } from '../queries/chain.ts'
import { caseOf, holdersOf } from '../queries/court.ts'
import * as queries from '../queries/registrations.ts'
import { mayAct } from '../rules/registration/acts.ts'
import { mayOf, receiptOf } from './receipt.ts'

const acts = [
  ...(['approve', 'reject', 'request_information', 'overturn', 'uphold'] as const),
  ...(['extend', 'refuse_extension', 'reinstate', 'revoke'] as const),
]

const withMay = (ctx: Context, it: Omit<Registration, 'may'>): Registration => ({
  ...it,
  may: { review: mayIf(ctx.principal, 'registrations.review') },
})

async function readRecord(ctx: Context, id: string): Promise<RegistrationRecord> {
  const { db, now, principal } = ctx
  const shown = withMay(ctx, await queries.readRegistration(db, id))
  const row = await queries.rowOf(db, id)
  const book = await bookOf(db, row, now)
  const it = await standing(db, row)
  const acting = { by: 'vendor', memberId: principal.memberId, at: now } as const
  const may = can(principal, 'registrations.review') ? mayOf(acts, (act) => mayAct(it, act, acting, book)) : {}
  const found = await caseOf(db, id)
  return {
    ...shown,
    may: { ...shown.may, ...may },
    receipt: await receiptOf(ctx, row),
    history: await readChain(db, id),
    judgement: found?.judgement ? { ...found.judgement, conflicts: [...found.judgement.conflicts] } : null,
    partnerRecord: await queries.partnerRecord(db, row.partnerId),
  }
}

interface Said {
  readonly id: string
  readonly version: number
  readonly text?: string | undefined
}

/** A decision that says no more than its text. */
const ruled =
  (act: RegistrationAct) =>
  async (ctx: Context, { id, version, text }: Said) => {
    await decide(ctx, { id, version }, act, { text: text ?? null })
    return readRecord(ctx, id)
  }

async function decide(
  { db, now, principal, record }: Context,
  { id, version }: { id: string; version?: number },
  act: RegistrationAct,
  told: Partial<Doing>,
): Promise<void> {
  const row = await queries.holdRegistration(db, id, version)
  const doing = { by: 'vendor', memberId: principal.memberId, at: now, actor: 'vendor', ...told } as const
  await record(await perform(db, row, act, doing))
}

/** Reasons that say that somebody else was there make a duplicate; the others a refusal. */
const taken: readonly api.RejectionReason[] = [
  'existing_partner',
  'existing_direct',
  'existing_customer',
  'duplicate_self',
]

export const registrations: Route[] = [
  handle(api.listRegistrations, async (ctx, input) => {
    const list = await queries.listRegistrations(ctx.db, input, ctx.now)
    return { ...list, items: list.items.map((item) => withMay(ctx, item)) }
  }),
  handle(api.readRegistration, (ctx, { id }) => readRecord(ctx, id)),
  handle(api.approveRegistration, async (ctx, { id, version, text, customerChoice }) => {
    if (customerChoice) await giveWay(ctx, id)
    await decide(ctx, { id, version }, 'approve', {
      text: customerChoice ?? text ?? null,
      rule: customerChoice ? 'customer_choice' : null,
      evenIfEarlierWaits: customerChoice !== undefined,
    })
    return readRecord(ctx, id)
  }),
  handle(api.rejectRegistration, async (ctx, { id, version, reason, text }) => {
    if (reason === 'other' && !text) throw wrong('text', say`is needed where the reason is another one`)
    await decide(ctx, { id, version }, taken.includes(reason) ? 'find_duplicate' : 'reject', {
      reason,
      text: text ?? null,
    })
    return readRecord(ctx, id)
  }),
  handle(api.askRegistration, async (ctx, { id, version, question }) => {
    await decide(ctx, { id, version }, 'request_information', { text: question, set: { question } })
    return readRecord(ctx, id)
  }),
  handle(api.overturnRegistration, ruled('overturn')),
  handle(api.upholdRegistration, ruled('uphold')),
  handle(api.extendRegistration, ruled('extend')),
  handle(api.refuseRegistrationExtension, ruled('refuse_extension')),
  handle(api.reinstateRegistration, ruled('reinstate')),
  handle(api.revokeRegistration, ruled('revoke')),
]

/** The customer's written choice beats everything: whoever is protected with it now gives way. */
async function giveWay(ctx: Context, id: string): Promise<void> {
  const row = await queries.rowOf(ctx.db, id)
  const found = await caseOf(ctx.db, id)
  if (!found?.rootId || !row.country) return
  const holders = await holdersOf(ctx.db, { rootId: found.rootId, country: row.country, families: row.families })
  for (const holder of holders.filter((other) => other !== id).toSorted())
    await decide(ctx, { id: holder }, 'revoke', { rule: 'customer_choice', text: null })
}
