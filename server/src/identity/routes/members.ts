import { listColleagues, updateColleague } from '@hansa/contract/access'
import * as api from '@hansa/contract/identity'
import { say } from '@hansa/contract/language'
import type { Role } from '@hansa/contract/permissions'
import type { Db } from '../../core/database/scope.ts'
import { Refusal, wrong } from '../../core/errors.ts'
import { handle, handleOutside, type Context, type Route } from '../../core/http/route.ts'
import type { Auth } from '../adapters/auth.ts'
import { revokeAllKeys } from '../queries/keys.ts'
import { endSessions } from '../queries/sessions.ts'
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
  // The wall shows a partner's people their own company's members, and no one else's.
  handle(listColleagues, ({ db }, input) => queries.listMembers(db, input)),
  handle(updateColleague, async (ctx, input) => {
    const changed = await change(ctx, input)
    await keepOnePartnerAdministrator(ctx.db, ctx.principal.partnerId)
    return changed
  }),
]
