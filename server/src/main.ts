import { serve as listen, type ServerType } from '@hono/node-server'
import { SetUp } from '@hansa/contract/identity'
import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { clocks, jobs, listeners, routes } from './app.ts'
import { isPortalHost } from './core/brand.ts'
import { keeper, planOf } from './core/backup/plan.ts'
import { startBackups } from './core/backup/schedule.ts'
import { clockAhead, systemClock } from './core/clock.ts'
import { inWords } from './core/database/embedded/words.ts'
import { openEngine } from './core/database/engine.ts'
import { migrate } from './core/database/migrate.ts'
import { placeOf } from './core/database/place.ts'
import { connect } from './core/database/scope.ts'
import { startListening } from './core/events/listen.ts'
import { parseInput } from './core/http/input.ts'
import { serveOperations } from './core/http/operate.ts'
import { serve } from './core/http/serve.ts'
import { serveWeb } from './core/http/web.ts'
import { startClocks } from './core/jobs/clocks.ts'
import { startWorkers } from './core/jobs/worker.ts'
import { createLog } from './core/log.ts'
import { openMailer } from './core/mail/mailer.ts'
import { observeProcess } from './core/metrics.ts'
import type { Services } from './core/services.ts'
import { openAuth } from './identity/adapters/auth.ts'
import { anyEcosystem } from './identity/queries.ts'
import { whoIs } from './identity/routes/index.ts'
import { foundFirstEcosystem } from './identity/routes/setup.ts'

const env = process.env
const say = (line: string) => process.stdout.write(`${line}\n`)
const host = env.HOST ?? '127.0.0.1'
const port = Number(env.PORT ?? 3000)
if (!Number.isInteger(port) || port < 0 || port > 65_535)
  stopWith(`PORT is "${env.PORT}"; it must be a number from 0 to 65535.`)

const where = placeOf(env)
const { folder } = where
if (!where.url)
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) =>
    stopWith(inWords(error, folder)),
  )
const engine = await openEngine(where.url ? { url: where.url } : { folder: where.database }).catch((error: Error) =>
  stopWith(inWords(error, folder)),
)
say(
  `Data: ${engine.where}.${where.url ? '' : ' What is answered is on the disk: neither kill -9 nor a power cut takes it.'}`,
)
const migrated = await migrate(engine).catch(async (error: Error) => {
  await engine.close()
  return stopWith(error.message)
})
if (migrated.length > 0)
  say(`The database is up to date: ${migrated.length} migration${migrated.length === 1 ? '' : 's'} ran.`)

const database = connect(engine)
const address = env.HANSA_ADDRESS ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`
const auth = await openAuth(engine, address)
const mailer = orStop(() => openMailer(env, `${folder}/outbox`, address))
const backups = keeper(orStop(() => planOf(env, where)))
const log = createLog(env.HANSA_LOG ?? 'warn')
const wakers: (() => void)[] = []
const services: Services = {
  database,
  // Only the journeys of the tests set it.
  clock: env.HANSA_TEST_CLOCK_AHEAD_MS ? clockAhead(Number(env.HANSA_TEST_CLOCK_AHEAD_MS)) : systemClock,
  log,
  mailer,
  backups,
  whoIs: whoIs(auth, database),
  wake: () => wakers.forEach((wake) => wake()),
}
await setUpFromEnvironment()

const loopback = host === '127.0.0.1' || host === 'localhost' || host === '::1'
const waits = !(await database.outside(anyEcosystem))
const setUpCode = waits && !loopback ? randomBytes(6).toString('hex') : null
const app = serve(routes(auth, setUpCode), services, (api) => serveOperations(api, services, env.HANSA_METRICS_TOKEN))
await serveWeb(app, new URL('../../web/dist/', import.meta.url), (host) =>
  database.outside((db) => isPortalHost(db, host)),
)
observeProcess(engine.pool)

const workers = startWorkers(services, jobs)
const listening = startListening(services, listeners)
const ticking = startClocks(services, clocks)
const backingUp = startBackups(services, backups)
wakers.push(
  () => workers.wake(),
  () => listening.wake(),
)

const server: ServerType = listen({ fetch: app.fetch, hostname: host, port }, () => {
  say(`Hansa is ready: ${address}`)
  if (waits)
    say(
      `Open it to set up your ecosystem and its first administrator.${setUpCode ? ` The set-up code is ${setUpCode}.` : ''}`,
    )
  else say('Sign in with your e-mail and password.')
  if (!mailer.sends)
    say(
      `No mail is sent, since HANSA_SMTP_URL is not set: mails are kept in ${folder}/outbox and under Settings, Outbox.`,
    )
})
server.on('error', (error: NodeJS.ErrnoException) => {
  const why =
    error.code === 'EADDRINUSE' ? `Port ${port} is taken. Stop what listens there, or set PORT.` : error.message
  void stop().finally(() => stopWith(why))
})

void engine.broken?.then((why) => {
  process.stderr.write(`Hansa stops: ${inWords(why, folder)}\n`)
  process.exit(1)
})

let stopping: Promise<void> | undefined
function stop(): Promise<void> {
  return (stopping ??= (async () => {
    server.close()
    if ('closeIdleConnections' in server) server.closeIdleConnections()
    await Promise.all([workers.stop(), listening.stop(), ticking.stop(), backingUp.stop()])
    mailer.close()
    await engine.close()
  })())
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (stopping) return
    say('Stopping.')
    void stop().then(() => process.exit(0))
  })

/** For machines without a person: does the set-up page's work, once. */
async function setUpFromEnvironment() {
  if (!env.HANSA_ADMIN_EMAIL || !env.HANSA_ADMIN_PASSWORD) return
  if (await database.outside(anyEcosystem)) return
  try {
    const input = parseInput(SetUp, {
      ecosystemName: env.HANSA_ECOSYSTEM ?? 'My ecosystem',
      currency: env.HANSA_CURRENCY ?? 'USD',
      timeZone: env.TZ || 'UTC',
      name: env.HANSA_ADMIN_NAME ?? env.HANSA_ADMIN_EMAIL,
      email: env.HANSA_ADMIN_EMAIL,
      password: env.HANSA_ADMIN_PASSWORD,
      sample: env.HANSA_SAMPLE ?? 'none',
    })
    await foundFirstEcosystem(services, auth, input)
    say(`Set up for ${input.email}.`)
  } catch (error) {
    await engine.close()
    stopWith(`The set-up from HANSA_ADMIN_EMAIL and its kind failed: ${(error as Error).message}`)
  }
}

/** A setting that is wrong is said before anything starts. */
function orStop<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    return stopWith((error as Error).message)
  }
}

function stopWith(why: string): never {
  process.stderr.write(`Hansa did not start: ${why}\n`)
  process.exit(1)
}
