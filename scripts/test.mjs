// npm test: everything that must hold, each step with its time. `npm test -- lint PGlite` runs the steps with these words
// in their names, `npm run test:long` the slow checks.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'
import { buildWeb } from './build-web.mjs'
import { environment, install } from './install.mjs'
import { freshDatabase, startPostgres } from './postgres.mjs'
import { createReport } from './report.mjs'
import { Refusal, main, root, run } from './run.mjs'
import { vitest } from './vitest.mjs'

const minute = 60_000
const strict = !['', '0', 'false', undefined].includes(process.env.CI)

// In this order, two at a time: what another machine may lack, or needs long, stands last.
const steps = [
  { name: 'types', script: 'types' },
  { name: 'lint', script: 'lint' },
  { name: 'format', script: 'format:check' },
  { name: 'unused code', script: 'unused' },
  { name: 'web app', script: 'build' },
  { name: 'unit tests', project: 'unit' },
  { name: 'server on PostgreSQL', project: 'server', postgres: true },
  { name: 'journeys on PGlite', project: 'e2e', browser: true },
  { name: 'server on PGlite', project: 'server' },
]
const long = [
  { name: 'journeys on PostgreSQL', project: 'e2e', browser: true, postgres: true, limit: 60 * minute },
  { name: 'long tests on PGlite', project: 'long', limit: 120 * minute },
  { name: 'long tests on PostgreSQL', project: 'long', limit: 120 * minute, postgres: true },
]

await main(async () => {
  const report = createReport()
  const isLong = process.argv[2] === '--long'
  const words = process.argv.slice(isLong ? 3 : 2)
  const chosen = (isLong ? long : steps).filter(
    ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
  )
  if (chosen.length === 0) throw new Refusal(`No step has one of these words in its name: ${words.join(', ')}`)
  try {
    const node = await install({ dev: true })
    await runSteps(node, chosen, report)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await report.step('install', () => ({ failed: 1, reason: error.message }))
  }
  if (!report.end()) process.exitCode = 1
})

async function runSteps(node, chosen, report) {
  // The first two start at once; what became of them is asked for by the steps that need them.
  let built
  const needs = {
    postgres: chosen.some((step) => step.postgres) && settled(startPostgres()),
    browser: chosen.some((step) => step.browser) && settled(findBrowser(node)),
    web: () => (built ??= settled(buildWeb(node))),
  }
  const waiting = [...chosen]
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const { name, project } = step
      await report.step(name, () => (project ? runTests(node, step, needs) : runScript(node, step, needs)))
    }
  }
  try {
    await Promise.all([lane(), lane()])
  } finally {
    await (await needs.postgres)?.value?.stop()
  }
}

/** A promise that is kept either way, so that it can wait for whom it concerns. */
function settled(promise) {
  return promise.then(
    (value) => ({ value }),
    (error) => ({ error }),
  )
}

/** What a machine cannot run is skipped, aloud; where everything is asked for, it is a failure. */
function leftOut(error) {
  const asked = strict || process.env.TEST_DATABASE || process.env.HANSA_BROWSER
  return asked ? { failed: 1, reason: error.message } : { skipped: 1, reason: error.message }
}

async function runScript(node, { script }, needs) {
  if (script === 'build') {
    const { error } = await needs.web()
    if (error) throw error
    return { passed: 1 }
  }
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const env = environment(node)
  const { code, output, late } = await run('sh', ['-c', scripts[script]], { env, limit: 10 * minute })
  return code === 0 ? { passed: 1 } : { failed: 1, output, reason: late ? 'was ended after 10 minutes' : '' }
}

async function runTests(node, step, needs) {
  const postgres = step.postgres && (await needs.postgres)
  const browser = step.browser && (await needs.browser)
  const missing = postgres?.error ?? browser?.error
  if (missing) return leftOut(missing)
  if (step.browser && (await needs.web()).error) return { failed: 1, reason: 'the web app could not be built' }
  const env = environment(node)
  env[process.stdout.isTTY ? 'FORCE_COLOR' : 'NO_COLOR'] = '1'
  delete env.TEST_DATABASE
  delete env.DATABASE_URL
  if (postgres) env.TEST_DATABASE = postgres.value.url
  if (browser) env.HANSA_BROWSER = browser.value.executable
  const own = postgres && browser && (await freshDatabase(postgres.value.url, 'hansa_journeys'))
  if (own) env.DATABASE_URL = own.url
  try {
    return await vitest(node, step.project, { env, limit: step.limit ?? 15 * minute })
  } finally {
    if (own) await own.drop()
  }
}
