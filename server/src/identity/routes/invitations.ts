import * as api from '@hansa/contract/access'
import { say } from '@hansa/contract/language'
import { roles, type Role } from '@hansa/contract/permissions'
import { acceptInvitation, openInvitation } from '@hansa/contract/sign-in'
import { enter, type Db } from '../../core/database/scope.ts'
import { missing, Refusal, wrong } from '../../core/errors.ts'
import { recordEvents } from '../../core/events/record.ts'
import { done, handle, handleOutside, type Context, type OutsideContext, type Route } from '../../core/http/route.ts'
import { newId } from '../../core/ids.ts'
import { sendMail } from '../../core/mail/send.ts'
import type { Auth } from '../adapters/auth.ts'
import * as queries from '../queries/invitations.ts'
import * as logins from '../queries/logins.ts'
import { isMember, isOrganization, insertMember, readEcosystem } from '../queries.ts'
import { openProviders } from '../queries/providers.ts'
import { moveSession } from '../queries/sessions.ts'
import { hashOf, newSecret } from '../queries/tokens.ts'
import { invitationDays, invitationState } from '../rules/invitations.ts'
import { doorOf, partnerProblem } from '../rules.ts'
import { letIn } from './entry.ts'
import { knownSecret } from './throttle.ts'

type Row = queries.InvitationRow
/** What a transaction has at hand: a request's, a listener's. */
type Inviting = Pick<Context, 'db' | 'now' | 'enqueue' | 'record'>

const fresh = (now: Date) => {
  const secret = newSecret()
  const expiresAt = new Date(now.getTime() + invitationDays * 86_400_000)
  return { secret, set: { tokenHash: hashOf(secret), sentAt: now, expiresAt } }
}

async function mail(ctx: Inviting, row: Row, secret: string) {
  const ecosystem = await readEcosystem(ctx.db)
  const partner = await queries.nameOfPartner(ctx.db, row.partnerId)
  const role = { text: roles[row.role], values: [] }
  await sendMail(ctx, {
    to: row.email,
    ...(row.name && { toName: row.name }),
    subject: say`${row.invitedByName} invites you to ${ecosystem.name}`,
    text: [
      partner
        ? say`${row.invitedByName} invites you to work for ${partner} in the partner portal of ${ecosystem.name}, as ${role}.`
        : say`${row.invitedByName} invites you to work in ${ecosystem.name}, as ${role}.`,
      say`The link works for ${invitationDays} days, and once.`,
    ],
    action: { label: say`Accept the invitation`, url: `${row.partnerId ? '/portal' : ''}/invitation#${secret}` },
    about: row.id,
  })
}

/** Invites a person, and mails the link. The caller has decided that they may. */
export async function inviteHere(
  ctx: Inviting,
  it: {
    email: string
    name?: string | undefined
    role: Role
    partnerId: string | null
    by: { id: string | null; name: string }
  },
): Promise<Row> {
  const { db, now } = ctx
  const login = await logins.loginByEmail(db, it.email)
  if (login && (await isMember(db, login.id, it.partnerId)))
    throw new Refusal('conflict', say`${it.email} has a login here already. Change that one instead.`, [
      { field: 'email', message: say`"${it.email}" has a login here already` },
    ])
  const { secret, set } = fresh(now)
  const row = await queries.insertInvitation(db, {
    email: it.email,
    name: it.name ?? '',
    role: it.role,
    partnerId: it.partnerId,
    invitedBy: it.by.id,
    invitedByName: it.by.name,
    createdAt: now,
    ...set,
  })
  if (!row)
    throw new Refusal('conflict', say`${it.email} is invited already. Send that invitation again instead.`, [
      { field: 'email', message: say`"${it.email}" is invited already` },
    ])
  await mail(ctx, row, secret)
  await tell(ctx, 'member.invited', row)
  return row
}

const tell = (ctx: Inviting, verb: string, row: Row) =>
  ctx.record({
    verb,
    objectId: row.id,
    organizationId: row.partnerId,
    partnerId: row.partnerId,
    data: { email: row.email, role: row.role },
  })

async function closed(db: Db, id: string): Promise<Refusal> {
  const row = await queries.readInvitation(db, id)
  if (!row) return missing(say`invitation`, id)
  return row.acceptedAt
    ? new Refusal('conflict', say`This invitation was accepted already.`)
    : new Refusal('conflict', say`This invitation was withdrawn. Invite the person anew.`)
}

async function resend(ctx: Context, id: string) {
  const { secret, set } = fresh(ctx.now)
  const row = await queries.changeInvitation(ctx.db, id, set)
  if (!row) throw await closed(ctx.db, id)
  await mail(ctx, row, secret)
  await tell(ctx, 'invitation.resent', row)
  return queries.presentInvitation(ctx.now)(row)
}

async function withdraw(ctx: Context, id: string) {
  const row = await queries.changeInvitation(ctx.db, id, { withdrawnAt: ctx.now })
  if (!row) throw await closed(ctx.db, id)
  await tell(ctx, 'invitation.withdrawn', row)
  return done
}

const ended = () =>
  new Refusal('missing', say`This invitation has expired, was withdrawn or was accepted already. Ask for a new one.`)

/** Makes a place for whoever accepts, in the invitation's ecosystem, where the transaction then stands. Once. */
export async function takePlace(
  db: Db,
  row: Row,
  person: { userId: string; name: string },
  now: Date,
): Promise<{ memberId: string }> {
  if (!(await queries.changeInvitation(db, row.id, { acceptedAt: now }))) throw ended()
  if (await isMember(db, person.userId, row.partnerId))
    throw new Refusal('conflict', say`You have a place here already. Sign in instead.`)
  const { id } = await insertMember(db, { ...person, email: row.email, role: row.role, partnerId: row.partnerId }, now)
  const actor = { kind: row.partnerId ? 'partner' : 'user', id, name: person.name } as const
  await recordEvents(db, actor, now, 'sign-in', [
    {
      verb: 'member.accepted',
      objectId: id,
      organizationId: row.partnerId,
      partnerId: row.partnerId,
      data: { name: person.name, role: row.role, invitationId: row.id },
    },
  ])
  return { memberId: id }
}

/** The open invitation behind a link's secret. */
export async function invitationOf(ctx: OutsideContext, token: string): Promise<Row> {
  const { database } = ctx.services
  const at = await database.outside((db) => queries.invitationBehind(db, hashOf(token)))
  const row =
    at &&
    (await database.scoped({ ecosystemId: at.ecosystemId, partnerId: null }, (db) => queries.readInvitation(db, at.id)))
  return knownSecret(ctx, row && invitationState(row, ctx.now) === 'open' ? row : undefined, ended())
}

export const invitations = (auth: Auth): Route[] => [
  handle(api.listInvitations, ({ db, now }, input) => queries.listInvitations(db, input, now)),
  handle(api.invite, async (ctx, { partnerId, ...person }) => {
    const problem = partnerProblem(person.role, partnerId)
    if (problem) throw wrong('partnerId', problem)
    if (partnerId && !(await isOrganization(ctx.db, partnerId)))
      throw wrong('partnerId', say`"${partnerId}" is not an organization here`)
    const by = { id: ctx.principal.memberId, name: ctx.principal.name }
    return queries.presentInvitation(ctx.now)(await inviteHere(ctx, { ...person, partnerId: partnerId ?? null, by }))
  }),
  handle(api.resendInvitation, (ctx, { id }) => resend(ctx, id)),
  handle(api.withdrawInvitation, (ctx, { id }) => withdraw(ctx, id)),

  handle(api.listColleagueInvitations, ({ db, now }, input) => queries.listInvitations(db, input, now)),
  handle(api.inviteColleague, async (ctx, person) => {
    const { memberId, name, partnerId } = ctx.principal
    const row = await inviteHere(ctx, { ...person, partnerId, by: { id: memberId, name } })
    return queries.presentInvitation(ctx.now)(row)
  }),
  handle(api.resendColleagueInvitation, (ctx, { id }) => resend(ctx, id)),
  handle(api.withdrawColleagueInvitation, (ctx, { id }) => withdraw(ctx, id)),

  handleOutside(openInvitation, async (ctx, { token }) => {
    const row = await invitationOf(ctx, token)
    const { database } = ctx.services
    const login = await database.outside((db) => logins.loginByEmail(db, row.email))
    const providers = await database.outside(openProviders)
    const names = await database.scoped({ ecosystemId: row.ecosystemId, partnerId: null }, async (db) => ({
      ecosystemName: (await readEcosystem(db)).name,
      partnerName: await queries.nameOfPartner(db, row.partnerId),
    }))
    return {
      ...names,
      email: row.email,
      name: row.name || (login?.name ?? ''),
      role: row.role,
      door: doorOf(row),
      invitedBy: row.invitedByName,
      expiresAt: row.expiresAt.toISOString(),
      hasLogin: login?.emailVerified ?? false,
      providers: providers.filter((one) => one.ecosystemId === row.ecosystemId).map(({ id, name }) => ({ id, name })),
    }
  }),
  handleOutside(acceptInvitation, async (ctx, { token, name, password }) => {
    const row = await invitationOf(ctx, token)
    const { database } = ctx.services
    const login = await database.outside((db) => logins.loginByEmail(db, row.email))
    const hash = password && (await auth.hashPassword(password))
    const session = await auth.session(ctx.request.headers)
    const own = login?.emailVerified && session?.user.id === login.id ? session : undefined
    const reaches = own && (own.onlyEcosystem === null || own.onlyEcosystem === row.ecosystemId)
    if (login?.emailVerified && !reaches)
      throw new Refusal('signed_out', say`Sign in as ${row.email} first, then accept the invitation.`)
    if (!login?.emailVerified && !hash) throw wrong('password', say`is missing; choose one to sign in with`)
    const member = await database.outside(async (db) => {
      const userId = login?.id ?? newId('user', ctx.now)
      const shown = name ?? (row.name || (login?.name ?? row.email))
      if (!login)
        await logins.insertLogin(db, { id: userId, name: shown, email: row.email, emailVerified: true, at: ctx.now })
      // The mail is the first proof that this address is theirs: what anybody set up before does not count.
      if (login && !login.emailVerified) await logins.proveEmail(db, login.id)
      if (!login?.emailVerified && hash) await logins.setPassword(db, userId, hash, ctx.now)
      const here = await enter(db, row.ecosystemId)
      return {
        userId,
        ...(await takePlace(here, row, { userId, name: login?.emailVerified ? login.name : shown }, ctx.now)),
      }
    })
    if (!own) return letIn(ctx, auth, { ...member, method: 'invitation', onlyEcosystem: null })
    await database.outside((db) => moveSession(db, own.id, member.memberId))
    return { next: 'home' as const, door: doorOf(row) }
  }),
]
