import { say } from '@hansa/contract/language'
import { Refusal } from '../../core/errors.ts'
import type { OutsideContext } from '../../core/http/route.ts'
import { isKnownDevice } from '../queries/sessions.ts'
import { countTry, forgiveTries, takeTry, triesOf } from '../queries/throttle.ts'
import { hashOf } from '../queries/tokens.ts'
import { ofAccount, ofNetwork, ofTokens, pressure, underPressure } from '../rules/throttle.ts'
import { cookieOf } from './cookies.ts'

type Asking = Pick<OutsideContext, 'request' | 'network' | 'services' | 'now'>

/** A call within the process comes from no network. */
const networkKey = (what: string, network: string): string | null =>
  network === 'local' ? null : `${what} network ${network}`

function tooMany(until: Date, now: Date): Refusal {
  const seconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000))
  return new Refusal(
    'too_many',
    say`Too many tries that failed. Try again in ${seconds} seconds, or ask for a new password by e-mail.`,
    undefined,
    seconds,
  )
}

/**
 * Lets somebody try to prove that an account is theirs, as `rules/throttle.ts` says. The try is taken before the work
 * begins, so that parallel ones are counted too.
 *
 * @param work answers undefined for a try that failed
 * @throws Refusal `too_many` with the seconds to wait
 */
export async function tried<T>(
  ctx: Asking,
  what: 'password' | 'code',
  email: string,
  work: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const { database } = ctx.services
  const device = cookieOf(ctx.request, 'device')
  const account = `${what} ${hashOf(email)}`
  const since = new Date(ctx.now.getTime() - ofAccount.forget * 1000)
  const taken = await database.outside(async (db) => {
    const known = device !== undefined && (await isKnownDevice(db, hashOf(device), email))
    const source = `${account} ${known ? `device ${hashOf(device)}` : `network ${ctx.network}`}`
    const network = known ? null : networkKey(what, ctx.network)
    const isPressed = !known && (await triesOf(db, account, since)) >= pressure
    const until =
      (await takeTry(db, source, isPressed ? underPressure : ofAccount, ctx.now)) ??
      (network === null ? undefined : await takeTry(db, network, ofNetwork, ctx.now))
    return { source, network, until }
  })
  if (taken.until) throw tooMany(taken.until, ctx.now)
  const result = await work()
  await database.outside((db) =>
    result === undefined
      ? countTry(db, account, ofAccount.forget, ctx.now)
      : forgiveTries(db, taken.source, taken.network, since),
  )
  return result
}

/** Slows down a network that sends secrets of links that are none. A right one always works. */
export async function knownSecret<T>(ctx: Asking, found: T | undefined, otherwise: Refusal): Promise<T> {
  if (found !== undefined) return found
  const key = networkKey('link', ctx.network)
  const until = key && (await ctx.services.database.outside((db) => takeTry(db, key, ofTokens, ctx.now)))
  throw until ? tooMany(until, ctx.now) : otherwise
}
