import type { Endpoint } from '@hansa/contract/endpoint'
import { createApiKey } from '@hansa/contract/identity'
import { readImport, runImport, uploadImport, type Import } from '@hansa/contract/integrations'
import { holds, permissions, type Permission } from '@hansa/contract/permissions'
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import { send } from '../cli/src/client.ts'
import { openEngine } from '../server/src/core/database/engine.ts'

export const root = fileURLToPath(new URL('..', import.meta.url))
export const administrator = { name: 'Ada Admin', email: 'ada@hansa.test', password: 'a long password' }

/** A fresh place for the data: a folder, or with DATABASE_URL a database of its own on that server. */
async function freshData() {
  const folder = await mkdtemp(join(tmpdir(), 'hansa-journey-'))
  const removeFolder = () => rm(folder, { recursive: true, force: true })
  const given = process.env.DATABASE_URL
  if (!given) return { env: { HANSA_DATA: folder }, remove: removeFolder }
  const name = `hansa_journey_${randomBytes(4).toString('hex')}`
  const run = async (statement: string) => {
    const engine = await openEngine({ url: given })
    try {
      await engine.pool.query(statement)
    } finally {
      await engine.close()
    }
  }
  await run(`create database ${name}`)
  const url = new URL(given)
  url.pathname = `/${name}`
  const remove = async () => {
    await run(`drop database ${name} with (force)`)
    await removeFolder()
  }
  return { env: { HANSA_DATA: folder, DATABASE_URL: url.href }, remove }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** A real server, as `npm start` runs it, on data of its own. */
export class Hansa {
  readonly address: string
  readonly #env: Record<string, string>
  readonly #remove: () => Promise<void>
  #process: ChildProcess | undefined
  #key: string | undefined
  #output = ''
  #ahead = 0

  private constructor(port: number, env: Record<string, string>, remove: () => Promise<void>) {
    this.address = `http://127.0.0.1:${port}`
    // The journeys' provider for signing in stands on this machine.
    this.#env = { PATH: process.env.PATH ?? '', PORT: String(port), HANSA_OIDC_LOOPBACK: '1', ...env }
    this.#remove = remove
  }

  /** `setUp`: with an administrator already, as in `HANSA_ADMIN_EMAIL` and its kind. */
  static async start({ setUp }: { setUp: boolean }): Promise<Hansa> {
    const { env, remove } = await freshData()
    const first = setUp && {
      HANSA_ADMIN_NAME: administrator.name,
      HANSA_ADMIN_EMAIL: administrator.email,
      HANSA_ADMIN_PASSWORD: administrator.password,
      HANSA_ECOSYSTEM: 'Kontor',
      HANSA_CURRENCY: 'EUR',
    }
    const hansa = new Hansa(await freePort(), { ...env, ...first }, remove)
    await hansa.start()
    return hansa
  }

  /** Stops it, lets days pass, and starts it again. */
  async sleep(days: number): Promise<void> {
    await this.stop()
    this.#ahead += days * 86_400_000
    this.#env['HANSA_TEST_CLOCK_AHEAD_MS'] = String(this.#ahead)
    await this.start()
  }

  /** One more server process on the same data, which must be a PostgreSQL: the embedded engine takes only one. */
  async beside(): Promise<Hansa> {
    const port = await freePort()
    const more = new Hansa(port, { ...this.#env, PORT: String(port) }, async () => {})
    more.#key = this.#key ??= await this.#makeKey()
    await more.start()
    return more
  }

  /** Starts it (again, on the same data) and waits until it says that it is ready. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, ['server/src/main.ts'], { cwd: root, env: this.#env })
    this.#process = child
    this.#output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (this.#output += text))
    for (let waited = 0; !this.#output.includes('Hansa is ready'); waited += 50) {
      if (child.exitCode !== null || waited > 40_000) throw new Error(`Hansa did not start:\n${this.#output}`)
      await wait(50)
    }
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#process
    if (!child) return 0
    this.#process = undefined
    if (child.exitCode !== null) return child.exitCode
    const ended = once(child, 'exit') as Promise<[number | null]>
    child.kill(signal)
    return (await ended)[0]
  }

  /** Asks it to stop. Answers how long that took, in milliseconds; throws unless it ended well. */
  async stop(): Promise<number> {
    const began = Date.now()
    const code = await this.#end('SIGTERM')
    if (code !== 0) throw new Error(`Hansa ended with ${code}:\n${this.#output}`)
    return Date.now() - began
  }

  /** As a machine that fails: at once, with no chance to do anything. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** Stops it, if it still runs, and throws its data away. */
  async remove(): Promise<void> {
    try {
      await this.stop()
    } finally {
      await this.#remove()
    }
  }

  /** Calls an endpoint with the administrator's API key. */
  async call<I extends z.ZodType, O extends z.ZodType>(
    endpoint: Endpoint<I, O>,
    input: z.input<I>,
    body?: Uint8Array<ArrayBuffer>,
  ): Promise<z.output<O>> {
    this.#key ??= await this.#makeKey()
    const place = { url: this.address, key: this.#key }
    const stream = body && new Blob([body]).stream()
    return endpoint.output.parse(await (await send(place, endpoint, input as Record<string, unknown>, stream)).json())
  }

  async #makeKey(): Promise<string> {
    const post = async (path: string, body: unknown, cookie = '') => {
      const response = await fetch(`${this.address}/api${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-hansa': '1', cookie },
        body: JSON.stringify(body),
      })
      if (!response.ok) throw new Error(await response.text())
      return response
    }
    const { email, password } = administrator
    const cookies = (await post('/sign-in', { email, password })).headers.getSetCookie()
    const scopes = (Object.keys(permissions) as Permission[]).filter((one) => holds('administrator', one))
    const cookie = cookies.map((one) => one.split(';')[0]).join('; ')
    return createApiKey.output.parse(await (await post('/api-keys', { name: 'journey', scopes }, cookie)).json()).secret
  }

  /** Uploads a file and starts its import, as its recipe or its columns propose. */
  async startImport(fileName: string, bytes: Uint8Array<ArrayBuffer>): Promise<Import> {
    const { id } = await this.call(uploadImport, { fileName }, bytes)
    return this.call(runImport, { id })
  }

  /** Waits until an import's job has ended. */
  async importEnded(id: string): Promise<Import> {
    for (;;) {
      const it = await this.call(readImport, { id })
      if (it.job && it.job.state !== 'queued' && it.job.state !== 'running') return it
      await wait(200)
    }
  }

  /** Imports a file from upload to report. */
  async import(fileName: string, bytes: Uint8Array<ArrayBuffer>): Promise<Import> {
    const it = await this.importEnded((await this.startImport(fileName, bytes)).id)
    if (it.state !== 'done') throw new Error(`The import of ${fileName} is ${it.state}: ${it.job?.error}`)
    return it
  }
}
