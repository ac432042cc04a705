// What npm test says: a line for each step, the output of those that failed, and the sums at the end.
import { Refusal, seconds } from './run.mjs'

/**
 * Collects results. A result is `{ passed, failed, skipped }`, with `failures` (names), `output` (printed if something
 * failed), and `reason` (why it was skipped, or what failed beyond what the output says).
 */
export function createReport() {
  const results = []
  const total = (what) => results.reduce((sum, result) => sum + result[what], 0)
  return {
    /** Does one step and says its result in one line. */
    async step(name, work) {
      const started = Date.now()
      const empty = { name, passed: 0, failed: 0, skipped: 0, failures: [], output: '', reason: '' }
      const result = { ...empty, ...(await attempt(work)) }
      results.push(result)
      const word = result.failed > 0 ? 'FAIL' : result.passed > 0 ? 'ok' : 'skip'
      const line = [word.padEnd(5), name.padEnd(24), seconds(started).padStart(8), counts(result)]
      console.log(line.join(' ').trimEnd())
      if (result.reason) console.log(indented(result.reason))
      if (result.failed > 0 && result.output.trim()) console.log(`\n${result.output.trim()}\n`)
    },
    /** Says all that failed and all that was skipped, and the sums as the last line; ends with whether all went well. */
    end() {
      const failed = results.filter((result) => result.failed > 0)
      const left = results.filter((result) => result.failed === 0 && result.reason)
      if (failed.length > 0) console.log('\nFailed:')
      for (const { name, failures, reason } of failed)
        for (const failure of failures.length > 0 ? failures : [reason.split('\n')[0]])
          console.log(`  ${name}${failure && `: ${failure}`}`)
      if (left.length > 0) console.log('\nSkipped:')
      for (const { name, reason } of left) console.log(`  ${name}: ${reason.split('\n')[0]}`)
      console.log(`\n${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`)
      return total('failed') === 0
    },
  }
}

async function attempt(work) {
  try {
    return await work()
  } catch (error) {
    return { failed: 1, output: error instanceof Refusal ? error.message : error.stack }
  }
}

const indented = (text) => text.replace(/^/gm, '      ')

/** The counts where they say more than the word before them. */
function counts({ passed, failed, skipped }) {
  if (passed + failed + skipped < 2) return ''
  return [`${passed} passed`, failed && `${failed} failed`, skipped && `${skipped} skipped`].filter(Boolean).join(', ')
}
