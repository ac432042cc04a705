import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { lockFolder } from './lock.ts'

const base = mkdtempSync(join(tmpdir(), 'hansa-lock-'))
let made = 0
const newFolder = (): string => join(base, String(++made))

const children: ChildProcess[] = []
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')))
afterAll(() => rmSync(base, { recursive: true, force: true }))

/** Another process that tries to take the lock and then, with luck, holds it. */
async function another(folder: string): Promise<{ child: ChildProcess; outcome: string }> {
  const code = `
    const { lockFolder } = await import(${JSON.stringify(new URL('./lock.ts', import.meta.url).href)})
    console.log(await lockFolder(${JSON.stringify(folder)}).then(() => 'held', (error) => error.message))
    process.stdin.resume().on('data', () => process.exit())`
  const child = spawn('node', ['--input-type=module', '-e', code], { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  const [outcome] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, outcome: outcome.toString().trim() }
}

const dead = { pid: 4_190_000, host: hostname(), started: 'long ago' }
const write = (folder: string, holder: object | string): void =>
  writeFileSync(`${folder}.lock`, typeof holder === 'string' ? holder : JSON.stringify(holder))

test('a second process is refused, with the pid of the first and the folder', async () => {
  const folder = newFolder()
  const { child, outcome } = await another(folder)
  expect(outcome).toBe('held')
  await expect(lockFolder(folder)).rejects.toThrow(`The database in ${folder} is open in process ${child.pid}.`)
})

test('a process that ends gives its lock back', async () => {
  const folder = newFolder()
  const { child } = await another(folder)
  child.stdin?.write('end')
  await once(child, 'exit')
  expect(existsSync(`${folder}.lock`)).toBe(false)
})

test('the lock of a killed process is taken over', async () => {
  const folder = newFolder()
  const { child } = await another(folder)
  child.kill('SIGKILL')
  await once(child, 'exit')
  const lock = await lockFolder(folder)
  expect(JSON.parse(readFileSync(`${folder}.lock`, 'utf8'))).toMatchObject({ pid: process.pid, host: hostname() })
  lock.release()
  expect(existsSync(`${folder}.lock`)).toBe(false)
})

test('of many that find a stale lock at once, one takes it over', async () => {
  const folder = newFolder()
  write(folder, dead)
  const outcomes = (await Promise.all(Array.from({ length: 5 }, () => another(folder)))).map(({ outcome }) => outcome)
  expect(outcomes.filter((outcome) => outcome === 'held')).toHaveLength(1)
  expect(outcomes.filter((outcome) => outcome.includes('is open in process'))).toHaveLength(4)
})

test.skipIf(!existsSync('/proc/self/stat'))(
  'a later process with the same number does not keep a lock alive',
  async () => {
    const folder = newFolder()
    write(folder, { ...dead, pid: process.pid })
    ;(await lockFolder(folder)).release()
  },
)

test('a lock that nobody finished writing is taken over', async () => {
  const folder = newFolder()
  write(folder, '')
  ;(await lockFolder(folder)).release()
})

test('the lock of another machine is respected, and the refusal says how to get rid of it', async () => {
  const folder = newFolder()
  write(folder, { ...dead, host: 'elsewhere' })
  await expect(lockFolder(folder)).rejects.toThrow(
    `on the machine "elsewhere". Stop it; if it no longer runs, delete ${folder}.lock`,
  )
})

test('releasing does not remove the lock of somebody else', async () => {
  const folder = newFolder()
  const lock = await lockFolder(folder)
  write(folder, dead)
  lock.release()
  expect(existsSync(`${folder}.lock`)).toBe(true)
})
