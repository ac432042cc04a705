import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEmbedded } from './embedded.ts'

const base = mkdtempSync(join(tmpdir(), 'hansa-trouble-'))
const main = fileURLToPath(new URL('../../../main.ts', import.meta.url))
const run = (command: string, words: readonly string[]) => execFileSync(command, words)
const isRoot = process.getuid?.() === 0
/** A database that was opened and closed in order. */
const good = join(base, 'good')

beforeAll(async () => {
  const engine = await openEmbedded({ folder: join(good, 'database') })
  await engine.pool.query('create table item (id int primary key, text text)')
  await engine.close()
}, 120_000)
afterAll(() => rmSync(base, { recursive: true, force: true }))

/** Starts Hansa and stops it again as soon as it is ready. */
async function start(data: string, more: { uid?: number; gid?: number } = {}) {
  const env = { PATH: process.env.PATH, HANSA_DATA: data, PORT: '0' }
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'], ...more })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (text.includes('is ready')) child.kill('SIGTERM')
    })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output }
}

/** What a person must see: a sentence, no stack, and an exit code that says that it failed. */
async function refused(data: string, sentence: string, more: { uid?: number; gid?: number } = {}) {
  const { code, output } = await start(data, more)
  expect(output).toContain(sentence)
  expect(output).not.toMatch(/\n {4}at /)
  expect(code).toBe(1)
}

test('a file in the place of the folder', async () => {
  const file = join(base, 'file')
  writeFileSync(file, '')
  await refused(file, 'is a file or lies below one')
  expect(readFileSync(file, 'utf8')).toBe('')
})

test('a damaged database is said to be one, and left as it is', async () => {
  const data = join(base, 'damaged')
  cpSync(good, data, { recursive: true })
  const control = join(data, 'database/global/pg_control')
  const noise = randomBytes(8192)
  writeFileSync(control, noise)
  await refused(data, 'its files may be damaged')
  expect(readFileSync(control).equals(noise)).toBe(true)
})

test.skipIf(!isRoot)('a folder that belongs to somebody else', async () => {
  const data = join(base, 'theirs')
  mkdirSync(data, { mode: 0o755 })
  run('chmod', ['755', base])
  await refused(data, 'may not write in the folder', { uid: 65_534, gid: 65_534 })
})

describe.skipIf(!isRoot)('a disk of its own', () => {
  const disk = join(base, 'disk')
  const size = (options: string) => run('mount', ['-o', `remount,${options}`, disk])
  beforeAll(() => {
    mkdirSync(disk)
    run('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk])
  })
  afterAll(() => void run('umount', [disk]))

  test('that is full at the first start: refused with words, and with more space it starts', async () => {
    const data = join(disk, 'data')
    await refused(data, 'is full. Free some space')
    size('size=400m')
    expect(await start(data)).toMatchObject({ code: 0 })
  })

  test('that can only be read', async () => {
    size('ro')
    await refused(join(disk, 'data'), 'can only be read')
    size('rw')
    expect(await start(join(disk, 'data'))).toMatchObject({ code: 0 })
  })

  test('that gets full while others write: every query says so, and all that was acknowledged is there afterwards', async () => {
    const folder = join(disk, 'busy')
    cpSync(join(good, 'database'), folder, { recursive: true })
    const used = Number(run('df', ['--output=used', '-k', disk]).toString().split('\n')[1])
    size(`size=${used + 30_000}k`)
    const engine = await openEmbedded({ folder, housekeeping: 200 })
    const acknowledged: number[] = []
    let next = 0
    let why = ''
    const write = async () => {
      while (why === '') {
        const id = ++next
        await engine.pool.query('insert into item values ($1, $2)', [id, randomBytes(10_000).toString('hex')]).then(
          () => acknowledged.push(id),
          (error: Error) => (why = error.message),
        )
      }
    }
    await Promise.all([write(), write(), write()])
    expect(why).toMatch(/No space left on device/)
    expect(acknowledged.length).toBeGreaterThan(10)
    await engine.close()
    size('size=400m')
    const again = await openEmbedded({ folder })
    const { rows } = await again.pool.query<{ id: number }>('select id from item')
    const present = new Set(rows.map((row) => row.id))
    expect(acknowledged.filter((id) => !present.has(id))).toEqual([])
    await again.close()
  })
})
