import * as apply from '@hansa/contract/apply'
import { downloadApplicationDocument, readApplication } from '@hansa/contract/applications'
import { updateProgramme } from '@hansa/contract/programme'
import { beforeAll, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { open, solve, unsolved } from './fixtures/apply.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

test('the form tells what is asked, and nothing else of the programme', async () => {
  const { outside, slug } = await open(server, {
    applicationForm: { introduction: 'Welcome.', questions: [{ key: 'why', kind: 'long_text', label: 'Why us?' }] },
  })
  const { body } = await outside(apply.readApplicationForm, { slug })
  expect(body).toMatchObject({ ecosystem: 'Test', open: true, introduction: 'Welcome.', workBits: 4 })
  expect(body.questions.map((question) => question.label)).toEqual(['Why us?'])
  expect(JSON.stringify(body)).not.toMatch(/vetting|sanction|guard/)
  expect((await outside(apply.readApplicationForm, { slug: 'nowhere' })).status).toBe(404)
})

test('an application lands, and its applicant gets the link to follow it', async () => {
  const { submit, mail, listed } = await open(server)
  expect((await submit()).body).toEqual({ received: true, email: 'mara@nordlicht.de' })
  expect(await listed()).toMatchObject([
    { company: 'Nordlicht GmbH', state: 'submitted', source: 'form', emailConfirmed: false },
  ])
  expect((await mail('mara@nordlicht.de'))?.key).toMatch(/^app_/)
})

test('a form without its pass, without its work, sent too fast, too late or twice is refused with a sentence', async () => {
  const { outside, slug, facts, pass, listed } = await open(server)
  const send = async (set: object) => {
    const answer = await outside(apply.submitApplication, { slug, ...facts, pass: '', work: '', ...set })
    return [answer.status, answer.body.message]
  }
  expect(await send({})).toEqual([422, expect.stringContaining('not one that we gave out')])
  const form = (await outside(apply.readApplicationForm, { slug })).body
  expect(await send({ pass: form.pass, work: solve(form.pass, 4) })).toEqual([
    422,
    expect.stringContaining('very fast'),
  ])
  expect(await send({ pass: `${form.pass}x`, work: '1' })).toEqual([
    422,
    expect.stringContaining('not one that we gave out'),
  ])
  const good = await pass()
  expect(await send({ ...good, work: unsolved(good.pass, 4) })).toEqual([422, expect.stringContaining('puzzle')])
  const old = await pass()
  server.clock.advance(25 * 3_600_000)
  expect(await send(old)).toEqual([422, expect.stringContaining('open for too long')])
  const once = await pass()
  expect((await send(once))[0]).toBe(200)
  expect(await send({ ...once, email: 'other@nordlicht.de' })).toEqual([422, expect.stringContaining('sent already')])
  expect(await listed()).toHaveLength(1)
})

test('a pass of one programme does not open another one’s form', async () => {
  const [one, other] = [await open(server), await open(server)]
  const answer = await one.outside(apply.submitApplication, { ...(await other.pass()), slug: one.slug, ...one.facts })
  expect(answer.status).toBe(422)
})

test('who fills in what nobody sees is thanked, and nothing lands', async () => {
  const { submit, listed } = await open(server)
  expect((await submit({ fax: '0123' })).status).toBe(200)
  expect(await listed()).toEqual([])
})

test('one network sends so many in an hour, and more an hour later', async () => {
  const { submit } = await open(server, { applicationForm: { guard: { workBits: 4, perNetworkAndHour: 2 } } })
  const statuses: number[] = []
  for (let i = 0; i < 3; i++) statuses.push((await submit({ company: `Firm ${i}`, email: `a@firm${i}.de` })).status)
  expect(statuses).toEqual([200, 200, 429])
  server.clock.advance(3_600_000)
  expect((await submit({ company: 'Firm 4' })).status).toBe(200)
})

test('the same company applying again by the same person is the same application, and gets its link once more', async () => {
  const { submit, mail, listed } = await open(server)
  await submit()
  const first = await mail('mara@nordlicht.de')
  server.clock.advance(86_400_000)
  const again = await submit({ company: 'NORDLICHT gmbh' })
  expect(again.body).toEqual({ received: true, email: 'mara@nordlicht.de' })
  expect(await listed()).toHaveLength(1)
  expect((await mail('mara@nordlicht.de'))?.key).not.toBe(first?.key)
})

test('a closed form takes nothing', async () => {
  const { call, programmeId, submit } = await open(server)
  await call(updateProgramme, { id: programmeId, version: 2, applicationsOpen: false })
  expect((await submit()).body).toMatchObject({ code: 'conflict', message: 'Applications are closed at present.' })
})

test('answers are checked question by question, and what is not asked is refused', async () => {
  const { submit } = await open(server, {
    applicationForm: {
      questions: [{ key: 'size', kind: 'choice', label: 'Size', required: true, choices: ['S', 'L'] }],
    },
  })
  const field = async (answers: Record<string, string>) => (await submit({ answers })).body.problems?.[0]?.field
  expect(await field({})).toBe('answers.size')
  expect(await field({ size: 'XL' })).toBe('answers.size')
  expect(await field({ size: 'L', other: 'x' })).toBe('answers.other')
  expect(await field({ size: 'L' })).toBeUndefined()
})

test('documents come along, only by the pass that uploaded them', async () => {
  const { outside, call, pass, facts, submit, listed } = await open(server, {
    applicationForm: { documents: [{ key: 'register', label: 'Register extract' }] },
  })
  const passed = await pass()
  const body = new TextEncoder().encode('An extract')
  const file = (await outside(apply.uploadApplicationFile, { ...passed, fileName: 'extract.pdf' }, { body })).body
  expect(file).toMatchObject({ name: 'extract.pdf', bytes: 10 })
  const documents = [{ key: 'register', fileId: file.fileId }]
  expect((await submit({ documents })).status).toBe(422)
  expect((await outside(apply.submitApplication, { ...passed, ...facts, documents })).status).toBe(200)
  const { id } = (await listed())[0]!
  const { body: detail } = await call(readApplication, { id })
  expect(detail.documents).toEqual([
    { fileId: file.fileId, key: 'register', label: 'Register extract', name: 'extract.pdf', bytes: 10 },
  ])
  const download = await call(downloadApplicationDocument, { id, fileId: file.fileId })
  expect([download.text, download.headers.get('content-disposition')]).toEqual([
    'An extract',
    expect.stringContaining('attachment'),
  ])
})

test('uploads that no form followed are gone after two days', async () => {
  const { outside, pass, ecosystemId } = await open(server)
  await outside(apply.uploadApplicationFile, { ...(await pass()), fileName: 'a.txt' }, { body: 'x' })
  const files = async () =>
    (await server.database.owner.query('select from file where ecosystem_id = $1', [ecosystemId])).rowCount
  await server.tick()
  expect(await files()).toBe(1)
  server.clock.advance(3 * 86_400_000)
  await server.tick()
  expect(await files()).toBe(0)
})

test('a link that was cut off, made up or has expired gets a page that helps', async () => {
  const { outside, submit, mail } = await open(server)
  await submit()
  const { key } = (await mail('mara@nordlicht.de'))!
  const read = async (with_: string) => {
    const answer = await outside(apply.readApplicationStatus, { key: with_ })
    return [answer.status, answer.body.message]
  }
  expect((await read(key))[0]).toBe(200)
  const helps = [404, expect.stringContaining('newest e-mail')]
  expect(await read(key.slice(0, -3))).toEqual(helps)
  expect(await read('app_00000000000000000000000000.1.x')).toEqual(helps)
  expect(await read('nonsense')).toEqual(helps)
  server.clock.advance(181 * 86_400_000)
  expect(await read(key)).toEqual([404, expect.stringContaining('expired')])
})
