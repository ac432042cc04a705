import * as api from '@hansa/contract/access'
import { say } from '@hansa/contract/language'
import { finishProvider, startProvider } from '@hansa/contract/sign-in'
import { enter } from '../../core/database/scope.ts'
import { missing, Refusal, wrong } from '../../core/errors.ts'
import { recordEvents } from '../../core/events/record.ts'
import { done, handle, handleOutside, type OutsideContext, type Route } from '../../core/http/route.ts'
import { newId } from '../../core/ids.ts'
import type { Auth } from '../adapters/auth.ts'
import { addressToSignIn, allowsLoopback, reachProvider, whoCameBack } from '../adapters/oidc.ts'
import { addressProblem } from '../adapters/outside.ts'
import { insertMember, membershipsOf } from '../queries.ts'
import { invitationBehind, openInvitationFor, readInvitation, type InvitationRow } from '../queries/invitations.ts'
import * as logins from '../queries/logins.ts'
import * as queries from '../queries/providers.ts'
import { endProviderSessions } from '../queries/sessions.ts'
import { hashOf, makeToken, newSecret, useToken } from '../queries/tokens.ts'
import { invitationState } from '../rules/invitations.ts'
import { claimsProblem, type Claims } from '../rules/providers.ts'
import { cookieOf, setCookie } from './cookies.ts'
import { letIn } from './entry.ts'
import { invitationOf, takePlace } from './invitations.ts'

/** What is kept while the person is at the provider. */
interface Journey {
  readonly ecosystemId: string
  readonly providerId: string
  readonly nonce: string
  readonly verifier: string
  /** The browser that set out must be the one that comes back. */
  readonly browser: string
  readonly path: string | null
  readonly door: 'workspace' | 'portal' | null
  /** The hash of the invitation's secret that the person came with. */
  readonly invitation: string | null
}

const problems = {
  plain: say`is not an address like https://login.example.com, without a query and without a password`,
  https: say`must begin with https://, so that nobody listens in on who signs in`,
  public: say`is not a public address, and this server calls no other`,
}

function checkIssuer(issuer: string | undefined) {
  const problem = issuer && addressProblem(issuer, allowsLoopback())
  if (problem) throw wrong('issuer', problems[problem])
}

export const providers = (auth: Auth): Route[] => [
  handle(api.listSignInProviders, ({ db }, input) => queries.listProviders(db, input)),
  handle(api.addSignInProvider, async ({ db, now, record }, { clientSecret, ...facts }) => {
    checkIssuer(facts.issuer)
    const provider = await queries.insertProvider(db, { ...facts, clientSecret: auth.seal(clientSecret) }, now)
    await record({ verb: 'sign_in_provider.added', objectId: provider.id, data: { ...facts } })
    return provider
  }),
  handle(api.updateSignInProvider, async ({ db, record }, { id, version, clientSecret, ...facts }) => {
    checkIssuer(facts.issuer)
    const before = await queries.readProvider(db, id)
    const provider = await queries.updateProvider(db, id, version, {
      ...facts,
      clientSecret: clientSecret && auth.seal(clientSecret),
    })
    // Another issuer names other people by the same subjects.
    if (provider.issuer !== before.issuer) await logins.unlinkProvider(db, id)
    await record({
      verb: 'sign_in_provider.updated',
      objectId: id,
      data: { ...facts, ...(clientSecret && { secretChanged: true }) },
    })
    return provider
  }),
  handle(api.removeSignInProvider, async ({ db, principal, record }, { id }) => {
    const { name } = await queries.readProvider(db, id)
    await queries.removeProvider(db, id)
    await logins.unlinkProvider(db, id)
    await endProviderSessions(db, principal.ecosystemId)
    await record({ verb: 'sign_in_provider.removed', objectId: id, data: { name } })
    return done
  }),
  handleOutside(api.checkSignInProvider, async (ctx, { id }) => {
    const provider = await ctx.inside(({ db }) => queries.readProvider(db, id))
    try {
      await reachProvider({ ...provider, clientSecret: auth.unseal(provider.clientSecret) })
      return { reachable: true, problem: null }
    } catch (error) {
      return { reachable: false, problem: reasonOf(error) }
    }
  }),

  handleOutside(startProvider, async (ctx, { providerId, next, door, invitation }) => {
    const { database, log } = ctx.services
    const provider = await providerOf(ctx, providerId)
    const invited = invitation ? await invitationOf(ctx, invitation) : undefined
    if (invited && invited.ecosystemId !== provider.ecosystemId) throw missing(say`sign-in provider`, providerId)
    const browser = newSecret()
    const secret = newSecret()
    const client = { ...provider, clientSecret: auth.unseal(provider.clientSecret) }
    const flow = await addressToSignIn(client, redirectUri(auth), secret, invited?.email).catch((error: unknown) => {
      log.warn({ err: error, provider: providerId }, 'a sign-in provider cannot be reached')
      throw new Refusal(
        'conflict',
        say`${provider.name} cannot be reached just now. Try again, or sign in another way.`,
      )
    })
    const journey: Journey = {
      ecosystemId: provider.ecosystemId,
      providerId,
      nonce: flow.nonce,
      verifier: flow.verifier,
      browser: hashOf(browser),
      path: next ?? null,
      door: door ?? null,
      invitation: invitation ? hashOf(invitation) : null,
    }
    const expiresAt = new Date(ctx.now.getTime() + 600_000)
    await database.outside((db) =>
      makeToken(db, { kind: 'provider', userId: null, data: { ...journey }, expiresAt, at: ctx.now, secret }),
    )
    setCookie(ctx, auth.secure, 'flow', browser, 600)
    return { url: flow.url }
  }),
  handleOutside(finishProvider, async (ctx, { query }) => {
    const { database, log } = ctx.services
    const sent = new URLSearchParams(query)
    const state = sent.get('state') ?? ''
    const token = await database.outside((db) => useToken(db, 'provider', state, ctx.now))
    const journey = token?.data as unknown as Journey | undefined
    const browser = cookieOf(ctx.request, 'flow')
    setCookie(ctx, auth.secure, 'flow', 'x'.repeat(20), 0)
    if (!journey || !browser || hashOf(browser) !== journey.browser)
      throw new Refusal(
        'signed_out',
        say`This sign-in was not begun in this browser, or it was finished already. Begin again.`,
      )
    const provider = await providerOf(ctx, journey.providerId)
    if (sent.has('error'))
      throw new Refusal('signed_out', say`${provider.name} did not sign you in. Try again, or sign in another way.`)
    const back = new URL(redirectUri(auth))
    back.search = sent.toString()
    const client = { ...provider, clientSecret: auth.unseal(provider.clientSecret) }
    const flow = { state, nonce: journey.nonce, verifier: journey.verifier }
    const claims = await whoCameBack(client, back, flow).catch((error: unknown) => {
      log.warn({ err: error, provider: provider.id }, 'what a sign-in provider answered does not hold')
      throw new Refusal(
        'signed_out',
        say`What ${provider.name} answered does not hold (${reasonOf(error)}). Begin again.`,
      )
    })
    const found = await recognize(ctx, provider, claims, journey.invitation)
    const signedIn = await letIn(ctx, auth, {
      ...found,
      method: 'provider',
      door: journey.door ?? undefined,
      onlyEcosystem: provider.ecosystemId,
    })
    return { ...signedIn, path: journey.path }
  }),
]

const redirectUri = (auth: Auth) => `${auth.address}/sign-in/back`

const reasonOf = (error: unknown): string => {
  const { code, message } = error as { code?: string; message?: string }
  return (code ?? message ?? 'unknown').slice(0, 200)
}

async function providerOf(ctx: OutsideContext, id: string): Promise<queries.ProviderRow> {
  const { database } = ctx.services
  const open = (await database.outside(queries.openProviders)).find((one) => one.id === id)
  if (!open) throw missing(say`sign-in provider`, id)
  return database.scoped({ ecosystemId: open.ecosystemId, partnerId: null }, (db) => queries.readProvider(db, id))
}

/**
 * Whose login it is: the one that is linked; else the one with the same verified address, which is linked now; else a
 * new one, for whoever is invited or, by the provider's default role, for everybody of its domains.
 */
const recognize = (
  ctx: OutsideContext,
  provider: queries.ProviderRow,
  claims: Claims,
  invitationHash: string | null,
): Promise<{ userId: string; memberId?: string }> =>
  ctx.services.database.outside(async (db) => {
    const { ecosystemId } = provider
    const linked = await logins.loginLinked(db, provider.id, claims.subject)
    const problem = claimsProblem(claims, provider)
    const hasPlace = async (userId: string) =>
      (await membershipsOf(db, userId)).some((place) => place.ecosystemId === ecosystemId)
    if (linked && invitationHash === null && (await hasPlace(linked))) return { userId: linked }
    if (problem) throw new Refusal('forbidden', problem)
    const email = claims.email!
    const login = await logins.loginByEmail(db, email)
    // Somebody else may have made this login with this address; the provider speaks for its own ecosystem alone.
    if (login && !login.emailVerified && !linked) {
      const places = await membershipsOf(db, login.id)
      if (places.some((place) => place.ecosystemId !== ecosystemId))
        throw new Refusal(
          'forbidden',
          say`The address ${email} is not confirmed here. Sign in with your password and confirm it.`,
        )
    }
    const here = await enter(db, ecosystemId)
    const invited = await invitationFor(here, invitationHash, email, ctx.now)
    const known = linked ?? login?.id
    const isHere = known !== undefined && (await hasPlace(known))
    if (!invited && !isHere && provider.defaultRole === null)
      throw new Refusal('forbidden', say`Nobody has invited ${email} here. Ask an administrator for an invitation.`)
    const userId = known ?? newId('user', ctx.now)
    const name = login?.name ?? (invited?.name || (claims.name ?? email))
    if (!known)
      await logins.insertLogin(db, { id: userId, name, email, emailVerified: invitationHash !== null, at: ctx.now })
    if (!linked) await logins.linkLogin(db, userId, provider.id, claims.subject, ctx.now)
    if (invited) return { userId, ...(await takePlace(here, invited, { userId, name }, ctx.now)) }
    if (isHere) return { userId }
    const member = await insertMember(
      here,
      { userId, name, email, role: provider.defaultRole!, partnerId: null },
      ctx.now,
    )
    await recordEvents(here, { kind: 'user', id: member.id, name }, ctx.now, 'sign-in', [
      { verb: 'member.added', objectId: member.id, data: { name, role: member.role, providerId: provider.id } },
    ])
    return { userId, memberId: member.id }
  })

/** The invitation that the person came with, which must be for their address; else one that waits for it. */
async function invitationFor(
  here: Awaited<ReturnType<typeof enter>>,
  hash: string | null,
  email: string,
  now: Date,
): Promise<InvitationRow | undefined> {
  if (hash === null) return openInvitationFor(here, email, now)
  const at = await invitationBehind(here, hash)
  const row = at && (await readInvitation(here, at.id))
  if (!row || invitationState(row, now) !== 'open')
    throw new Refusal(
      'missing',
      say`This invitation has expired, was withdrawn or was accepted already. Ask for a new one.`,
    )
  if (row.email !== email)
    throw new Refusal('forbidden', say`The invitation is for ${row.email}, but you signed in as ${email}.`)
  return row
}
