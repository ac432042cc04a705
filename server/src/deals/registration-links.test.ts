import * as api from '@hansa/contract/registration-links'
import { readLink } from '@hansa/contract/links'
import { createPartner } from '@hansa/contract/partners'
import { createPerson, updatePerson } from '@hansa/contract/organizations'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { api as registrations, courtroom } from './fixtures/courtroom.ts'

let server: TestServer
let room: ReturnType<typeof courtroom>
beforeAll(async () => {
  server = await testServer()
  room = courtroom(server)
})

/** A partner whose contact has no login, and a link to register a deal, as its mail carries it. */
async function linked(more: { customerName?: string; note?: string } = {}) {
  const it = await room.court()
  await it.manager(createPartner, { organizationId: it.one, types: ['reseller'], stage: 'active' })
  const person = { name: 'Cora Contact', email: 'cora@alpha.example', organizationId: it.one }
  const { body } = await it.manager(createPerson, person)
  const ask = { organizationId: it.one, personId: body.id, families: ['all'] }
  const sent = await it.manager(api.sendRegistrationLink, { ...ask, ...more })
  await server.settle()
  const mails = async () =>
    (
      await server.database.owner.query<{ subject: { text: string }; action: { url: string } }>(
        'select subject, action from mail where ecosystem_id = $1 and to_address = $2 order by id',
        [it.eco.ecosystemId, person.email],
      )
    ).rows
  const token = (await mails())[0]?.action.url.split('#')[1] ?? ''
  return { ...it, person: body, sent, mails, ask, byLink: server.callAs({ 'x-hansa-link': token }) }
}
const claim = () => {
  const { families: _families, ...rest } = room.complete()
  return rest
}

describe('a link to register a deal', () => {
  test('goes to a contact without a login, sends one claim like any other, and works once', async () => {
    const { byLink, alpha, reviewer, sent } = await linked()
    expect(sent.body).toMatchObject({ name: 'Cora Contact', email: 'cora@alpha.example' })
    const link = (await byLink(readLink, {})).body
    expect(link).toMatchObject({ state: 'open', fixed: { send: true, families: ['all'] } })
    const { body } = await byLink(registrations.createRegistration, claim())
    expect(body.state).toBe('submitted')
    await server.settle()
    const record = await room.own(alpha, body.id)
    expect(record).toMatchObject({ state: 'in_review', receipt: { position: 1 } })
    expect(record.history[0]).toMatchObject({ act: 'submit', actor: 'Cora Contact' })
    expect(await room.seen(reviewer, body.id)).toMatchObject({
      submitter: 'Cora Contact',
      partnerName: 'Alpha Partner',
    })
    const again = await byLink(registrations.createRegistration, claim())
    expect([again.status, again.body.message]).toEqual([409, 'This link was used already, and works once.'])
  })

  test('that lacks something is refused field by field, and the link is not used up', async () => {
    const { byLink } = await linked()
    const refused = await byLink(registrations.createRegistration, { ...claim(), evidence: null })
    expect([refused.status, refused.body.problems]).toMatchObject([422, [{ field: 'evidence' }]])
    expect((await byLink(registrations.createRegistration, claim())).status).toBe(200)
  })

  test('for one customer is good for no other', async () => {
    const { byLink } = await linked({ customerName: 'Contoso GmbH', note: 'As we agreed.' })
    expect((await byLink(registrations.createRegistration, claim())).status).toBe(403)
    const { customerName: _name, ...rest } = claim()
    expect((await byLink(registrations.createRegistration, rest)).body.customerName).toBe('Contoso GmbH')
  })

  test('is for somebody of this partner, and for products that there are', async () => {
    const { manager, ask, two, beta, person } = await linked()
    const strange = await manager(api.sendRegistrationLink, { ...ask, families: ['boats'] })
    expect(strange.body.problems).toEqual([{ field: 'families', message: '"boats" is not one of all' }])
    await manager(createPartner, { organizationId: two, types: ['reseller'], stage: 'active' })
    const others = await manager(api.sendRegistrationLink, { ...ask, organizationId: two })
    expect(others.body.problems).toMatchObject([{ field: 'personId' }])
    expect((await beta(api.sendRegistrationLink, ask)).status).toBe(403)
    expect(
      (await manager(api.readRegistrationLink, { organizationId: ask.organizationId })).body.people,
    ).toContainEqual({ id: person.id, name: 'Cora Contact', email: 'cora@alpha.example' })
  })
})

describe('the status page of a claim that came by a link', () => {
  async function followed() {
    const it = await linked()
    const { id } = (await it.byLink(registrations.createRegistration, claim())).body
    await server.settle()
    const mail = (await it.mails()).find(({ action }) => action.url.startsWith('/portal/registration#'))!
    return { ...it, id, key: mail.action.url.split('#')[1]!, url: mail.action.url, outside: server.callAs({}) }
  }

  test('is mailed with the receipt; the contact reads it, answers and appeals there, without a login', async () => {
    const { url, key, outside, reviewer, id } = await followed()
    expect(url).toMatch(/^\/portal\/registration#/)
    const version = async () => (await room.seen(reviewer, id)).version
    await reviewer(registrations.askRegistration, { id, version: await version(), question: 'Who decides?' })
    const { body } = await outside(api.readRegistrationStatus, { key })
    expect(body).toMatchObject({
      state: 'info_requested',
      person: 'Cora Contact',
      receipt: { question: 'Who decides?' },
    })
    const answer = { key, act: 'answer', version: body.version, text: 'Mia does.' } as const
    expect((await outside(api.actByStatus, answer)).body.state).toBe('in_review')
    await reviewer(registrations.rejectRegistration, { id, version: await version(), reason: 'not_qualified' })
    const now = await version()
    const empty = await outside(api.actByStatus, { key, act: 'appeal', version: now })
    expect(empty.body.problems).toMatchObject([{ field: 'text' }])
    const appealed = await outside(api.actByStatus, { key, act: 'appeal', version: now, text: 'There is a budget.' })
    expect(appealed.body.state).toBe('in_appeal')
    expect(appealed.body.history.at(-1)).toMatchObject({ act: 'appeal', actor: 'Cora Contact' })
  })

  test('opens with no other key: neither forged, nor for another claim, nor after half a year', async () => {
    const { key, outside, alpha } = await followed()
    const other = await room.send(alpha, { customerName: 'Globex', customerDomain: 'globex.example' })
    const [, person, until, mac] = key.split('.')
    const forged = [
      `${key.slice(0, -4)}AAAA`,
      [other, person, until, mac].join('.'),
      [key.split('.')[0], person, String(Number(until) + 1), mac].join('.'),
      'nonsense',
    ]
    const said = await Promise.all(
      forged.map(async (one) =>
        (await outside(api.readRegistrationStatus, { key: one })).text.replace(/"requestId.*/, ''),
      ),
    )
    expect(new Set(said).size).toBe(1)
    expect(said[0]).toContain('This link does not work')
    server.clock.advance(181 * 86_400_000)
    expect((await outside(api.readRegistrationStatus, { key })).body.message).toContain('expired')
  })

  test('closes with who left the partner', async () => {
    const { key, outside, manager, person, two } = await followed()
    const { status } = await manager(updatePerson, { id: person.id, version: person.version, organizationId: two })
    expect(status).toBe(200)
    expect((await outside(api.readRegistrationStatus, { key })).body.message).toContain('has ended')
  })
})
