import * as api from '@hansa/contract/announcements'
import { changeSubscription, unsubscribe } from '@hansa/contract/mail'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { twoPartners } from './fixtures/two-partners.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
type Eco = Awaited<ReturnType<typeof twoPartners>>
const draft = async ({ manager }: Eco, more: object = {}) =>
  (await manager(api.draftAnnouncement, { title: 'New portal', body: 'It opens\n\non Monday.', ...more })).body

describe('an announcement', () => {
  test('is the vendor’s alone until it is published, and then counts who has read it', async () => {
    const eco = await twoPartners(server)
    const { id, version } = await draft(eco)
    expect((await eco.ada.call(api.listPortalAnnouncements, {})).body.items).toEqual([])
    await eco.manager(api.updateAnnouncement, { id, version, title: 'The new portal' })
    const published = await eco.manager(api.publishAnnouncement, { id })
    expect(published.body).toMatchObject({ state: 'published', partners: 2, partnersRead: 0, may: { withdraw: true } })
    expect((await eco.ada.call(api.listPortalAnnouncements, {})).body.items).toMatchObject([
      { id, title: 'The new portal', read: false },
    ])
    for (const { call } of [eco.ada, eco.ada, eco.bob]) await call(api.markAnnouncement, { id })
    expect((await eco.manager(api.readAnnouncement, { id })).body).toMatchObject({ partnersRead: 1, peopleRead: 2 })
    expect((await eco.ada.call(api.listPortalAnnouncements, { unread: 'yes' })).body.items).toEqual([])
    expect((await eco.manager(api.publishAnnouncement, { id })).status).toBe(409)
    expect((await eco.manager(api.updateAnnouncement, { id, version: 3, title: 'X' })).status).toBe(409)
  })

  test.each([
    [{ tiers: ['Gold'] }, ['Acme']],
    [{ countries: ['FR'] }, ['Rival']],
    [{ types: ['reseller'] as const }, ['Acme', 'Rival']],
    [{ types: ['reseller'] as const, tiers: ['Silver'] }, ['Rival']],
  ])('for %o reaches %j and nobody else', async (audience, names) => {
    const eco = await twoPartners(server)
    const { body } = await eco.manager(api.countAudience, { audience: audience as never })
    expect(body.partners).toBe(names.length)
    const { id } = await draft(eco, { audience })
    await eco.manager(api.publishAnnouncement, { id })
    const reads = async (partner: Eco['ada']) => (await partner.call(api.listPortalAnnouncements, {})).body.items.length
    expect([await reads(eco.ada), await reads(eco.mallory)]).toEqual([
      names.includes('Acme') ? 1 : 0,
      names.includes('Rival') ? 1 : 0,
    ])
    if (!names.includes('Acme')) expect((await eco.ada.call(api.markAnnouncement, { id })).status).toBe(404)
  })

  test('that would reach nobody is not published; one that was withdrawn is seen no longer', async () => {
    const eco = await twoPartners(server)
    const nobody = await draft(eco, { audience: { countries: ['JP'] } })
    expect((await eco.manager(api.publishAnnouncement, { id: nobody.id })).status).toBe(409)
    const { id } = await draft(eco)
    await eco.manager(api.publishAnnouncement, { id })
    await eco.manager(api.withdrawAnnouncement, { id })
    expect((await eco.ada.call(api.listPortalAnnouncements, {})).body.items).toEqual([])
    expect((await eco.ada.call(api.markAnnouncement, { id })).status).toBe(404)
  })

  test('goes by mail to the partners’ people once each, and to contacts where a partner has no login', async () => {
    const eco = await twoPartners(server)
    const { id } = await draft(eco, { byMail: true })
    await server.database.owner.query('update member set disabled = true where id = $1', [eco.mallory.id])
    await eco.manager(api.publishAnnouncement, { id })
    await server.settle()
    expect((await eco.mails()).map((mail) => mail.to).sort()).toEqual([eco.ada.email, eco.bob.email].sort())
    await server.database.owner.query('update member set disabled = true where partner_id = $1', [eco.acme])
    expect((await eco.manager(api.countAudience, {})).body).toEqual({ partners: 2, people: 1 })
  })
})

test('one click in a mail ends the notifications to that address, and another begins them again', async () => {
  const eco = await twoPartners(server)
  const publish = async () => {
    server.clock.advance(1000)
    await eco.manager(api.publishAnnouncement, { id: (await draft(eco, { byMail: true })).id })
    await server.settle()
  }
  await publish()
  const { rows } = await server.database.owner.query(
    'select token from mail_choice where ecosystem_id = $1 and address = $2',
    [eco.ecosystemId, eco.ada.email],
  )
  const { token } = rows[0] as { token: string }
  const anyone = server.callAs({})
  expect((await anyone(unsubscribe, { token: `${token}x` })).status).toBe(404)
  // As a mail program sends it: a form, without any header of ours.
  const click = await server.app.request(`/api/mail/unsubscribe?token=${token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  })
  expect(click.status).toBe(200)
  const states = async () =>
    (
      await server.database.owner.query(
        'select state from mail where ecosystem_id = $1 and to_address = $2 order by id',
        [eco.ecosystemId, eco.ada.email],
      )
    ).rows.map((row) => (row as { state: string }).state)
  await publish()
  expect(await states()).toEqual(['kept', 'unwanted'])
  expect((await anyone(changeSubscription, { token })).body).toMatchObject({
    email: eco.ada.email,
    notifications: false,
  })
  await anyone(changeSubscription, { token, notifications: true })
  await publish()
  expect(await states()).toEqual(['kept', 'unwanted', 'kept'])
})
