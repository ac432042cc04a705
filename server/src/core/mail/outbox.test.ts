import { say } from '@hansa/contract/language'
import * as api from '@hansa/contract/mail'
import { beforeAll, expect, test } from 'vitest'
import { testServer, type TestServer } from '../../testing.ts'
import { sendMailIn, type NewMail } from './send.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
const mail: NewMail = {
  to: 'ada@partner.test',
  subject: say`Welcome`,
  text: [say`Your place is ready.`],
  action: { label: say`Accept`, url: '/invitation#secret' },
}

test('without a mail server administrators read the mails and their links, except private ones', async () => {
  const { as, ecosystemId } = await server.newEcosystem()
  const admin = await as('administrator')
  const open = await sendMailIn(server.services, ecosystemId, mail)
  const secret = await sendMailIn(server.services, ecosystemId, { ...mail, private: true })
  await server.settle()
  const list = (await admin(api.listMails, {})).body
  expect(list).toMatchObject({ sending: false, items: [{ state: 'kept' }, { state: 'kept' }] })
  expect((await admin(api.readMail, { id: open })).body).toMatchObject({
    hidden: false,
    link: 'http://hansa.test/invitation#secret',
    text: expect.stringContaining('Your place is ready.'),
  })
  expect((await admin(api.readMail, { id: secret })).body).toMatchObject({ hidden: true, link: null, text: null })
  expect((await (await as('partner_manager'))(api.listMails, {})).status).toBe(403)
})

test('with a mail server nobody but the reader sees what a mail says', async () => {
  const { as, ecosystemId } = await server.newEcosystem()
  const admin = await as('administrator')
  const id = await sendMailIn(server.services, ecosystemId, mail)
  const before = server.services.mailer
  server.services.mailer = { ...before, sends: true }
  const answer = await admin(api.readMail, { id })
  server.services.mailer = before
  expect(answer.body.hidden).toBe(true)
  expect(answer.text).not.toContain('secret')
})

test('a kept mail can be sent once there is a mail server, a sent one not again', async () => {
  const { as, ecosystemId } = await server.newEcosystem()
  const admin = await as('administrator')
  const id = await sendMailIn(server.services, ecosystemId, mail)
  await server.settle()
  const before = server.services.mailer
  const taken: string[] = []
  server.services.mailer = { ...before, sends: true, deliver: async (message) => void taken.push(message.text) }
  expect((await admin(api.sendMailAgain, { id })).status).toBe(200)
  await server.settle()
  server.services.mailer = before
  expect(taken).toEqual([expect.stringContaining('/invitation#secret')])
  const again = await admin(api.sendMailAgain, { id })
  expect([again.status, again.body.message]).toEqual([
    409,
    'Only a mail that failed or was kept here can be sent again.',
  ])
})

test('each person chooses for their own address, whichever door they come through', async () => {
  const { as } = await server.newEcosystem()
  const partner = await as('partner_member', 'org_00000000000000000000000000')
  expect((await partner(api.readMailChoice, {})).body).toMatchObject({ notifications: true, language: null })
  await partner(api.chooseMail, { notifications: false, language: 'de' })
  expect((await partner(api.readMailChoice, {})).body).toMatchObject({ notifications: false, language: 'de' })
  expect((await (await as('analyst'))(api.readMailChoice, {})).body.notifications).toBe(true)
})
