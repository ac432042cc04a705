import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from './calendar.ts'
import { csvOf, writeFiles } from './files.ts'
import { sendFiles } from './send.ts'
import { mappingOf, targets } from './shape.ts'

const world = { seed: 7, partners: 3, start: dayOf('2023-01-01'), end: dayOf('2024-01-01') }
let folder: string
const heard: { method: string; url: string; key: string | undefined; body: string }[] = []
let answer: (request: IncomingMessage) => { status: number; body: unknown }
const server = createServer((request, response) => {
  void text(request).then((body) => {
    const { method = '', url = '', headers } = request
    heard.push({ method, url, key: headers.authorization, body })
    const { status, body: said } = answer(request)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said))
  })
})
let url: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hansa-send-'))
  await writeFiles(world, folder, () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

const done = {
  id: 'imp_1',
  job: { state: 'done', done: 5 },
  report: { counts: { rows: 5, bad: 1 }, problems: [{ reason: 'Country: "ZZ"' }] },
}

test('each file is uploaded, mapped, run and waited for, companies first; the truth stays here', async () => {
  heard.length = 0
  answer = () => ({ status: 200, body: done })
  const said: string[] = []
  await sendFiles({ url, key: 'hansa_k' }, folder, (line) => said.push(line))
  expect(new Set(heard.map((one) => one.key))).toEqual(new Set(['Bearer hansa_k']))
  const uploads = heard.filter(({ url: path }) => path.startsWith('/api/imports?'))
  expect(uploads.map((one) => one.url)).toEqual(targets.map((target) => `/api/imports?fileName=${target}.csv`))
  expect(uploads.map((one) => one.body)).toEqual(targets.map((target) => [...csvOf(world, target)].join('')))
  const mappings = heard.filter(({ method }) => method === 'PATCH').map((one) => JSON.parse(one.body) as unknown)
  expect(mappings).toEqual(targets.map((target) => ({ mapping: mappingOf(target) })))
  expect(said[0]).toMatch(/^organizations\.csv: 5 rows in [\d.]+ s, 1 of them bad: Country: "ZZ"$/)
})

test('a refusal is told in its own words, and nothing more is sent', async () => {
  heard.length = 0
  answer = () => ({ status: 403, body: { code: 'forbidden', message: 'This key may not import.' } })
  await expect(sendFiles({ url, key: 'hansa_k' }, folder, () => undefined)).rejects.toThrow('This key may not import.')
  expect(heard).toHaveLength(1)
})

test('an import that ends badly is told with its reason', async () => {
  answer = () => ({
    status: 200,
    body: { ...done, job: { state: 'failed', done: 0, error: 'The disk is full.' }, report: null },
  })
  await expect(sendFiles({ url, key: 'hansa_k' }, folder, () => undefined)).rejects.toThrow(
    'The import of organizations.csv is failed. The disk is full.',
  )
})
