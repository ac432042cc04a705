import { say } from '@hansa/contract/language'
import * as api from '@hansa/contract/security'
import { confirmEmail, forgotPassword, resetPassword } from '@hansa/contract/sign-in'
import { setTimeout as wait } from 'node:timers/promises'
import { missing, Refusal, wrong } from '../../core/errors.ts'
import { done, handleOutside, type OutsideContext, type Route } from '../../core/http/route.ts'
import type { Auth } from '../adapters/auth.ts'
import { enter } from '../../core/database/scope.ts'
import { membershipsOf, renameMember } from '../queries.ts'
import * as logins from '../queries/logins.ts'
import * as sessions from '../queries/sessions.ts'
import { takeTry } from '../queries/throttle.ts'
import { hashOf, makeToken, newSecret, seeToken, useToken } from '../queries/tokens.ts'
import { hasTwoFactor, recoveryCodesLeft } from '../queries/two-factor.ts'
import { deviceOf } from '../rules/device.ts'
import { ofMails } from '../rules/throttle.ts'
import { cookieOf, setCookie } from './cookies.ts'
import { ownLogin, ownSession, placesOf, tellPlaces } from './entry.ts'
import { knownSecret, tried } from './throttle.ts'

const resetMinutes = 60
/** Answers to a forgotten password take no less, whether or not there was anything to do. */
const leastMs = 200
const linkEnded = () => new Refusal('missing', say`This link has expired or was used already. Ask for a new one.`)

/** Before the paths of the pages that stand at the door which a person comes through. */
const doorsPath = async (db: logins.Anywhere, userId: string): Promise<string> =>
  (await membershipsOf(db, userId)).every((place) => place.partnerId !== null) ? '/portal' : ''

/** Somebody who may not be the right one asks for a link by mail. Says nothing, and takes the same time. */
async function mailReset(ctx: OutsideContext, email: string): Promise<void> {
  const { database } = ctx.services
  await database.outside(async (db) => {
    if (await takeTry(db, `reset mail ${hashOf(email)}`, ofMails, ctx.now)) return
    const login = await logins.loginByEmail(db, email)
    if (!login) return
    const expiresAt = new Date(ctx.now.getTime() + resetMinutes * 60_000)
    const token = await makeToken(db, { kind: 'reset', userId: login.id, data: {}, expiresAt, at: ctx.now })
    await tellPlaces(
      ctx,
      db,
      login.id,
      { verb: 'password.reset_asked' },
      {
        to: login.email,
        toName: login.name,
        subject: say`A new password`,
        text: [
          say`Somebody asked for a new password for your login. If it was you, follow the link within ${resetMinutes} minutes.`,
          say`If it was not you, there is nothing to do: your password stays as it is.`,
        ],
        action: { label: say`Choose a new password`, url: `${await doorsPath(db, login.id)}/reset-password#${token}` },
        private: true,
      },
    )
  })
  ctx.services.wake()
}

export const security = (auth: Auth): Route[] => [
  handleOutside(forgotPassword, async (ctx, { email }) => {
    await Promise.all([mailReset(ctx, email), wait(leastMs)])
    return done
  }),
  handleOutside(resetPassword, async (ctx, { token, password }) => {
    const { database } = ctx.services
    // Hashing is slow on purpose: not for whoever sends secrets that are none.
    await knownSecret(ctx, await database.outside((db) => seeToken(db, 'reset', token, ctx.now)), linkEnded())
    const hash = await auth.hashPassword(password)
    const device = cookieOf(ctx.request, 'device') ?? newSecret()
    const userId = await database.outside(async (db) => {
      const used = await useToken(db, 'reset', token, ctx.now)
      if (!used?.userId) return undefined
      const login = await logins.loginById(db, used.userId)
      if (!login.emailVerified) await logins.proveEmail(db, login.id)
      await logins.setPassword(db, login.id, hash, ctx.now)
      await sessions.endSessions(db, { userId: login.id })
      await sessions.forgetDevices(db, login.id)
      // Whoever was kept out by others' failures comes in by this browser.
      await sessions.rememberDevice(db, hashOf(device), login.id, ctx.now, ctx.now)
      await tellPlaces(ctx, db, login.id, { verb: 'password.reset' })
      return login.id
    })
    await knownSecret(ctx, userId, linkEnded())
    setCookie(ctx, auth.secure, 'device', device, 400 * 86_400)
    return done
  }),
  handleOutside(confirmEmail, async (ctx, { token }) => {
    const email = await ctx.services.database.outside(async (db) => {
      const used = await useToken(db, 'email', token, ctx.now)
      if (!used?.userId) return undefined
      const next = String(used.data.email)
      const other = await logins.loginByEmail(db, next)
      if (other && other.id !== used.userId) return undefined
      const before = await logins.loginById(db, used.userId)
      await logins.updateLogin(db, before.id, { email: next, emailVerified: true })
      for (const place of await membershipsOf(db, before.id))
        await renameMember(await enter(db, place.ecosystemId), place.memberId, { email: next })
      const isNew = next !== before.email
      await tellPlaces(
        ctx,
        db,
        before.id,
        { verb: isNew ? 'email.changed' : 'email.verified' },
        isNew
          ? {
              to: before.email,
              toName: before.name,
              subject: say`Your e-mail address was changed`,
              text: [
                say`You now sign in with ${next} instead of this address.`,
                say`If this was not you, tell an administrator at once.`,
              ],
            }
          : undefined,
      )
      return next
    })
    ctx.services.wake()
    return { email: await knownSecret(ctx, email, linkEnded()) }
  }),

  handleOutside(api.readSecurity, async (ctx) => {
    const { user } = await ownSession(ctx, auth)
    return ctx.services.database.outside(async (db) => ({
      email: user.email,
      emailVerified: user.emailVerified,
      hasPassword: await logins.hasPassword(db, user.id),
      twoFactor: await hasTwoFactor(db, user.id),
      recoveryCodesLeft: await recoveryCodesLeft(db, user.id),
      twoFactorRequired: (await membershipsOf(db, user.id)).some((place) => place.asksTwoFactor),
    }))
  }),
  handleOutside(api.changePassword, async (ctx, { current, password }) => {
    const session = await ownLogin(ctx, auth)
    const { id, email, name } = session.user
    if (!(await tried(ctx, 'password', email, () => auth.checkPassword(email, current))))
      throw wrong('current', say`is not your password`)
    const hash = await auth.hashPassword(password)
    await ctx.services.database.outside(async (db) => {
      await logins.setPassword(db, id, hash, ctx.now)
      await sessions.endSessions(db, { userId: id, except: session.id })
      await tellPlaces(
        ctx,
        db,
        id,
        { verb: 'password.changed' },
        {
          to: email,
          toName: name,
          subject: say`Your password was changed`,
          text: [
            say`Your password was changed just now, and your other sessions have ended.`,
            say`If this was not you, ask for a new password at once and tell an administrator.`,
          ],
        },
      )
    })
    ctx.services.wake()
    return done
  }),
  handleOutside(api.changeEmail, async (ctx, { email, password }) => {
    const { user } = await ownLogin(ctx, auth)
    if (!(await tried(ctx, 'password', user.email, () => auth.checkPassword(user.email, password))))
      throw wrong('password', say`is not your password`)
    await ctx.services.database.outside(async (db) => {
      // Whether somebody else signs in with this address is not the caller's to learn: then nothing is sent.
      const other = await logins.loginByEmail(db, email)
      if (other && other.id !== user.id) return
      const expiresAt = new Date(ctx.now.getTime() + 86_400_000)
      const token = await makeToken(db, { kind: 'email', userId: user.id, data: { email }, expiresAt, at: ctx.now })
      await tellPlaces(
        ctx,
        db,
        user.id,
        { verb: 'email.change_asked' },
        {
          to: email,
          toName: user.name,
          subject: say`Confirm your e-mail address`,
          text: [say`Follow the link within a day to sign in with this address from then on.`],
          action: { label: say`Confirm this address`, url: `${await doorsPath(db, user.id)}/confirm-email#${token}` },
          private: true,
        },
      )
    })
    ctx.services.wake()
    return done
  }),

  handleOutside(api.listSessions, async (ctx) => {
    const session = await ownSession(ctx, auth)
    const reach = { userId: session.user.id, onlyEcosystem: session.onlyEcosystem }
    return ctx.services.database.outside(async (db) => {
      const places = new Map((await placesOf(db, reach)).map((place) => [place.memberId, place]))
      const all = await sessions.sessionsOf(db, reach.userId, new Date())
      return {
        items: all
          .filter((one) => reach.onlyEcosystem === null || one.onlyEcosystem === reach.onlyEcosystem)
          .map((one) => {
            const place = places.get(one.membershipId ?? '')
            return {
              id: one.id,
              device: deviceOf(one.userAgent),
              place: place
                ? place.partnerName
                  ? `${place.partnerName} · ${place.ecosystemName}`
                  : place.ecosystemName
                : null,
              createdAt: one.createdAt.toISOString(),
              lastSeenAt: (one.lastSeenAt ?? one.createdAt).toISOString(),
              current: one.id === session.id,
            }
          })
          .toSorted((a, b) => Number(b.current) - Number(a.current)),
      }
    })
  }),
  handleOutside(api.endSession, async (ctx, { id }) => {
    const { user, onlyEcosystem } = await ownSession(ctx, auth)
    await ctx.services.database.outside(async (db) => {
      if ((await sessions.endSessions(db, { userId: user.id, id, onlyEcosystem })) === 0)
        throw missing(say`session of yours`, id)
      await tellPlaces(ctx, db, user.id, { verb: 'session.revoked', data: { sessions: 1 } })
    })
    return done
  }),
  handleOutside(api.endOtherSessions, async (ctx) => {
    const { user, id, onlyEcosystem } = await ownSession(ctx, auth)
    return ctx.services.database.outside(async (db) => {
      const ended = await sessions.endSessions(db, { userId: user.id, except: id, onlyEcosystem })
      if (ended > 0) await tellPlaces(ctx, db, user.id, { verb: 'session.revoked', data: { sessions: ended } })
      return { ended }
    })
  }),
]
