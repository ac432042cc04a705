import type { Door } from '@hansa/contract/identity'
import { say } from '@hansa/contract/language'
import type { SignedIn } from '@hansa/contract/sign-in'
import { enter, type Db } from '../../core/database/scope.ts'
import { Refusal } from '../../core/errors.ts'
import { recordEvents, type NewEvent } from '../../core/events/record.ts'
import type { OutsideContext } from '../../core/http/route.ts'
import { enqueue } from '../../core/jobs/queue.ts'
import { sendMail, type NewMail } from '../../core/mail/send.ts'
import type { Auth, Session } from '../adapters/auth.ts'
import { membershipsOf, type Membership } from '../queries.ts'
import type { Anywhere } from '../queries/logins.ts'
import { rememberDevice } from '../queries/sessions.ts'
import { hashOf, makeToken, newSecret } from '../queries/tokens.ts'
import { hasTwoFactor } from '../queries/two-factor.ts'
import { doorOf, firstPlace } from '../rules.ts'
import { cookieOf, setCookie } from './cookies.ts'

const minutes = 60_000
const days = 86_400_000
/** Browsers forget cookies after 400 days. */
const deviceDays = 400

/** How somebody was recognized, and where they want to go. */
export interface Recognized {
  readonly userId: string
  readonly method: string
  readonly door?: Door | undefined
  /** The place to go to, where it is certain. */
  readonly memberId?: string | undefined
  /** The ecosystem whose provider recognized them: the session is good there and nowhere else. */
  readonly onlyEcosystem: string | null
}

/** A person's places, as far as a session reaches. */
export const placesOf = async (
  db: Anywhere,
  session: { userId: string; onlyEcosystem: string | null },
): Promise<Membership[]> =>
  (await membershipsOf(db, session.userId)).filter(
    (place) => session.onlyEcosystem === null || place.ecosystemId === session.onlyEcosystem,
  )

/** Lets in whoever was recognized: a session with its cookie, or, where there is one, the question for the second factor. */
export async function letIn(ctx: OutsideContext, auth: Auth, who: Recognized): Promise<SignedIn> {
  const { database } = ctx.services
  const { places, asks } = await database.outside(async (db) => ({
    places: await placesOf(db, who),
    asks: await hasTwoFactor(db, who.userId),
  }))
  const here = places.find((place) => place.memberId === who.memberId) ?? firstPlace(places, who.door)
  if (!here)
    throw new Refusal('forbidden', say`Your login has no place here any more. Ask an administrator to invite you.`)
  if (!asks) return begin(ctx, auth, who, here)
  const expiresAt = new Date(ctx.now.getTime() + 10 * minutes)
  const data = { method: who.method, memberId: here.memberId, onlyEcosystem: who.onlyEcosystem }
  const secret = await database.outside((db) =>
    makeToken(db, { kind: 'second_step', userId: who.userId, data, expiresAt, at: ctx.now }),
  )
  setCookie(ctx, auth.secure, 'step', secret, 600)
  return { next: 'two_factor', door: doorOf(here) }
}

/** Begins the session: everything that was asked has been answered. */
export async function begin(ctx: OutsideContext, auth: Auth, who: Recognized, here: Membership): Promise<SignedIn> {
  const { database } = ctx.services
  const device = cookieOf(ctx.request, 'device') ?? newSecret()
  await database.outside(async (db) => {
    const forget = new Date(ctx.now.getTime() - deviceDays * days)
    await rememberDevice(db, hashOf(device), who.userId, ctx.now, forget)
    // A partner's sign-in is engagement, told by the name that imports of other portals use.
    const verb = here.partnerId ? 'portal.signed_in' : 'sign_in.succeeded'
    await tell(db, here, ctx.now, { verb, data: { method: who.method } })
  })
  const where = { membershipId: here.memberId, onlyEcosystem: who.onlyEcosystem, at: ctx.now }
  for (const cookie of await auth.begin(who.userId, where, ctx.request.headers)) ctx.reply.append('set-cookie', cookie)
  setCookie(ctx, auth.secure, 'device', device, (deviceDays * days) / 1000)
  return { next: 'home', door: doorOf(here) }
}

/** Tells the log of one place what its member did, or what befell their login. */
async function tell(db: Anywhere, place: Membership, at: Date, event: NewEvent): Promise<Db> {
  const here = await enter(db, place.ecosystemId)
  const actor = { kind: place.partnerId ? 'partner' : 'user', id: place.memberId, name: place.name } as const
  await recordEvents(here, actor, at, 'sign-in', [
    { objectId: place.memberId, organizationId: place.partnerId, partnerId: place.partnerId, ...event },
  ])
  return here
}

/**
 * Tells every place of a person what befell their login, and the person by mail where it is given. The mail leaves from
 * their oldest place.
 */
export async function tellPlaces(
  ctx: Pick<OutsideContext, 'now'>,
  db: Anywhere,
  userId: string,
  event: NewEvent,
  mail?: NewMail,
): Promise<void> {
  for (const [index, place] of (await membershipsOf(db, userId)).entries()) {
    const here = await tell(db, place, ctx.now, event)
    if (index > 0 || !mail) continue
    await sendMail({ db: here, now: ctx.now, enqueue: (job) => enqueue(here, job, ctx.now, null) }, mail)
  }
}

/** The caller's session, for what concerns their own login. */
export async function ownSession(ctx: OutsideContext, auth: Auth): Promise<Session> {
  const session = ctx.principal?.kind === 'user' ? await auth.session(ctx.request.headers) : undefined
  if (!session) throw new Refusal('forbidden', say`This concerns a person’s own login: sign in to do it.`)
  return session
}

/**
 * The same, for changes to the login itself. Who came through one ecosystem's provider was recognized by that one alone;
 * the login may be good for others too.
 */
export async function ownLogin(ctx: OutsideContext, auth: Auth): Promise<Session> {
  const session = await ownSession(ctx, auth)
  const places = await ctx.services.database.outside((db) => membershipsOf(db, session.user.id))
  if (session.onlyEcosystem && places.some((place) => place.ecosystemId !== session.onlyEcosystem))
    throw new Refusal(
      'forbidden',
      say`Your login is also good for another ecosystem. Sign in with your password to change it.`,
    )
  return session
}
