import { say } from '@hansa/contract/language'
import * as api from '@hansa/contract/security'
import { randomBytes } from 'node:crypto'
import { Refusal, wrong } from '../../core/errors.ts'
import { done, handleOutside, type OutsideContext, type Route } from '../../core/http/route.ts'
import type { Auth } from '../adapters/auth.ts'
import { base32, fromBase32, recoveryCodeOf, stepOf, uriOf } from '../adapters/totp.ts'
import { membershipsOf } from '../queries.ts'
import { hasPassword } from '../queries/logins.ts'
import { endSessions } from '../queries/sessions.ts'
import * as queries from '../queries/two-factor.ts'
import { ownLogin, tellPlaces } from './entry.ts'
import { tried } from './throttle.ts'

/** Uses up a code of the app or a recovery code. Answers which it was; undefined where it is neither. */
export function takeCode(
  ctx: Pick<OutsideContext, 'services' | 'now'>,
  auth: Auth,
  userId: string,
  code: string,
): Promise<'app' | 'recovery code' | undefined> {
  return ctx.services.database.outside(async (db) => {
    const factor = await queries.twoFactorOf(db, userId)
    if (!factor) return undefined
    const step = stepOf(fromBase32(auth.unseal(factor.secret)), code, ctx.now)
    if (step !== undefined) return (await queries.takeStep(db, userId, step)) ? 'app' : undefined
    return (await queries.takeRecoveryCode(db, userId, recoveryCodeOf(code))) ? 'recovery code' : undefined
  })
}

/** Ten, of 50 random bits each: `k3j9f-7m2pq`. */
const newRecoveryCodes = (): string[] =>
  Array.from({ length: 10 }, () => base32(randomBytes(7)).toLowerCase().slice(0, 10).replace(/^.{5}/, '$&-'))

const codeIsWrong = () => wrong('code', say`is not the code of this moment, or was used already`)

export const twoFactor = (auth: Auth): Route[] => {
  /** The caller, after a right code. */
  const withCode = async (ctx: OutsideContext, code: string) => {
    const session = await ownLogin(ctx, auth)
    const { id, email } = session.user
    if (!(await tried(ctx, 'code', email, () => takeCode(ctx, auth, id, code)))) throw codeIsWrong()
    return session
  }
  return [
    handleOutside(api.beginTwoFactor, async (ctx, { password }) => {
      const { user } = await ownLogin(ctx, auth)
      const { database } = ctx.services
      // A browser left open must not be enough to take the login over.
      if (await database.outside((db) => hasPassword(db, user.id))) {
        const right =
          password && (await tried(ctx, 'password', user.email, () => auth.checkPassword(user.email, password)))
        if (!right) throw wrong('password', say`is not your password`)
      }
      const secret = base32(randomBytes(20))
      const proposed = await database.outside((db) => queries.proposeTwoFactor(db, user.id, auth.seal(secret)))
      if (!proposed)
        throw new Refusal('conflict', say`Your second factor is on already. Switch it off to set up another.`)
      return { secret, uri: uriOf('Hansa', user.email, secret) }
    }),
    handleOutside(api.confirmTwoFactor, async (ctx, { code }) => {
      const session = await withCode(ctx, code)
      const { id, email, name } = session.user
      const codes = newRecoveryCodes()
      await ctx.services.database.outside(async (db) => {
        if (await queries.hasTwoFactor(db, id)) throw new Refusal('conflict', say`Your second factor is on already.`)
        await queries.confirmTwoFactor(db, id, ctx.now)
        await queries.replaceRecoveryCodes(db, id, codes.map(recoveryCodeOf))
        await endSessions(db, { userId: id, except: session.id })
        const told = { verb: 'two_factor.enabled' }
        await tellPlaces(ctx, db, id, told, {
          to: email,
          toName: name,
          subject: say`Two-factor sign-in is on`,
          text: [
            say`From now on, signing in asks for a code of your authenticator app. Other sessions of yours have ended.`,
            say`If this was not you, ask for a new password at once and tell an administrator.`,
          ],
        })
      })
      ctx.services.wake()
      return { recoveryCodes: codes }
    }),
    handleOutside(api.renewRecoveryCodes, async (ctx, { code }) => {
      const { user } = await withCode(ctx, code)
      const codes = newRecoveryCodes()
      await ctx.services.database.outside(async (db) => {
        if (!(await queries.hasTwoFactor(db, user.id))) throw codeIsWrong()
        await queries.replaceRecoveryCodes(db, user.id, codes.map(recoveryCodeOf))
        await tellPlaces(ctx, db, user.id, { verb: 'two_factor.recovery_codes_renewed' })
      })
      return { recoveryCodes: codes }
    }),
    handleOutside(api.disableTwoFactor, async (ctx, { code }) => {
      const { user } = await withCode(ctx, code)
      await ctx.services.database.outside(async (db) => {
        await queries.removeTwoFactor(db, user.id)
        const asked = (await membershipsOf(db, user.id)).find((place) => place.lacksTwoFactor)
        if (asked)
          throw new Refusal(
            'conflict',
            say`${asked.ecosystemName} asks for a second factor, so it cannot be switched off.`,
          )
        await tellPlaces(
          ctx,
          db,
          user.id,
          { verb: 'two_factor.disabled' },
          {
            to: user.email,
            toName: user.name,
            subject: say`Two-factor sign-in is off`,
            text: [
              say`Signing in asks for your password alone again.`,
              say`If this was not you, ask for a new password at once and tell an administrator.`,
            ],
          },
        )
      })
      ctx.services.wake()
      return done
    }),
  ]
}
