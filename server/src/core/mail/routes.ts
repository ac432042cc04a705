import { say } from '@hansa/contract/language'
import * as api from '@hansa/contract/mail'
import { addressOf, brandHere } from '../brand.ts'
import { Refusal } from '../errors.ts'
import { recordEvents } from '../events/record.ts'
import { done, handle, handleOutside, type OutsideContext, type Route } from '../http/route.ts'
import { deliverMail, readMessage } from './deliver.ts'
import { changeChoice, choiceBehind, listMails, presentMail, queueAgain, readMail } from './outbox.ts'

/** The caller's own choice. It concerns an address, not a partner, so it stands before the partners' wall. */
async function ownChoice(ctx: OutsideContext, set: Parameters<typeof changeChoice>[2]) {
  const { email, ecosystemId } = ctx.principal!
  return ctx.services.database.scoped({ ecosystemId, partnerId: null }, async (db) => {
    const { name } = await db.selectFrom('ecosystem').select('name').executeTakeFirstOrThrow()
    return { email, ecosystemName: name, ...(await changeChoice(db, email.toLowerCase(), set)) }
  })
}

/** Changes the choice of the address that a token stands for, and tells the log. */
async function byToken(ctx: OutsideContext, token: string, notifications: boolean | undefined) {
  const { database } = ctx.services
  const known = await database.outside((db) => choiceBehind(db, token))
  if (!known) throw new Refusal('missing', say`This link is not one of ours: it may have been copied incompletely.`)
  const { ecosystemId, address, ecosystemName } = known
  if (notifications !== undefined && notifications !== known.notifications)
    await database.scoped({ ecosystemId, partnerId: null }, async (db) => {
      await changeChoice(db, address, { notifications })
      const verb = notifications ? 'mail.subscribed' : 'mail.unsubscribed'
      await recordEvents(db, { kind: 'system', id: null }, ctx.now, 'link', [{ verb, data: { address } }])
    })
  return { email: address, ecosystemName, notifications: notifications ?? known.notifications }
}

export const mail: Route[] = [
  handle(api.listMails, async ({ db, language, services }, input) => ({
    ...(await listMails(db, language, input)),
    sending: services.mailer.sends,
  })),
  handle(api.readMail, async ({ db, language, services }, { id }) => {
    const row = await readMail(db, id)
    const { mailer } = services
    // What goes out by mail is its reader's. Where nothing goes out, there is no other way to get at it than this.
    const hidden = mailer.sends || row.private
    const message = hidden ? undefined : await readMessage(db, row, mailer.address)
    return {
      ...presentMail(row, language),
      hidden,
      text: message?.text ?? null,
      link: message && row.action ? addressOf(await brandHere(db), mailer.address, row.action.url) : null,
    }
  }),
  handle(api.sendMailAgain, async ({ db, now, enqueue, record }, { id }) => {
    await queueAgain(db, id, now)
    await enqueue({ kind: deliverMail.kind, input: { mailId: id } })
    await record({ verb: 'mail.sent_again', objectId: id })
    return done
  }),
  handleOutside(api.readMailChoice, (ctx) => ownChoice(ctx, {})),
  handleOutside(api.chooseMail, (ctx, input) => ownChoice(ctx, input)),
  handleOutside(api.unsubscribe, async (ctx, { token }) => {
    await byToken(ctx, token, false)
    return done
  }),
  handleOutside(api.changeSubscription, (ctx, { token, notifications }) => byToken(ctx, token, notifications)),
]
