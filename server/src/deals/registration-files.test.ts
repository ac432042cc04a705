import { proofProblems } from '@hansa/contract/registration-proof'
import * as api from '@hansa/contract/registration-files'
import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { mostBytes } from '../messages/rules/files.ts'
import { testServer, type Call, type TestServer } from '../testing.ts'
import { api as registrations, courtroom } from './fixtures/courtroom.ts'

let server: TestServer
let room: ReturnType<typeof courtroom>
beforeAll(async () => {
  server = await testServer()
  room = courtroom(server)
})

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const pdf = '%PDF-1.7 minutes of the workshop'
const draftOf = async (call: Call) => (await call(registrations.createRegistration, room.complete())).body
const add = (call: Call, id: string, name = 'minutes.pdf', body: string | Uint8Array = pdf) =>
  call(api.addOwnRegistrationFile, { id, name }, { body })

describe('evidence', () => {
  test('lies ready with a draft, is sent with the claim, and its hash stands in the chain that proves itself', async () => {
    const { alpha, reviewer } = await room.court()
    const draft = await draftOf(alpha)
    const { body: file } = await add(alpha, draft.id)
    expect(file).toMatchObject({ name: 'minutes.pdf', sha256: sha256(pdf), act: null, may: { remove: true } })
    expect((await reviewer(api.listRegistrationFiles, { id: draft.id })).status).toBe(404)
    expect((await reviewer(api.downloadRegistrationFile, { id: file.id })).status).toBe(404)

    await alpha(registrations.submitRegistration, { id: draft.id, version: draft.version })
    await server.settle()
    const { body: proof } = await alpha(registrations.proveOwnRegistration, { id: draft.id })
    expect(proof.events[0]!.data['files']).toEqual([{ name: 'minutes.pdf', bytes: pdf.length, sha256: sha256(pdf) }])
    expect(proofProblems(proof, sha256)).toEqual([])
    const forged = structuredClone(proof)
    forged.events[0]!.data['files'] = [{ name: 'minutes.pdf', bytes: pdf.length, sha256: sha256('another') }]
    expect(proofProblems(forged, sha256)[0]).toContain('its hash differs')

    const shown = (await reviewer(api.listRegistrationFiles, { id: draft.id })).body.items
    expect(shown).toMatchObject([{ id: file.id, act: 'submit', side: 'partner' }])
    const answer = await reviewer(api.downloadRegistrationFile, { id: file.id })
    expect(answer.text).toBe(pdf)
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="minutes.pdf"')
    expect(answer.headers.get('content-type')).toContain('application/octet-stream')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await alpha(api.removeOwnRegistrationFile, { id: file.id })).body.message).toContain('part of the history')
    expect((await add(alpha, draft.id, 'late.pdf')).status).toBe(409)
  })

  test('goes with an answer and with an appeal as well', async () => {
    const { alpha, reviewer } = await room.court()
    const id = await room.send(alpha)
    const version = async () => (await room.own(alpha, id)).version
    await reviewer(registrations.askRegistration, { id, version: await version(), question: 'Who was there?' })
    await add(alpha, id, 'guests.csv', 'name\nMia')
    await alpha(registrations.answerRegistration, { id, version: await version(), text: 'See the list.' })
    await reviewer(registrations.rejectRegistration, { id, version: await version(), reason: 'not_qualified' })
    await add(alpha, id, 'budget.pdf')
    await alpha(registrations.appealRegistration, { id, version: await version(), text: 'There is a budget.' })
    const { history } = await room.own(alpha, id)
    const sent = history.flatMap(({ act, data }) => (data['files'] ? [[act, data['files']]] : []))
    expect(sent).toMatchObject([
      ['answer', [{ name: 'guests.csv' }]],
      ['appeal', [{ name: 'budget.pdf' }]],
    ])
  })

  test('that is taken back, or thrown away with its draft, leaves nothing behind', async () => {
    const { eco, alpha } = await room.court()
    const draft = await draftOf(alpha)
    const first = (await add(alpha, draft.id)).body.id
    await add(alpha, draft.id, 'second.txt', 'text')
    expect((await alpha(api.removeOwnRegistrationFile, { id: first })).status).toBe(200)
    const { body } = await alpha(api.listOwnRegistrationFiles, { id: draft.id })
    expect(body.items.map(({ name }) => name)).toEqual(['second.txt'])
    expect((await alpha(registrations.discardRegistration, { id: draft.id })).status).toBe(200)
    const { rows } = await server.database.owner.query('select name from file where ecosystem_id = $1', [
      eco.ecosystemId,
    ])
    expect(rows).toEqual([])
  })

  test.each([
    ['run.exe', 'MZ', 'of a kind that is not taken'],
    ['page.html', '<script>alert(1)</script>', 'of a kind that is not taken'],
    ['drawing.svg', '<svg onload="alert(1)"/>', 'of a kind that is not taken'],
    ['minutes.pdf', '<html>', 'does not hold what its ending says'],
    ['notes.txt', 'a\0b', 'does not hold what its ending says'],
    ['empty.pdf', '', 'is empty'],
  ])('%s with %j is refused, and nothing of it is kept', async (name, content, why) => {
    const { eco, alpha } = await room.court()
    const answer = await add(alpha, (await draftOf(alpha)).id, name, content)
    expect([answer.status, answer.body.problems?.[0]?.field]).toEqual([422, 'name'])
    expect(answer.body.problems?.[0]?.message).toContain(why)
    const { rows } = await server.database.owner.query('select id from file where ecosystem_id = $1', [eco.ecosystemId])
    expect(rows).toEqual([])
  })

  test('that is too large is refused; a name with a path or controls in it is only a name', async () => {
    const { alpha } = await room.court()
    const { id } = await draftOf(alpha)
    const large = new Uint8Array(mostBytes + 1)
    large.set(new TextEncoder().encode('%PDF'))
    expect((await add(alpha, id, 'large.pdf', large)).status).toBe(413)
    expect((await add(alpha, id, '../../etc/\u202epasswd.pdf')).body.name).toBe('passwd.pdf')
  })
})

describe('the customer’s written choice', () => {
  test('is kept as a document with the approval; the partner reads its hash, and neither its name nor its content', async () => {
    const { alpha, reviewer } = await room.court()
    const id = await room.send(alpha)
    const letter = '%PDF-1.7 we choose Alpha over Beta Rival Systems'
    const name = 'Letter about Beta Rival Systems.pdf'
    const { body: kept } = await reviewer(api.addRegistrationFile, { id, name }, { body: letter })
    await room.approve(reviewer, id, { customerChoice: 'Letter of 3 May.' })
    const { body } = await alpha(registrations.proveOwnRegistration, { id })
    const approval = body.events.find(({ act }) => act === 'approve')!
    expect(approval.data['files']).toEqual([{ bytes: letter.length, sha256: sha256(letter) }])
    expect(JSON.stringify(await room.own(alpha, id))).not.toContain('Rival')
    expect((await alpha(api.listOwnRegistrationFiles, { id })).body.items).toEqual([])
    expect((await alpha(api.downloadOwnRegistrationFile, { id: kept.id })).status).toBe(404)
    expect((await reviewer(api.downloadRegistrationFile, { id: kept.id })).text).toBe(letter)
  })

  test('is kept where a decision is due, and nowhere else', async () => {
    const { alpha, reviewer } = await room.court()
    const id = await room.send(alpha)
    await room.approve(reviewer, id)
    const late = await reviewer(api.addRegistrationFile, { id, name: 'letter.pdf' }, { body: pdf })
    expect([late.status, late.body.message]).toEqual([409, 'Documents are kept with a decision; none is due now.'])
  })
})
