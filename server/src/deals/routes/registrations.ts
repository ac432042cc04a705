import { say } from '@hansa/contract/language'
import type { RegistrationRulingAct } from '@hansa/contract/registration-queue'
import * as api from '@hansa/contract/registrations'
import type {
  Registration,
  RegistrationAct,
  RegistrationRecord,
  RegistrationState,
} from '@hansa/contract/registrations'
import { can, mayIf } from '../../core/access.ts'
import { wrong } from '../../core/errors.ts'
import { handle, type Context, type Route } from '../../core/http/route.ts'
import { bookOf, type Doing, perform, standing } from '../queries/act.ts'
import { readChain } from '../queries/chain.ts'
import { caseOf, holdersOf } from '../queries/court.ts'
import { listRegistrations, partnerClaims, readRegistration } from '../queries/queue.ts'
import * as queries from '../queries/registrations.ts'
import { hearNow, rivalsOf } from '../queries/rivals.ts'
import { mayAct } from '../rules/registration/acts.ts'
import { suggest } from '../rules/registration/suggest.ts'
import { mayOf, receiptOf } from './receipt.ts'

const acts = [
  ...(['approve', 'reject', 'find_duplicate', 'request_information', 'overturn', 'uphold'] as const),
  ...(['extend', 'refuse_extension', 'reinstate', 'revoke'] as const),
]

const withMay = (ctx: Context, it: Omit<Registration, 'may'>): Registration => ({
  ...it,
  may: { review: mayIf(ctx.principal, 'registrations.review') },
})

async function readRecord(ctx: Context, id: string): Promise<RegistrationRecord> {
  const { db, now, principal } = ctx
  const shown = withMay(ctx, await readRegistration(db, id, now))
  const row = await queries.rowOf(db, id)
  const book = await bookOf(db, row, now)
  const it = await standing(db, row)
  const acting = { by: 'vendor', memberId: principal.memberId, at: now } as const
  const may = can(principal, 'registrations.review') ? mayOf(acts, (act) => mayAct(it, act, acting, book)) : {}
  const found = await caseOf(db, id)
  const heard = await hearNow(db, row, book)
  const { rulesVersion } = book
  return {
    ...shown,
    may: { ...shown.may, ...may },
    receipt: await receiptOf(ctx, row),
    history: await readChain(db, id),
    judgement: found?.judgement ? { ...found.judgement, conflicts: [...found.judgement.conflicts] } : null,
    rivals: heard ? await rivalsOf(db, heard.conflicts) : [],
    suggestion: heard && isDecided(row.state) ? { ...suggest(heard), rulesVersion } : null,
    partnerRecord: await partnerClaims(db, row.partnerId, id),
  }
}

const isDecided = (state: RegistrationState) => state === 'in_review' || state === 'in_appeal'

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

interface Ruling {
  readonly act: RegistrationRulingAct
  readonly reason?: api.RejectionReason | undefined
  readonly text?: string | undefined
}

const isTaken = (reason: api.RejectionReason) =>
  (api.duplicateReasons as readonly api.RejectionReason[]).includes(reason)

/** What a ruling lacks, whatever it is about. */
export function checkRuling({ act, reason, text }: Ruling): void {
  const refuses = act === 'reject' || act === 'find_duplicate'
  if (refuses && !reason) throw wrong('reason', say`is needed: one of the list`)
  if (act === 'find_duplicate' && !isTaken(reason!))
    throw wrong(
      'reason',
      say`"${reason!}" does not say that somebody was there before; one of ${api.duplicateReasons.join(', ')} does`,
    )
  if (refuses && reason === 'other' && !text) throw wrong('text', say`is needed where the reason is another one`)
  if (act === 'request_information' && !text) throw wrong('text', say`is needed: what the partner is asked`)
}

/** One ruling on one claim, the same for one and for many. */
export async function rule(ctx: Context, named: { id: string; version: number }, ruling: Ruling): Promise<void> {
  const { act, reason = null, text = null } = ruling
  checkRuling(ruling)
  if (act === 'request_information') return decide(ctx, named, act, { text, set: { question: text } })
  if (act === 'approve') return decide(ctx, named, act, { text })
  return decide(ctx, named, isTaken(reason!) ? 'find_duplicate' : 'reject', { reason, text })
}

export const registrations: Route[] = [
  handle(api.listRegistrations, async (ctx, input) => {
    const list = await listRegistrations(ctx.db, input, ctx.now)
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
    await rule(ctx, { id, version }, { act: 'reject', reason, text })
    return readRecord(ctx, id)
  }),
  handle(api.askRegistration, async (ctx, { id, version, question }) => {
    await rule(ctx, { id, version }, { act: 'request_information', text: question })
    return readRecord(ctx, id)
  }),
  handle(api.overturnRegistration, async (ctx, { id, version, text, customerChoice }) => {
    if (customerChoice) await giveWay(ctx, id)
    await decide(ctx, { id, version }, 'overturn', {
      text: customerChoice ? `${text}\n${customerChoice}` : text,
      rule: customerChoice ? 'customer_choice' : null,
      evenIfEarlierWaits: customerChoice !== undefined,
    })
    return readRecord(ctx, id)
  }),
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
