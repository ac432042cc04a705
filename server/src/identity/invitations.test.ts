import * as access from '@hansa/contract/access'
import { addMember, listMembers, readMe, switchMembership, updateMember } from '@hansa/contract/identity'
import { createOrganization } from '@hansa/contract/organizations'
import { acceptInvitation, openInvitation, signIn } from '@hansa/contract/sign-in'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { browser, mailedSecret, signedIn, someone, told } from './fixtures/browser.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
const password = 'a phrase of her own'
const aWeek = 7 * 86_400_000

async function invited(role: 'analyst' | 'partner_administrator' = 'analyst') {
  const eco = await server.newEcosystem()
  const admin = await eco.as('administrator')
  const partnerId = role === 'analyst' ? undefined : (await admin(createOrganization, { name: 'Nordwind' })).body.id
  const { email, name } = someone()
  const invitation = (await admin(access.invite, { email, name, role, ...(partnerId && { partnerId }) })).body
  return { ...eco, admin, email, partnerId: partnerId!, invitation, token: (await mailedSecret(server, email))! }
}

describe('an invitation', () => {
  test('shows what it is for, and makes a place with the password that its person chooses', async () => {
    const it = await invited('partner_administrator')
    const { call } = browser(server)
    expect((await call(openInvitation, { token: it.token })).body).toMatchObject({
      email: it.email,
      ecosystemName: 'Test',
      partnerName: 'Nordwind',
      role: 'partner_administrator',
      door: 'portal',
      hasLogin: false,
    })
    expect((await call(acceptInvitation, { token: it.token, name: 'Grace', password })).body).toEqual({
      next: 'home',
      door: 'portal',
    })
    expect((await call(readMe, {})).body).toMatchObject({
      user: { email: it.email },
      role: 'partner_administrator',
      partnerId: it.partnerId,
      memberships: [{ partnerName: 'Nordwind', door: 'portal', here: true }],
    })
    expect((await browser(server).call(signIn, { email: it.email, password })).body.next).toBe('home')
    expect(await told(server, it.ecosystemId)).toEqual(
      expect.arrayContaining(['member.invited', 'member.accepted', 'portal.signed_in']),
    )
  })

  test('is accepted once, also by two at the same time', async () => {
    const { token, admin } = await invited()
    const answers = await Promise.all(
      [1, 2].map(() => browser(server).call(acceptInvitation, { token, name: 'G', password })),
    )
    expect(answers.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([
      200,
      expect.toSatisfy((s) => [404, 409].includes(s as number)),
    ])
    expect((await admin(listMembers, { role: 'analyst' })).body.items).toHaveLength(1)
    expect((await admin(access.listInvitations, { state: 'accepted' })).body.items).toHaveLength(1)
  })

  test('ends after a week, and a new link of it works for another', async () => {
    const { token, email, invitation, admin } = await invited()
    server.clock.advance(aWeek + 1)
    const { call } = browser(server)
    const late = await call(acceptInvitation, { token, name: 'G', password })
    expect([late.status, late.body.message]).toEqual([404, expect.stringContaining('Ask for a new one')])
    expect((await admin(access.listInvitations, { state: 'expired' })).body.items).toHaveLength(1)
    expect((await admin(access.resendInvitation, { id: invitation.id })).body.state).toBe('open')
    const again = (await mailedSecret(server, email))!
    expect((await call(openInvitation, { token })).status).toBe(404)
    expect((await call(acceptInvitation, { token: again, name: 'G', password })).status).toBe(200)
  })

  test('that was withdrawn opens nothing, and the person can be invited anew', async () => {
    const { token, invitation, admin, email } = await invited()
    const twice = await admin(access.invite, { email, role: 'finance' })
    expect([twice.status, twice.body.problems?.[0]?.field]).toEqual([409, 'email'])
    await admin(access.withdrawInvitation, { id: invitation.id })
    expect((await browser(server).call(openInvitation, { token })).status).toBe(404)
    expect((await admin(access.resendInvitation, { id: invitation.id })).body.message).toContain('withdrawn')
    expect((await admin(access.invite, { email, role: 'finance' })).status).toBe(200)
  })

  test('keeps its secret out of answers, and only its hash in the database', async () => {
    const { token, admin, ecosystemId } = await invited()
    expect((await admin(access.listInvitations, {})).text).not.toContain(token)
    const { rows } = await server.database.owner.query(
      'select (i.*)::text as i from invitation i where ecosystem_id = $1 union all select (e.*)::text from event e where ecosystem_id = $1',
      [ecosystemId],
    )
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  test('to a person with a login asks them to sign in, and leaves their password as it is', async () => {
    const first = await invited()
    const known = browser(server)
    await known.call(acceptInvitation, { token: first.token, name: 'Grace', password })
    server.clock.advance(1000)
    const other = await server.newEcosystem()
    await (
      await other.as('administrator')
    )(access.invite, { email: first.email, role: 'finance' })
    const token = (await mailedSecret(server, first.email))!
    const stranger = await browser(server).call(acceptInvitation, { token, name: 'X', password: 'not hers at all' })
    expect([stranger.status, stranger.body.message]).toEqual([
      401,
      `Sign in as ${first.email} first, then accept the invitation.`,
    ])
    expect((await known.call(openInvitation, { token })).body.hasLogin).toBe(true)
    expect((await known.call(acceptInvitation, { token })).status).toBe(200)
    expect((await known.call(readMe, {})).body).toMatchObject({ ecosystem: { id: other.ecosystemId }, role: 'finance' })
    expect((await known.call(readMe, {})).body.memberships).toHaveLength(2)
  })

  test('takes a login from whoever made it with another’s address, before the address was proven', async () => {
    const person = someone()
    const hostile = await server.newEcosystem()
    await (
      await hostile.as('administrator')
    )(addMember, { ...person, role: 'analyst' })
    const squatter = browser(server)
    await squatter.call(signIn, { email: person.email, password: person.password })
    const eco = await server.newEcosystem()
    await (
      await eco.as('administrator')
    )(access.invite, { email: person.email, role: 'finance' })
    const token = (await mailedSecret(server, person.email))!
    const { call } = browser(server)
    expect((await call(acceptInvitation, { token })).status).toBe(422)
    expect((await call(acceptInvitation, { token, name: 'Grace', password })).status).toBe(200)
    expect((await squatter.call(readMe, {})).status).toBe(401)
    expect((await squatter.call(signIn, { email: person.email, password: person.password })).status).toBe(401)
  })
})

describe('a partner’s administrator', () => {
  async function partner(name: string, eco: Awaited<ReturnType<TestServer['newEcosystem']>>) {
    const vendor = await eco.as('administrator')
    const { id } = (await vendor(createOrganization, { name })).body
    return { id, vendor, admin: await eco.as('partner_administrator', id), member: await eco.as('partner_member', id) }
  }

  test('invites their own people, who see one another and nobody else', async () => {
    const eco = await server.newEcosystem()
    const [one, other] = [await partner('One', eco), await partner('Other', eco)]
    const { email } = someone()
    expect((await one.admin(access.inviteColleague, { email, role: 'partner_member' })).body).toMatchObject({
      partnerId: one.id,
      state: 'open',
    })
    const { call } = browser(server)
    await call(acceptInvitation, { token: (await mailedSecret(server, email))!, name: 'Colleague', password })
    const names = (await call(access.listColleagues, {})).body.items.map((member) => member.name)
    expect(names).toEqual(['A partner_administrator', 'A partner_member', 'Colleague'])
    expect((await other.admin(access.listColleagues, { q: 'Colleague' })).body.items).toEqual([])
    expect((await other.admin(access.listColleagueInvitations, {})).body.items).toEqual([])
    expect((await call(access.inviteColleague, { email: 'x@hansa.test', role: 'partner_member' })).status).toBe(403)
    expect((await call(listMembers, {})).status).toBe(403)
  })

  test('cannot touch another partner’s people, invitations, or the vendor’s', async () => {
    const eco = await server.newEcosystem()
    const [one, other] = [await partner('One', eco), await partner('Other', eco)]
    const invitation = (await other.admin(access.inviteColleague, { ...someone(), role: 'partner_member' })).body
    for (const member of (await one.vendor(listMembers, {})).body.items.filter((it) => it.partnerId !== one.id)) {
      const answer = await one.admin(access.updateColleague, { id: member.id, version: 1, disabled: true })
      expect(answer.status, member.name).toBe(404)
    }
    expect((await one.admin(access.resendColleagueInvitation, { id: invitation.id })).status).toBe(404)
    expect((await one.admin(access.withdrawColleagueInvitation, { id: invitation.id })).status).toBe(404)
    const sent = { email: 'y@hansa.test', role: 'administrator' as 'partner_member' }
    expect((await one.admin(access.inviteColleague, sent)).status).toBe(422)
  })

  test('changes roles and ends access, but one administrator stays', async () => {
    const { admin } = await partner('One', await server.newEcosystem())
    const of = async (role: 'partner_administrator' | 'partner_member') =>
      (await admin(access.listColleagues, { role })).body.items[0]
    const [boss, member] = [await of('partner_administrator'), await of('partner_member')]
    const leave = { id: boss!.id, version: 1, disabled: true }
    expect((await admin(access.updateColleague, leave)).status).toBe(409)
    expect((await admin(access.updateColleague, { id: boss!.id, version: 1, role: 'partner_member' })).status).toBe(409)
    const raised = { id: member!.id, version: 1, role: 'partner_administrator' as const }
    expect((await admin(access.updateColleague, raised)).body.role).toBe('partner_administrator')
    expect((await admin(access.updateColleague, leave)).status).toBe(200)
  })
})

test('what the vendor has ended, a partner’s administrator does not give again', async () => {
  const eco = await server.newEcosystem()
  const vendor = await eco.as('administrator')
  const { id } = (await vendor(createOrganization, { name: 'Nordwind' })).body
  const admin = await eco.as('partner_administrator', id)
  await eco.as('partner_member', id)
  const member = (await admin(access.listColleagues, { role: 'partner_member' })).body.items[0]!
  const set = (version: number, disabled: boolean) => ({ id: member.id, version, disabled })
  await admin(access.updateColleague, set(1, true))
  expect((await admin(access.updateColleague, set(2, false))).status).toBe(200)
  await vendor(updateMember, set(3, true))
  const refused = await admin(access.updateColleague, set(4, false))
  expect([refused.status, refused.body.message]).toEqual([403, expect.stringContaining('only the vendor')])
  expect((await vendor(updateMember, set(4, false))).status).toBe(200)
})

test('a person of two partners works for one at a time, and sees which is which', async () => {
  const first = await signedIn(server, 'analyst')
  const { id } = (await first.admin(createOrganization, { name: 'Nordwind' })).body
  const place = {
    email: first.person.email,
    name: 'Grace',
    password,
    role: 'partner_administrator' as const,
    partnerId: id,
  }
  server.clock.advance(1000)
  const member = (await first.admin(addMember, place)).body
  expect((await first.call(readMe, {})).body.memberships).toEqual([
    { id: first.member.id, ecosystemName: 'Test', partnerName: null, role: 'analyst', door: 'workspace', here: true },
    {
      id: member.id,
      ecosystemName: 'Test',
      partnerName: 'Nordwind',
      role: 'partner_administrator',
      door: 'portal',
      here: false,
    },
  ])
  expect((await first.call(access.listColleagues, {})).status).toBe(403)
  await first.call(switchMembership, { membershipId: member.id })
  expect((await first.call(listMembers, {})).status).toBe(403)
  expect((await first.call(access.listColleagues, {})).body.items.map((it) => it.id)).toEqual([member.id])
  const atPortal = browser(server)
  await atPortal.call(signIn, { email: first.person.email, password: first.person.password, door: 'portal' })
  expect((await atPortal.call(readMe, {})).body.partnerId).toBe(id)
  expect(await told(server, first.ecosystemId)).toContain('sign_in.switched')
})
