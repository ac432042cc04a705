import { readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

/** Who holds a lock: a process of a machine. Its start tells it from a later process with the same number. */
interface Holder {
  readonly pid: number
  readonly host: string
  readonly started: string | null
}

interface Lock {
  readonly release: () => void
}

const attempts = 60
const pause = 20 // milliseconds

/**
 * Takes the lock file `<folder>.lock`, so that no two processes open the same embedded database: they would lose each
 * other's rows. A live process keeps its lock; the lock of a dead one is taken over. Released by `release`, and when
 * the process exits.
 */
export async function lockFolder(folder: string): Promise<Lock> {
  const path = `${folder}.lock`
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (create(path)) return held(path)
    const holder = read(path)
    if (holder && isAlive(holder)) throw new Error(refusal(folder, path, holder))
    if (holder || attempt > attempts / 2) removeStale(path)
    await sleep(pause) // without a holder it is perhaps being written at this moment
  }
  throw new Error(`Could not take the lock ${path} of the database's folder. If no Hansa runs, delete ${path}*.`)
}

function held(path: string): Lock {
  const release = (): void => {
    process.off('exit', release)
    if (JSON.stringify(read(path)) === JSON.stringify(thisProcess())) remove(path)
  }
  process.on('exit', release)
  return { release }
}

/**
 * Removes a lock whose holder is dead. Only one process may be at it, and it looks again: else of two that saw the
 * same dead holder, the slower would remove the lock that the faster has just taken.
 */
function removeStale(path: string): void {
  const takeover = `${path}.takeover`
  if (!create(takeover)) return
  try {
    const holder = read(path)
    if (!holder || !isAlive(holder)) remove(path)
  } finally {
    remove(takeover)
  }
}

/** Whether the file did not exist and is now this process's. */
function create(path: string): boolean {
  try {
    writeFileSync(path, JSON.stringify(thisProcess()), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

function read(path: string): Holder | undefined {
  try {
    const { pid, host, started } = JSON.parse(readFileSync(path, 'utf8')) as Holder
    return Number.isInteger(pid) && pid > 0 ? { pid, host, started } : undefined
  } catch {
    return undefined // gone, or not (yet) written
  }
}

const thisProcess = (): Holder => ({ pid: process.pid, host: hostname(), started: startOf(process.pid) })

/** A process of another machine (or container) cannot be seen from here: it counts as alive. */
function isAlive({ pid, host, started }: Holder): boolean {
  if (host !== hostname()) return true
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  const start = startOf(pid)
  return start === null || started === null || start === started
}

/** When a process started, as this boot of the machine and its clock ticks until then; null where /proc does not say. */
function startOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? ''
    return `${boot} ${afterName.split(' ')[19]}`
  } catch {
    return null
  }
}

function refusal(folder: string, path: string, { pid, host }: Holder): string {
  const who = pid === process.pid && host === hostname() ? `this process (${pid})` : `process ${pid}`
  if (host !== hostname()) {
    return `The database in ${folder} is open in ${who} on the machine "${host}". Stop it; if it no longer runs, delete ${path}.`
  }
  return `The database in ${folder} is open in ${who}. Only one process can open it: stop that one, or use PostgreSQL.`
}
