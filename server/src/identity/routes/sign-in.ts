import * as api from '@hansa/contract/sign-in'
import { say } from '@hansa/contract/language'
import { Refusal } from '../../core/errors.ts'
import { done, handleOutside, type OutsideContext, type Route } from '../../core/http/route.ts'
import type { Auth } from '../adapters/auth.ts'
import { loginByEmail, loginById } from '../queries/logins.ts'
import { openProviders } from '../queries/providers.ts'
import { seeToken, useToken } from '../queries/tokens.ts'
import { cookieOf, setCookie } from './cookies.ts'
import { begin, letIn, placesOf, tellPlaces } from './entry.ts'
import { tried } from './throttle.ts'
import { takeCode } from './two-factor.ts'

/** Recognizes somebody by e-mail and password; a failure is told where they belong, and slowed down. */
async function recognize(ctx: OutsideContext, auth: Auth, email: string, password: string): Promise<string> {
  const userId = await tried(ctx, 'password', email, () => auth.checkPassword(email, password))
  if (userId !== undefined) return userId
  await ctx.services.database.outside(async (db) => {
    const login = await loginByEmail(db, email)
    if (login) await tellPlaces(ctx, db, login.id, { verb: 'sign_in.failed', data: { method: 'password' } })
  })
  throw new Refusal('signed_out', say`E-mail and password do not belong together.`)
}

export const signIn = (auth: Auth): Route[] => [
  handleOutside(api.readSignIn, async ({ services }) => ({
    providers: (await services.database.outside(openProviders)).map(({ id, name }) => ({ id, name })),
  })),
  handleOutside(api.signIn, async (ctx, { email, password, door }) => {
    const userId = await recognize(ctx, auth, email, password)
    return letIn(ctx, auth, { userId, method: 'password', door, onlyEcosystem: null })
  }),
  handleOutside(api.signInWithCode, async (ctx, { code }) => {
    const { database } = ctx.services
    const secret = cookieOf(ctx.request, 'step')
    const step =
      secret === undefined ? undefined : await database.outside((db) => seeToken(db, 'second_step', secret, ctx.now))
    const late = new Refusal('signed_out', say`This sign-in took too long. Begin again with your password.`)
    if (!secret || !step?.userId) throw late
    const userId = step.userId
    const { email } = await database.outside((db) => loginById(db, userId))
    const method = await tried(ctx, 'code', email, () => takeCode(ctx, auth, userId, code))
    if (!method) {
      const failed = { verb: 'sign_in.failed', data: { method: 'two_factor' } }
      await database.outside((db) => tellPlaces(ctx, db, userId, failed))
      throw new Refusal('signed_out', say`This code is not right, or it was used already. Wait for the next one.`)
    }
    const {
      memberId,
      onlyEcosystem,
      method: first,
    } = step.data as Record<'memberId' | 'method', string> & {
      onlyEcosystem: string | null
    }
    const here = await database.outside(async (db) => {
      // Whoever holds the cookie twice comes in once.
      if (!(await useToken(db, 'second_step', secret, ctx.now))) throw late
      return (await placesOf(db, { userId, onlyEcosystem })).find((place) => place.memberId === memberId)
    })
    if (!here) throw late
    setCookie(ctx, auth.secure, 'step', 'x'.repeat(20), 0)
    return begin(ctx, auth, { userId, method: `${first}, ${method}`, onlyEcosystem }, here)
  }),
  handleOutside(api.signOut, async ({ request, reply }) => {
    for (const cookie of await auth.signOut(request.headers)) reply.append('set-cookie', cookie)
    return done
  }),
]
