import * as api from '@hansa/contract/identity'
import { permissions, type Permission } from '@hansa/contract/permissions'
import { createHash, randomBytes } from 'node:crypto'
import { can, type Principal } from '../../core/access.ts'
import type { Db } from '../../core/database/scope.ts'
import { Refusal, wrong } from '../../core/errors.ts'
import { isRead } from '../../core/http/input.ts'
import { done, handle, handleOutside, type Route } from '../../core/http/route.ts'
import type { Services } from '../../core/services.ts'
import type { Auth } from '../adapters/auth.ts'
import { whoHasLink } from './links.ts'
import { foundFirstEcosystem } from './setup.ts'
import * as queries from '../queries.ts'
import { currentMembership, partnerProblem, scopesBeyond } from '../rules.ts'

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')

/** Who is behind a request: an API key in `Authorization`, a link from a mail, or a session's cookie. */
export const whoIs =
  (auth: Auth, database: Services['database']) =>
  async (request: Request, now: Date): Promise<Principal | undefined> => {
    const bearer = /^Bearer (hansa_[\w-]{20,100})$/.exec(request.headers.get('authorization') ?? '')?.[1]
    if (bearer) {
      const owner = await database.outside((db) => queries.keyBehind(db, hashOf(bearer), now))
      return owner && { ...owner, kind: 'key', id: owner.keyId }
    }
    const byLink = await whoHasLink(request, database, now)
    if (byLink) return byLink
    const session = await auth.session(request.headers)
    if (!session) return undefined
    // Another site can make a browser send the cookie, but not this header.
    if (!isRead(request) && request.headers.get('x-hansa') === null)
      throw new Refusal('forbidden', 'Writes of a signed-in browser need the header “X-Hansa: 1”.')
    const memberships = await database.outside((db) => queries.membershipsOf(db, session.user.id))
    const here = currentMembership(memberships, session.membershipId)
    if (!here) return undefined
    const { ecosystemName: _, ...membership } = here
    return { ...membership, kind: 'user', id: here.memberId, userId: session.user.id, scopes: null }
  }

async function ownMembership(ctx: { principal: Principal | undefined; services: Services }, id: string) {
  const memberships = await ctx.services.database.outside((db) => queries.membershipsOf(db, ctx.principal!.userId))
  if (!memberships.some((membership) => membership.memberId === id))
    throw wrong('membershipId', `"${id}" is not a place of yours`)
}

async function keepOneAdministrator(db: Db) {
  if ((await queries.countAdministrators(db)) === 0)
    throw new Refusal(
      'conflict',
      'This would leave the ecosystem without an administrator. Make someone else administrator first.',
    )
}

/** @param setUpCode asked for at set-up where Hansa can be reached from beyond this machine. */
export const identity = (auth: Auth, setUpCode: string | null): Route[] => [
  handleOutside(api.readSetUp, async ({ services }) => ({
    needed: !(await services.database.outside(queries.anyEcosystem)),
    codeNeeded: setUpCode !== null,
    samples: Object.entries(api.samples).map(([key, sample]) => ({ key, ...sample })),
  })),
  handleOutside(api.setUp, async ({ services, reply, request }, { code, ...input }) => {
    if (setUpCode !== null && code !== setUpCode)
      throw new Refusal('forbidden', 'The code is not the one that Hansa printed when it started.')
    await foundFirstEcosystem(services, auth, input)
    for (const cookie of (await auth.signIn(input.email, input.password, request.headers)) ?? [])
      reply.append('set-cookie', cookie)
    return done
  }),
  handleOutside(api.signIn, async ({ request, reply }, { email, password }) => {
    const cookies = await auth.signIn(email, password, request.headers)
    if (!cookies) throw new Refusal('signed_out', 'E-mail and password do not belong together.')
    for (const cookie of cookies) reply.append('set-cookie', cookie)
    return done
  }),
  handleOutside(api.signOut, async ({ request, reply }) => {
    for (const cookie of await auth.signOut(request.headers)) reply.append('set-cookie', cookie)
    return done
  }),
  handle(api.readMe, async ({ db, principal }) => ({
    user: { id: principal.userId, name: principal.name, email: principal.email },
    ecosystem: await queries.readEcosystem(db),
    role: principal.role,
    partnerId: principal.partnerId,
    permissions: (Object.keys(permissions) as Permission[]).filter((permission) => can(principal, permission)),
    memberships: (await queries.membershipsOf(db, principal.userId)).map((membership) => ({
      id: membership.memberId,
      ecosystemName: membership.ecosystemName,
      role: membership.role,
    })),
  })),
  handleOutside(api.switchMembership, async (ctx, { membershipId }) => {
    const session = await auth.session(ctx.request.headers)
    if (!session) throw new Refusal('invalid', 'An API key works in one ecosystem; only a session can switch.')
    await ownMembership(ctx, membershipId)
    await auth.choose(session.token, membershipId)
    return done
  }),

  handle(api.updateEcosystem, async (ctx, input) => {
    const ecosystem = await queries.updateEcosystem(ctx.db, input)
    await ctx.record({ verb: 'ecosystem.updated', objectId: ecosystem.id, data: input })
    return ecosystem
  }),
  handle(api.listMembers, ({ db }, input) => queries.listMembers(db, input)),
  handleOutside(api.addMember, async (ctx, { password, partnerId, ...person }) => {
    const problem = partnerProblem(person.role, partnerId)
    if (problem) throw wrong('partnerId', problem)
    // Before the login is made: it belongs to no ecosystem, so a refusal further down would leave it behind.
    await ctx.inside(async ({ db }) => {
      if (partnerId && !(await queries.isOrganization(db, partnerId)))
        throw wrong('partnerId', `"${partnerId}" is not an organization here`)
    })
    const user = await auth.ensureUser({ ...person, password })
    return ctx.inside(async ({ db, now, record }) => {
      if (await queries.isMember(db, user.id, partnerId ?? null))
        throw new Refusal('conflict', `${person.email} has a login here already. Change that one instead.`, [
          { field: 'email', message: `"${person.email}" has a login here already` },
        ])
      const member = await queries.insertMember(db, { ...person, userId: user.id, partnerId: partnerId ?? null }, now)
      await record({
        verb: 'member.added',
        objectId: member.id,
        partnerId: partnerId ?? null,
        data: { name: person.name, role: person.role },
      })
      return member
    })
  }),
  handleOutside(api.updateMember, async (ctx, { id, version, ...set }) => {
    const member = await ctx.inside(async ({ db, record }) => {
      const changed = await queries.updateMember(db, id, version, set)
      const problem = partnerProblem(changed.role, changed.partnerId ?? undefined)
      if (problem) throw wrong('role', problem)
      await keepOneAdministrator(db)
      await record({
        verb: set.disabled ? 'member.disabled' : 'member.updated',
        objectId: id,
        partnerId: changed.partnerId,
        data: set,
      })
      return changed
    })
    if (set.disabled) await auth.endSessions(member.userId)
    return member
  }),

  handle(api.listApiKeys, ({ db, principal }, input) => queries.listApiKeys(db, principal.memberId, input)),
  handleOutside(api.createApiKey, (ctx, input) =>
    ctx.inside(async ({ db, principal, now, record }) => {
      const beyond = scopesBeyond(principal.role, input.scopes)
      if (beyond.length > 0) throw wrong('scopes', `${beyond.join(', ')} is beyond your own role`)
      const expiresAt = input.expiresAt ? new Date(input.expiresAt) : null
      if (expiresAt && expiresAt <= now) throw wrong('expiresAt', `${input.expiresAt} lies in the past`)
      const secret = `hansa_${randomBytes(30).toString('base64url')}`
      const key = await queries.insertApiKey(
        db,
        { memberId: principal.memberId, name: input.name, secretHash: hashOf(secret), scopes: input.scopes, expiresAt },
        now,
      )
      await record({ verb: 'api_key.created', objectId: key.id, data: { name: key.name, scopes: key.scopes } })
      return { ...key, secret }
    }),
  ),
  handle(api.revokeApiKey, async ({ db, principal, now, record }, { id }) => {
    await queries.revokeApiKey(db, principal.memberId, id, now)
    await record({ verb: 'api_key.revoked', objectId: id })
    return done
  }),

  handle(api.listViews, ({ db, principal }, input) => queries.listViews(db, principal.memberId, input)),
  handle(api.saveView, ({ db, principal, now }, input) => queries.saveView(db, principal.memberId, input, now)),
  handle(api.deleteView, async ({ db, principal }, { id }) => {
    await queries.deleteView(db, principal.memberId, id)
    return done
  }),
]
