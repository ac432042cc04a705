/** What it costs the embedded database that a commit reaches the disk before it is answered. */
import { fsyncSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDurable } from '../server/src/core/database/embedded/durable.ts'
import { medianMs, print, seconds } from './measure.ts'

const commits = Number(process.env.BENCH_ROWS ?? 300)
const folder = await mkdtemp(join(tmpdir(), 'hansa-bench-'))
let synced = 0
let flush = true
const sync = (file: number): void => {
  synced++
  if (flush) fsyncSync(file)
}
const db = await openDurable(join(folder, 'database'), sync)
await db.exec('create table item (id int generated always as identity primary key, text text)')
const commit = () => db.query(`insert into item (text) values (repeat('x', 300))`)
await medianMs(50, commit)

/** Both kinds by turns, so that whatever else the machine does meets both. */
const times = { with: [] as number[], without: [] as number[] }
let withFlush = 0
for (let i = 0; i < commits; i++)
  for (const kind of ['with', 'without'] as const) {
    flush = kind === 'with'
    const before = synced
    times[kind].push((await seconds(commit)) * 1000)
    if (flush) withFlush += synced - before
  }
const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
const [on, off] = [middle(times.with), middle(times.without)]
await db.close()
await rm(folder, { recursive: true, force: true })

print(`Flushing each commit to the disk (${commits} commits of one row, in ${tmpdir()})`, [
  ['flushes per commit', (withFlush / commits).toFixed(2)],
  ['a commit, flushed', `${on.toFixed(2)} ms`],
  ['a commit, not flushed', `${off.toFixed(2)} ms`],
  ['ratio', (on / off).toFixed(2)],
])
