import { linkText } from '@hansa/contract/registration-proof'
import { createHash } from 'node:crypto'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { commands, inputOf, Misuse, readOptions } from './commands.ts'
import { main } from './main.ts'
import { show } from './show.ts'

const command = (name: string) => commands.find((one) => one.name === name)!
const input = (name: string, ...words: string[]) => {
  const { plain, options } = readOptions(words)
  return inputOf(command(name), plain, options)
}

test('every endpoint is a command with a name of its own', () => {
  expect(commands.length).toBeGreaterThan(30)
  expect(new Set(commands.map((one) => one.name)).size).toBe(commands.length)
})

test('options become the types that the field has', () => {
  expect(input('list-organizations', '--limit', '5', '--country', 'DE', '--country=FR', '--q', '12')).toEqual({
    limit: 5,
    country: ['DE', 'FR'],
    q: '12',
  })
  expect(
    input('update-organization', 'org_x', '--version', '3', '--traits', '{"gold":true}', '--city', 'null'),
  ).toEqual({ id: 'org_x', version: 3, traits: { gold: true }, city: null })
})

test('a wrong call is refused naming the option', () => {
  expect(() => input('list-organizations', '--colour', 'red')).toThrow(/no option --colour/)
  expect(() => input('create-organization')).toThrow('--name is missing')
  expect(() => input('read-organization', 'a', 'b')).toThrow(Misuse)
  expect(() => input('update-organization', 'org_x', '--version', '1', '--traits', '{oops')).toThrow(
    '--traits is not JSON',
  )
})

test('a list is aligned columns, and control characters of others never reach the terminal', () => {
  expect(
    show(
      {
        items: [
          { id: 'a', name: 'Acme\u001b[2J' },
          { id: 'b', name: 'B' },
        ],
        next: null,
      },
      80,
    ),
  ).toBe('id  name\na   Acme [2J\nb   B')
  expect(show({ items: [], next: null })).toBe('Nothing.')
})

let server: Server
let seen: { url?: string | undefined; authorization?: string | undefined; body: string }[]
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (piece: Buffer) => (body += piece.toString()))
    request.on('end', () => {
      seen.push({ url: request.url, authorization: request.headers.authorization, body })
      const refused = request.url?.includes('/people')
      response.writeHead(refused ? 422 : 200, { 'content-type': 'application/json' })
      response.end(
        JSON.stringify(
          refused
            ? { code: 'invalid', message: 'name: is missing', problems: [{ field: 'name', message: 'is missing' }] }
            : { items: [{ id: 'org_1', name: 'Acme' }], next: null },
        ),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => server.close())

async function hansa(...words: string[]) {
  seen = []
  const out: string[] = []
  vi.stubEnv('HANSA_URL', `http://127.0.0.1:${(server.address() as { port: number }).port}`)
  vi.stubEnv('HANSA_API_KEY', 'hansa_key')
  const keep = (text: string | Uint8Array) => out.push(String(text)) > 0
  vi.spyOn(process.stdout, 'write').mockImplementation(keep as never)
  vi.spyOn(process.stderr, 'write').mockImplementation(keep as never)
  try {
    return { code: await main(words), out: out.join('') }
  } finally {
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
  }
}

test('a command calls its endpoint with the key and prints the answer', async () => {
  expect(await hansa('list-organizations', '--q', 'acme', '--json')).toEqual({
    code: 0,
    out: '{"items":[{"id":"org_1","name":"Acme"}],"next":null}\n',
  })
  expect(seen[0]).toMatchObject({ url: '/api/organizations?q=acme', authorization: 'Bearer hansa_key' })
})

test('exit codes tell a refusal from a wrong call', async () => {
  const refused = await hansa('create-person', '--name', 'x')
  expect([refused.code, refused.out]).toEqual([3, 'name: is missing\n  name: is missing\n'])
  expect((await hansa('list-organisations')).code).toBe(2)
  expect((await hansa('import')).code).toBe(2)
  expect((await hansa('help', 'list-organizations')).out).toContain('--country')
})

test('a registration’s proof is verified without a server, and a changed one is told apart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hansa-proof-'))
  const event = {
    number: 1,
    at: '2026-11-02T09:00:00.000Z',
    act: 'submit' as const,
    actor: 'Ada',
    state: 'submitted' as const,
    data: {},
    previous: '0'.repeat(64),
  }
  const registrationId = 'reg_01k9aaaaaaaaaaaaaaaaaaaaaa'
  const hash = createHash('sha256').update(linkText(registrationId, event)).digest('hex')
  const proof = {
    kind: 'hansa registration proof',
    version: 1,
    registrationId,
    ecosystem: 'Acme',
    partner: 'org_x',
    issuedAt: event.at,
    events: [{ ...event, hash }],
  }
  const verdict = async (content: unknown) => {
    const file = join(folder, 'proof.json')
    await writeFile(file, JSON.stringify(content))
    const told = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    const complained = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const code = await main(['verify-proof', file])
    const text = [...told.mock.calls, ...complained.mock.calls].join('')
    told.mockRestore()
    complained.mockRestore()
    return { code, text }
  }
  expect(await verdict(proof)).toMatchObject({ code: 0, text: expect.stringContaining('holds: 1 events') as string })
  const earlier = { ...proof, events: [{ ...event, at: '2026-11-01T09:00:00.000Z', hash }] }
  expect(await verdict(earlier)).toMatchObject({
    code: 1,
    text: expect.stringContaining('is not what was recorded') as string,
  })
  expect((await verdict({ any: 'thing' })).code).toBe(2)
})
