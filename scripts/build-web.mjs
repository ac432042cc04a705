// The web app, built into web/dist when its sources changed. By hand: npm run build
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { environment, install } from './install.mjs'
import { Refusal, main, root, run, seconds } from './run.mjs'

const stamp = join(root, 'web', 'dist', '.built-from')

/** Builds the web app with this Node.js 24, unless the one in web/dist came from the very same sources. */
export async function buildWeb(node, say = () => {}) {
  const sources = hashOfSources()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return
  const started = Date.now()
  say('Building the web app … ')
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const { code, output } = await run(node, [vite, 'build', '--logLevel', 'warn'], {
    cwd: join(root, 'web'),
    env: { ...environment(node), NODE_ENV: 'production' },
  })
  if (code !== 0) throw new Refusal(`${output.trim()}\n\nThe web app could not be built: the words of vite are above.`)
  writeFileSync(stamp, sources)
  say(`${seconds(started)}\n`)
}

function hashOfSources() {
  const hash = createHash('sha256')
  for (const file of ['package-lock.json', ...filesIn('contract'), ...filesIn('web')])
    hash.update(`${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

function filesIn(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !['node_modules', 'dist'].includes(name) && !/\.test\.tsx?$/.test(name))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]))
    .sort()
}

if (realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  await main(async () => buildWeb(await install({ dev: false }), (text) => process.stdout.write(text)))
