// Running other programs, and ending them when we are told to end.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** A reason to stop that a person can act on; everything else that is thrown is a fault of ours. */
export class Refusal extends Error {}

/** Runs the script, and says a refusal as a sentence instead of a stack. */
export async function main(script) {
  process.chdir(root)
  try {
    await script()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    console.error(`\n${error.message}`)
    process.exitCode = 1
  }
}

export const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`

const running = new Set()
let cleanUps = []
/** From the moment of a signal on, nothing goes on but cleaning up. */
let state = 'working'

/** Does this before the script ends by a signal, the last one asked for first. The answer takes it back. */
export function beforeEnd(cleanUp) {
  listen()
  cleanUps.unshift(cleanUp)
  return () => (cleanUps = cleanUps.filter((one) => one !== cleanUp))
}

/**
 * Runs a program to its end in a process group of its own, so that all it started ends with it, and keeps what it
 * prints. Ends with `{ code, output }`; `code` is null if it was ended, or could not be started (`missing`), or took longer than
 * `limit` milliseconds (`late`).
 */
export function run(command, args, { limit, ...options } = {}) {
  listen()
  const startedIn = state
  return new Promise((resolve) => {
    if (state === 'ending') return
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...options })
    let output = ''
    let late = false
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => (output += text))
    const timer = limit && setTimeout(() => ((late = true), end(child)), limit)
    running.add(child)
    const finish = (result) => {
      clearTimeout(timer)
      running.delete(child)
      tell(child, 'SIGTERM')
      if (startedIn === state) resolve({ output, late, missing: false, ...result })
    }
    child.on('error', (error) => finish({ code: null, missing: error.code === 'ENOENT' }))
    child.on('close', (code) => finish({ code }))
  })
}

/** Signals all of a program's group that is still there; says whether anything was. */
function tell(child, signal) {
  try {
    return process.kill(-child.pid, signal)
  } catch {
    return false
  }
}

/** Asks a program and all that it started to end, and ends what does not within three seconds. */
async function end(child) {
  tell(child, 'SIGTERM')
  for (let waited = 0; waited < 3000 && tell(child, 0); waited += 50) await new Promise((done) => setTimeout(done, 50))
  tell(child, 'SIGKILL')
}

let listening = false
function listen() {
  if (listening) return
  listening = true
  for (const [signal, number] of Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 })) {
    process.on(signal, async () => {
      if (state !== 'working') return
      state = 'ending'
      await Promise.all([...running].map(end))
      state = 'cleaning'
      for (const cleanUp of cleanUps) await (async () => cleanUp())().catch(() => {})
      process.exit(128 + number)
    })
  }
}

/**
 * Hands this process over to a program: the program takes its place where Node can do that (from 22.15), so that
 * signals, output and exit code are its own. Elsewhere both are passed on. A program must bear the same signal twice:
 * Ctrl-C reaches it from the terminal, and npm sends it once more.
 */
export function become(command, args) {
  if (process.execve) process.execve(command, [command, ...args], process.env)
  const child = spawn(command, args, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.removeAllListeners(signal)
    process.on(signal, () => child.kill(signal))
  }
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}
