import { takeBackup } from '@hansa/contract/backups'
import { createHash } from 'node:crypto'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Misuse } from './commands.ts'
import { send, type Place } from './client.ts'

/** Takes a backup of a running Hansa as a file of its own, read back before it gets its name. */
export async function downloadBackup(place: Place, target: string | undefined): Promise<number> {
  const response = await send(place, takeBackup, {})
  const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'hansa.backup'
  const isFolder = target !== undefined && existsSync(target) && statSync(target).isDirectory()
  const path = resolve(target === undefined ? named : isFolder ? join(target, named) : target)
  const part = `${path}.part`
  try {
    await rm(part, { force: true })
    const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0])
    await pipeline(body, createWriteStream(part, { mode: 0o600, flags: 'wx', flush: true }))
    const rows = await readBack(part)
    await rename(part, path)
    process.stdout.write(`${path}: ${rows} rows, read back and whole.\n`)
    return 0
  } catch (error) {
    await rm(part, { force: true })
    throw new Error(`The backup did not arrive whole, so it was not kept: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

/** Reads a backup to its end and checks it against the checksum in its last line. Answers how many rows it holds. */
async function readBack(path: string): Promise<number> {
  const hash = createHash('sha256')
  let rest = Buffer.alloc(0)
  for await (const piece of createReadStream(path).pipe(createGunzip()) as AsyncIterable<Buffer>) {
    const bytes = Buffer.concat([rest, piece])
    // All but the last line that has come so far.
    const end = bytes.lastIndexOf(10, bytes.length - 2) + 1
    hash.update(bytes.subarray(0, end))
    rest = bytes.subarray(end)
  }
  const last = (rest.length > 0 && rest.at(-1) === 10 ? JSON.parse(rest.toString()) : {}) as Record<string, unknown>
  if (last['end'] !== 'backup' || last['sha256'] !== hash.digest('hex')) throw new Error('its end is missing')
  return Number(last['rows'])
}

const server = join(import.meta.dirname, '../../server/src/command.ts')

/** What works on a stopped installation is done by the server's own command, where that lies beside this one. */
export async function onTheMachine(words: readonly string[]): Promise<number> {
  if (!existsSync(server))
    throw new Misuse(
      `"${words[0]}" works beside a stopped Hansa, on its own machine: in the folder of Hansa, npm start -- ${words.join(' ')}`,
    )
  const child = spawn(process.execPath, [server, ...words], { stdio: 'inherit' })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}
