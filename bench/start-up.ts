/** How long Hansa takes to be ready: the first start in an empty folder, and a second one; and the first page's JavaScript. */
import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { print, seconds } from './measure.ts'

const main = new URL('../server/src/main.ts', import.meta.url).pathname
const folder = await mkdtemp(join(tmpdir(), 'hansa-bench-'))

/** Seconds until it is ready; then it is stopped, outside of what is timed. */
async function start(): Promise<number> {
  const ended: Promise<unknown>[] = []
  const time = await seconds(async () => {
    const child = spawn(process.execPath, [main], {
      env: { ...process.env, HANSA_DATA: folder, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (text: Buffer) => text.includes('is ready') && resolve())
      child.once('exit', (code) => reject(new Error(`Hansa ended with ${code}`)))
    })
    child.removeAllListeners('exit')
    ended.push(new Promise((resolve) => child.once('exit', resolve)))
    child.kill('SIGTERM')
  })
  await Promise.all(ended)
  return time
}

const first = await start()
const again = await start()
const node = await seconds(async () => {
  const child = spawn(process.execPath, ['-e', '0'])
  await new Promise((resolve) => child.once('exit', resolve))
})
await rm(folder, { recursive: true, force: true })

const dist = new URL('../web/dist/', import.meta.url)
interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
}
const manifest = JSON.parse(await readFile(new URL('manifest.json', dist), 'utf8').catch(() => '{}')) as Record<
  string,
  Chunk
>
/** The door's script and what it brings at once, with all that these import. */
const needed = (names: readonly string[], known = new Set<string>()): Set<string> => {
  for (const name of names) if (!known.has(name)) needed(manifest[name]?.imports ?? [], known.add(name))
  return known
}
const door = manifest['vendor.html']
const loaded = [...needed(['vendor.html', ...(door?.dynamicImports ?? [])])].flatMap(
  (name) => manifest[name]?.file ?? [],
)
const sizes = await Promise.all(loaded.map(async (path) => gzipSync(await readFile(new URL(path, dist))).length))
const all = await readdir(new URL('assets/', dist)).catch(() => [])
print('Start-up and first page', [
  ['first start, empty folder', `${first.toFixed(1)} s`],
  ['second start', `${again.toFixed(1)} s`],
  ['Node alone', `${node.toFixed(2)} s`],
  [
    'first page’s JavaScript, gzip (goal 250 kB)',
    door
      ? `${(sizes.reduce((sum, size) => sum + size, 0) / 1000).toFixed(0)} kB in ${loaded.length} files of ${all.length}`
      : 'not built',
  ],
])
