// Node.js 24 and the packages: what everything else here stands on.
import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { basename, delimiter, join } from 'node:path'
import { Refusal, root, run, seconds } from './run.mjs'

const site = 'https://nodejs.org'
const major = Number(process.versions.node.split('.')[0])
const platform = `${process.platform}-${process.arch}`
const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'))
const again = () => `npm ${process.env.npm_lifecycle_event === 'test' ? 'test' : 'start'}`

/**
 * Installs what the lockfile asks for and node_modules lacks, and returns the path of a Node.js 24. With `dev`, everything
 * that tests need; otherwise only what running Hansa takes.
 */
export async function install({ dev }) {
  if (major < 20)
    throw new Refusal(`Hansa needs Node.js 20 or newer to install itself. This is ${process.version}: see ${site}`)
  const packaged = `node-${platform}`
  const offered = packaged in read('package.json').optionalDependencies
  if (major < 24 && !offered) throw new Refusal(needsNode24())
  if (lacks(dev) || (major < 24 && !existsSync(join(root, 'node_modules', packaged)))) await ci(dev)
  if (major >= 24) return process.execPath
  const node = join(root, 'node_modules', packaged, 'bin', 'node')
  if (!(await answers(node))) throw new Refusal(needsNode24())
  return node
}

const needsNode24 = () =>
  `Hansa runs on Node.js 24. This is ${process.version}, and there is no package of Node.js 24 for ${platform} that runs here.\n` +
  `Install Node.js 24 from ${site}, then run ${again()} again.`

const answers = async (node) => (await run(node, ['--version'])).code === 0

/** Whether npm's own note of what it installed lacks something that the lockfile demands. */
function lacks(dev) {
  const note = join('node_modules', '.package-lock.json')
  if (!existsSync(join(root, note))) return true
  const installed = read(note).packages
  return Object.entries(read('package-lock.json').packages).some(([path, wanted]) => {
    const demanded = path.includes('node_modules/') && !wanted.optional && !wanted.devOptional && (dev || !wanted.dev)
    const there = installed[path]
    return demanded && (!there || there.version !== wanted.version || there.integrity !== wanted.integrity)
  })
}

/** Runs npm: the very one that runs us, else the one in the path. */
async function npm(...args) {
  const own = process.env.npm_execpath
  const [command, ...first] = own && basename(own).startsWith('npm') ? [process.execPath, own] : ['npm']
  const result = await run(command, [...first, ...args, '--loglevel=error'])
  if (result.missing) throw new Refusal(`npm was not found. It comes with Node.js: install that from ${site}.`)
  return result
}

async function ci(dev) {
  const started = Date.now()
  process.stdout.write(dev ? 'Installing the packages, those for tests too … ' : 'Installing the packages, once … ')
  // Without a network npm ci tries for minutes; told that there is none, it takes what it kept, or fails at once.
  const unreachable = networkProblem(await npm('ping', '--fetch-retries=0', '--fetch-timeout=10000'))
  const how = [
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--include=optional',
    dev ? '--include=dev' : '--omit=dev',
  ]
  const result = await npm('ci', ...how, unreachable ? '--offline' : '--prefer-offline')
  const problem = unreachable ?? networkProblem(result)
  if (result.code !== 0 && problem)
    throw new Refusal(
      `The packages could not be downloaded: ${problem}\n` +
        `Check the network, and the registry that "npm config get registry" names, then run ${again()} again.`,
    )
  if (result.code !== 0) {
    const [words] = result.output.trim().split('npm error Clean install a project')
    throw new Refusal(`${words}\nThe packages could not be installed: npm ci failed, its words are above.`)
  }
  console.log(seconds(started))
  await keepNodeThatRuns()
}

const network =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b|network timeout/

/** What npm says of the network, if that is what it failed on. */
function networkProblem({ code, output }) {
  const line = output.split('\n').find((text) => /request to|reason:|network timeout/.test(text) && network.test(text))
  return code === 0 ? undefined : line?.replace(/^npm error\s*(network\s*|FetchError:\s*)?/, '').trim()
}

/** npm puts its Node.js first in the path of every script. Where that one does not run (another C library), it must go. */
async function keepNodeThatRuns() {
  const link = join(root, 'node_modules', '.bin', 'node')
  if (existsSync(link) && !(await answers(realpathSync(link)))) rmSync(link)
}

/** The environment in which the installed tools find each other and Node.js 24. */
export function environment(node) {
  const path = [join(root, 'node_modules', '.bin'), join(node, '..'), process.env.PATH]
  return { ...process.env, PATH: path.join(delimiter) }
}
