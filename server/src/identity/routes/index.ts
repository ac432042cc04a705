import * as api from '@hansa/contract/identity'
import { say } from '@hansa/contract/language'
import { permissions, type Permission } from '@hansa/contract/permissions'
import { can, type Principal } from '../../core/access.ts'
import { enter } from '../../core/database/scope.ts'
import { recordEvents } from '../../core/events/record.ts'
import { Refusal, wrong } from '../../core/errors.ts'
import { isRead } from '../../core/http/input.ts'
import { done, handle, handleOutside, type Route } from '../../core/http/route.ts'
import type { Services } from '../../core/services.ts'
import type { Auth } from '../adapters/auth.ts'
import { moveSession, seeSession } from '../queries/sessions.ts'
import { hashOf } from '../queries/tokens.ts'
import * as queries from '../queries.ts'
import { currentMembership, doorOf } from '../rules.ts'
import { letIn, ownSession, placesOf } from './entry.ts'
import { invitations } from './invitations.ts'
import { own } from './keys.ts'
import { whoHasLink } from './links.ts'
import { members } from './members.ts'
import { providers } from './providers.ts'
import { security } from './security.ts'
import { foundFirstEcosystem } from './setup.ts'
import { signIn } from './sign-in.ts'
import { twoFactor } from './two-factor.ts'

/** How exactly a session's last use is known. */
const seenEveryMs = 5 * 60_000

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
      throw new Refusal('forbidden', say`Writes of a signed-in browser need the header “X-Hansa: 1”.`)
    const isNews = session.lastSeenAt === null || now.getTime() - session.lastSeenAt.getTime() >= seenEveryMs
    const places = await database.outside(async (db) => {
      if (isNews) await seeSession(db, session.id, now)
      return placesOf(db, { userId: session.user.id, onlyEcosystem: session.onlyEcosystem })
    })
    const here = currentMembership(places, session.membershipId)
    if (!here) return undefined
    const { ecosystemId, memberId, role, partnerId, name, email, lacksTwoFactor } = here
    // Who lacks the second factor that the ecosystem asks for may set it up, and nothing else.
    const scopes = lacksTwoFactor ? [] : null
    return {
      kind: 'user',
      id: memberId,
      userId: session.user.id,
      ecosystemId,
      memberId,
      role,
      partnerId,
      name,
      email,
      scopes,
    }
  }

/** @param setUpCode asked for at set-up where Hansa can be reached from beyond this machine. */
export const identity = (auth: Auth, setUpCode: string | null): Route[] => [
  handleOutside(api.readSetUp, async ({ services }) => ({
    needed: !(await services.database.outside(queries.anyEcosystem)),
    codeNeeded: setUpCode !== null,
    samples: Object.entries(api.samples).map(([key, sample]) => ({ key, ...sample })),
  })),
  handleOutside(api.setUp, async (ctx, { code, ...input }) => {
    if (setUpCode !== null && code !== setUpCode)
      throw new Refusal('forbidden', say`The code is not the one that Hansa printed when it started.`)
    const userId = await foundFirstEcosystem(ctx.services, auth, input)
    await letIn(ctx, auth, { userId, method: 'set-up', onlyEcosystem: null })
    return done
  }),
  ...signIn(auth),
  ...security(auth),
  ...twoFactor(auth),
  ...invitations(auth),
  ...providers(auth),
  ...members(auth),
  ...own,

  handleOutside(api.readMe, async (ctx) => {
    const { principal, request, services } = ctx
    const session = principal?.kind === 'user' ? await auth.session(request.headers) : undefined
    const reach = { userId: principal!.userId, onlyEcosystem: session?.onlyEcosystem ?? null }
    const all = await services.database.outside((db) => placesOf(db, reach))
    // A key or a link works in one place, and knows of no other.
    const places = principal?.kind === 'user' ? all : all.filter((place) => place.memberId === principal?.memberId)
    return ctx.inside(async ({ db, principal: me }) => ({
      user: { id: me.userId, name: me.name, email: me.email },
      ecosystem: await queries.readEcosystem(db),
      role: me.role,
      partnerId: me.partnerId,
      permissions: (Object.keys(permissions) as Permission[]).filter((permission) => can(me, permission)),
      mustSetUpTwoFactor:
        me.kind === 'user' && places.some((place) => place.memberId === me.memberId && place.lacksTwoFactor),
      memberships: places.map((place) => ({
        id: place.memberId,
        ecosystemName: place.ecosystemName,
        partnerName: place.partnerName,
        role: place.role,
        door: doorOf(place),
        here: place.memberId === me.memberId,
      })),
    }))
  }),
  handleOutside(api.switchMembership, async (ctx, { membershipId }) => {
    const session = await ownSession(ctx, auth)
    const reach = { userId: session.user.id, onlyEcosystem: session.onlyEcosystem }
    await ctx.services.database.outside(async (db) => {
      const place = (await placesOf(db, reach)).find((one) => one.memberId === membershipId)
      if (!place) throw wrong('membershipId', say`"${membershipId}" is not a place of yours`)
      await moveSession(db, session.id, membershipId)
      const { partnerId, ecosystemId, name } = place
      const actor = { kind: partnerId ? 'partner' : 'user', id: membershipId, name } as const
      await recordEvents(await enter(db, ecosystemId), actor, ctx.now, 'sign-in', [
        { verb: 'sign_in.switched', objectId: membershipId, organizationId: partnerId, partnerId },
      ])
    })
    return done
  }),
  handle(api.updateEcosystem, async (ctx, input) => {
    const ecosystem = await queries.updateEcosystem(ctx.db, input)
    await ctx.record({ verb: 'ecosystem.updated', objectId: ecosystem.id, data: input })
    return ecosystem
  }),
]
