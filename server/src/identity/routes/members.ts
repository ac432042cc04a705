import { listColleagues, updateColleague } from '@hansa/contract/access'
import * as api from '@hansa/contract/identity'
import { say } from '@hansa/contract/language'
import type { Role } from '@hansa/contract/permissions'
import type { Db } from '../../core/database/scope.ts'
import { Refusal, wrong } from '../../core/errors.ts'
import { done, handle, handleOutside, type Context, type Route } from '../../core/http/route.ts'
import { sendMail } from '../../core/mail/send.ts'
import type { Auth } from '../adapters/auth.ts'
import { revokeAllKeys } from '../queries/keys.ts'
import { endSessions } from '../queries/sessions.ts'
import { removeTwoFactor } from '../queries/two-factor.ts'
import * as queries from '../queries.ts'
import { partnerProblem } from '../rules.ts'

async function keepOneAdministrator(db: Db) {
  if ((await queries.countAdministrators(db)) === 0)
    throw new Refusal(
      'conflict',
      say`This would leave the ecosystem without an administrator. Make someone else administrator first.`,
    )
}

async function keepOnePartnerAdministrator(db: Db, partnerId: string | null) {
  if ((await queries.countAdministrators(db, partnerId)) === 0)
    throw new Refusal(
      'conflict',
      say`This would leave your company without an administrator in the portal. Make someone else administrator first.`,
    )
}

interface Change {
  readonly id: string
  readonly version: number
  readonly role?: Role | undefined
  readonly disabled?: boolean | undefined
}

/** Changes a member's role, or ends their access: then their sessions here and their keys end with this transaction. */
async function change(ctx: Context, { id, version, ...set }: Change) {
  const { db, now } = ctx
  const changed = await queries.updateMember(db, id, version, set)
  const problem = partnerProblem(changed.role, changed.partnerId ?? undefined)
  if (problem) throw wrong('role', problem)
  if (set.disabled) {
    await revokeAllKeys(db, id, now)
    await endSessions(db, { userId: changed.userId, membershipId: id })
  }
  await ctx.record({
    verb: set.disabled ? 'member.disabled' : set.disabled === false ? 'member.enabled' : 'member.updated',
    objectId: id,
    organizationId: changed.partnerId,
    partnerId: changed.partnerId,
    data: { name: changed.name, ...set },
  })
  return changed
}

export const members = (auth: Auth): Route[] => [
  handle(api.listMembers, ({ db }, input) => queries.listMembers(db, input)),
  handleOutside(api.addMember, async (ctx, { password, partnerId, ...person }) => {
    const problem = partnerProblem(person.role, partnerId)
    if (problem) throw wrong('partnerId', problem)
    // Before the login is made: it belongs to no ecosystem, so a refusal further down would leave it behind.
    await ctx.inside(async ({ db }) => {
      if (partnerId && !(await queries.isOrganization(db, partnerId)))
        throw wrong('partnerId', say`"${partnerId}" is not an organization here`)
    })
    const user = await auth.ensureUser({ ...person, password })
    return ctx.inside(async ({ db, now, record }) => {
      if (await queries.isMember(db, user.id, partnerId ?? null))
        throw new Refusal('conflict', say`${person.email} has a login here already. Change that one instead.`, [
          { field: 'email', message: say`"${person.email}" has a login here already` },
        ])
      const member = await queries.insertMember(db, { ...person, userId: user.id, partnerId: partnerId ?? null }, now)
      await record({
        verb: 'member.added',
        objectId: member.id,
        organizationId: partnerId ?? null,
        partnerId: partnerId ?? null,
        data: { name: person.name, role: person.role },
      })
      return member
    })
  }),
  handle(api.updateMember, async (ctx, input) => {
    const changed = await change(ctx, input)
    await keepOneAdministrator(ctx.db)
    return changed
  }),
  handle(api.resetTwoFactor, async (ctx, { id }) => {
    const { db } = ctx
    const member = await queries.readMember(db, id)
    const elsewhere = (await queries.membershipsOf(db, member.userId)).some(
      (place) => place.ecosystemId !== ctx.principal.ecosystemId,
    )
    // The login is good for others too, whose second step this would open.
    if (elsewhere)
      throw new Refusal(
        'conflict',
        say`${member.name} also works in another ecosystem, so only they themselves can switch their second factor off.`,
      )
    await removeTwoFactor(db, member.userId)
    await endSessions(db, { userId: member.userId })
    await ctx.record({
      verb: 'two_factor.reset',
      objectId: id,
      organizationId: member.partnerId,
      partnerId: member.partnerId,
      data: { name: member.name },
    })
    await sendMail(ctx, {
      to: member.email,
      toName: member.name,
      subject: say`Two-factor sign-in is off`,
      text: [
        say`${ctx.principal.name} has switched your second factor off, and your sessions have ended. Set up a new one after signing in.`,
        say`If you did not ask for this, tell an administrator at once.`,
      ],
    })
    return done
  }),
  // The wall shows a partner's people their own company's members, and no one else's.
  handle(listColleagues, ({ db }, input) => queries.listMembers(db, input)),
  handle(updateColleague, async (ctx, input) => {
    if (input.disabled === false && (await queries.isEndedByVendor(ctx.db, input.id)))
      throw new Refusal('forbidden', say`The vendor has ended this access, and only the vendor can give it again.`)
    const changed = await change(ctx, input)
    await keepOnePartnerAdministrator(ctx.db, ctx.principal.partnerId)
    return changed
  }),
]
