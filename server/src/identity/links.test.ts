import { createOrganization, createPerson, createRelationship, updateOrganization } from '@hansa/contract/organizations'
import { saveView } from '@hansa/contract/identity'
import * as api from '@hansa/contract/links'
import { say } from '@hansa/contract/language'
import type { Endpoint } from '@hansa/contract/endpoint'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { makeLink, type NewLink } from './queries/links.ts'
import { linkProblem, remaining } from './rules/links.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

/** A partner manager with an organization to edit, and a way to make links in the manager's name. */
async function arranged() {
  const { as, ecosystemId } = await server.newEcosystem()
  const manager = await as('partner_manager')
  const organization = (await manager(createOrganization, { name: 'Acme' })).body
  const { rows } = await server.database.owner.query('select id from member where ecosystem_id = $1', [ecosystemId])
  const memberId = (rows[0] as { id: string }).id
  const make = async (more: Partial<NewLink> = {}) => {
    const link = await server.database.scoped({ ecosystemId, partnerId: null }, (db) =>
      makeLink(
        { db, now: server.clock.now() },
        {
          for: { memberId },
          endpoint: updateOrganization,
          input: { id: organization.id, version: 1 },
          title: say`Confirm the city of ${'Acme'}`,
          text: [say`It is missing.`],
          ...more,
        },
      ),
    )
    const token = link.url.split('#')[1]!
    return { ...link, token, call: server.callAs({ 'x-hansa-link': token }) }
  }
  const act = { id: organization.id, version: 1, city: 'Bonn' }
  return { as, ecosystemId, manager, organization, memberId, make, act }
}

describe('a link', () => {
  test('does its one thing in its person’s name, once, and the log says that it came by link', async () => {
    const { make, act, memberId, ecosystemId } = await arranged()
    const { call } = await make()
    expect((await call(updateOrganization, act)).body.city).toBe('Bonn')
    const again = await call(updateOrganization, { ...act, version: 1 })
    expect([again.status, again.body.message]).toEqual([409, 'This link was used already, and works once.'])
    const { rows } = await server.database.owner.query(
      `select actor_kind, actor_id, source from event where ecosystem_id = $1 and verb = 'organization.updated'`,
      [ecosystemId],
    )
    expect(rows).toEqual([{ actor_kind: 'user', actor_id: memberId, source: 'link' }])
  })

  test('says what it is for and what remains to be filled, and reading it uses nothing up', async () => {
    const { make, act, organization } = await arranged()
    const { call } = await make()
    for (let scan = 0; scan < 3; scan++) {
      const { body } = await call(api.readLink, {})
      expect(body).toMatchObject({
        state: 'open',
        personName: 'A partner_manager',
        title: 'Confirm the city of Acme',
        paragraphs: ['It is missing.'],
        method: 'PATCH',
        path: '/organizations/:id',
        fixed: { id: organization.id, version: 1 },
      })
      expect(Object.keys(body.schema.properties as object)).toContain('city')
      expect(Object.keys(body.schema.properties as object)).not.toContain('version')
    }
    expect((await call(updateOrganization, act)).status).toBe(200)
    expect((await call(api.readLink, {})).body).toMatchObject({ state: 'used', fixed: {}, paragraphs: [] })
  })

  test('fills in what it fixes, and an act that fails does not use it up', async () => {
    const { make, organization } = await arranged()
    const { call } = await make()
    const wrong = await call(updateOrganization, { id: organization.id, country: 'Germany' } as never)
    expect(wrong.status).toBe(422)
    expect((await call(updateOrganization, { id: organization.id, country: 'DE' } as never)).body.country).toBe('DE')
  })

  test('is refused at another endpoint, with another record, and with another value of a fixed field', async () => {
    const { make, manager, act } = await arranged()
    const other = (await manager(createOrganization, { name: 'Other' })).body
    const { call } = await make()
    const tries: [Endpoint, object][] = [
      [createOrganization, { name: 'X' }],
      [saveView, { list: 'x', name: 'y', query: {} }],
      [createRelationship, { kind: 'refers_to', fromId: act.id, toId: other.id }],
      [updateOrganization, { ...act, id: other.id }],
      [updateOrganization, { ...act, version: 2 }],
    ]
    for (const [endpoint, input] of tries)
      expect((await call(endpoint, input as never)).status, endpoint.path).toBe(403)
    expect((await call(updateOrganization, act)).status).toBe(200)
  })

  test('that is forged or broken off opens nothing, and says so', async () => {
    const { make, act } = await arranged()
    const { token } = await make()
    for (const forged of ['', 'x', token.slice(1), `${token}x`, token.toUpperCase(), 'x'.repeat(5000)]) {
      const call = server.callAs({ 'x-hansa-link': forged })
      expect((await call(updateOrganization, act)).status).toBe(401)
      expect((await call(api.readLink, {})).body.message).toContain('not one of ours')
    }
  })

  test('expires, and is mailed anew to the same address, not more often than every 15 minutes', async () => {
    const { make, act, ecosystemId } = await arranged()
    const { call, to } = await make({ expiresAt: new Date(server.clock.now().getTime() + 60_000) })
    expect((await call(api.renewLink, {})).body.message).toContain('still works')
    server.clock.advance(60_000)
    expect((await call(updateOrganization, act)).body.message).toBe('This link has expired.')
    expect((await call(api.readLink, {})).body).toMatchObject({ state: 'expired', mayRenew: true })
    expect((await call(api.renewLink, {})).status).toBe(200)
    expect((await call(api.renewLink, {})).body.message).toContain('a moment ago')
    const { rows } = await server.database.owner.query('select to_address, action from mail where ecosystem_id = $1', [
      ecosystemId,
    ])
    const mails = rows as { to_address: string; action: { url: string } }[]
    expect(mails.map((mail) => mail.to_address)).toEqual([to])
    const fresh = server.callAs({ 'x-hansa-link': mails[0]!.action.url.split('#')[1]! })
    expect((await fresh(updateOrganization, act)).status).toBe(200)
  })

  test('asked for anew by many at once is mailed once', async () => {
    const { make, ecosystemId } = await arranged()
    const { call } = await make({ expiresAt: new Date(server.clock.now().getTime() + 1000) })
    server.clock.advance(1000)
    const answers = await Promise.all(Array.from({ length: 6 }, () => call(api.renewLink, {})))
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    const { rowCount } = await server.database.owner.query('select from mail where ecosystem_id = $1', [ecosystemId])
    expect(rowCount).toBe(1)
  })

  test('that was withdrawn works no longer, and no new one is mailed', async () => {
    const { make, act, as } = await arranged()
    const { call, id } = await make()
    const admin = await as('administrator')
    expect((await admin(api.listLinks, {})).body.items).toMatchObject([
      { id, state: 'open', personName: 'A partner_manager' },
    ])
    expect((await admin(api.revokeLink, { id })).status).toBe(200)
    expect((await call(updateOrganization, act)).body.message).toContain('withdrawn')
    expect((await call(api.renewLink, {})).status).toBe(409)
    expect((await admin(api.revokeLink, { id })).status).toBe(404)
  })

  test('ends with its person’s access', async () => {
    const { make, act, memberId } = await arranged()
    const { call } = await make()
    await server.database.owner.query('update member set disabled = true where id = $1', [memberId])
    expect((await call(updateOrganization, act)).body.message).toContain('has ended')
    expect((await call(api.readLink, {})).body).toMatchObject({ state: 'ended', mayRenew: false })
  })

  test('loses with its person’s role what the role loses', async () => {
    const { make, act, memberId } = await arranged()
    const { call } = await make()
    await server.database.owner.query(`update member set role = 'analyst' where id = $1`, [memberId])
    expect((await call(updateOrganization, act)).status).toBe(403)
  })

  test('is used exactly once by many at the same moment', async () => {
    const { make, act, ecosystemId } = await arranged()
    const { call } = await make({ input: { id: act.id } })
    const answers = await Promise.all(Array.from({ length: 8 }, () => call(updateOrganization, act)))
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    const { rowCount } = await server.database.owner.query(
      `select from event where ecosystem_id = $1 and verb = 'organization.updated'`,
      [ecosystemId],
    )
    expect(rowCount).toBe(1)
  })

  test('sent again under the same Idempotency-Key, after the answer was lost, gets the same answer', async () => {
    const { make, act } = await arranged()
    const { call } = await make({ endpoint: createOrganization, input: { name: 'By link' } })
    const headers = { 'idempotency-key': 'the-same' }
    const first = await call(createOrganization, {} as never, { headers })
    const second = await call(createOrganization, {} as never, { headers })
    expect([first.status, second.status, second.body.id]).toEqual([200, 200, first.body.id])
    expect(act.id).not.toBe(first.body.id)
  })

  test('of another ecosystem reaches nothing here', async () => {
    const [mine, theirs] = [await arranged(), await arranged()]
    const { call } = await theirs.make({ input: { id: mine.organization.id } })
    expect((await call(updateOrganization, mine.act)).status).toBe(404)
  })
})

test('no link is made for who has no address, or may not do it', async () => {
  const { manager, make, organization } = await arranged()
  const person = async (email: string | null) =>
    (await manager(createPerson, { name: 'Eve', email, organizationId: organization.id })).body.id
  await expect(make({ for: { personId: await person('eve@acme.test') } })).rejects.toThrow('does not hold')
  await expect(make({ for: { personId: await person(null) } })).rejects.toThrow('names nobody')
})

describe('rules', () => {
  test('a link is made only to what it can do', () => {
    expect(linkProblem(api.readLink, {})).toContain('a link acts')
    expect(linkProblem(api.renewLink, {})).toContain('anybody')
    expect(linkProblem(updateOrganization, {})).toContain('id says which record')
    expect(linkProblem(updateOrganization, { id: 'x', nonsense: 1 })).toContain('nonsense is no field')
    expect(linkProblem(updateOrganization, { id: 'x' })).toBeUndefined()
  })
  test('what remains to be filled is the rest of the input', () => {
    const rest = remaining(saveView, { list: 'partners', query: {} })
    expect([Object.keys(rest.properties as object), rest.required]).toEqual([['name', 'shared'], ['name']])
  })
})
