// One run of vitest, counted.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { beforeEnd, root, run } from './run.mjs'

/** Runs the tests of one project of vitest.config.ts, and ends with a result for the report. */
export async function vitest(node, project, { env, limit }) {
  const folder = mkdtempSync(join(tmpdir(), 'hansa-vitest-'))
  const file = join(folder, 'result.json')
  const remove = () => rmSync(folder, { recursive: true, force: true })
  const forget = beforeEnd(remove)
  try {
    const entry = join(root, 'node_modules', 'vitest', 'vitest.mjs')
    const args = ['run', '--project', project, '--reporter=minimal', '--reporter=json', `--outputFile.json=${file}`]
    // Two steps run at a time, each with its half of the cores; the other projects want one file after the other.
    const workers = Math.max(1, Math.floor(cpus().length / 2))
    if (project === 'unit' || project === 'server') args.push(`--maxWorkers=${workers}`)
    const { code, late, ...ended } = await run(node, [entry, ...args], { env, limit })
    const output = ended.output.replace(/^JSON report written to .*$/m, '')
    const reason = late ? `was ended after ${limit / 60_000} minutes` : ''
    if (!existsSync(file)) return { failed: 1, output, reason: reason || 'vitest ended without a result' }
    const json = JSON.parse(readFileSync(file, 'utf8'))
    const result = { ...count(json), output, reason }
    if (code === 0 || result.failed > 0) return result
    const other = json.numTotalTests === 0 ? 'there are no tests' : 'no test failed, but the run did: see its words'
    return { ...result, failed: 1, reason: reason || other }
  } finally {
    remove()
    forget()
  }
}

/** A file that could not be loaded has no tests that could fail: it counts as one. */
function count(json) {
  const failures = json.testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed').map((test) => test.fullName)
    const file = relative(root, name)
    if (status === 'failed' && failed.length === 0) return [file]
    return failed.map((test) => `${file}: ${test}`)
  })
  const skipped = json.numPendingTests + json.numTodoTests
  return { passed: json.numPassedTests, failed: failures.length, skipped, failures }
}
