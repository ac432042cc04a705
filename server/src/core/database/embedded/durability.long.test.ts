import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { openEmbedded } from './embedded.ts'

const base = mkdtempSync(join(tmpdir(), 'hansa-durability-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))

const writers = 4

/** Writes rows from several clients until it is killed, and prints the id of each when its commit was acknowledged. */
const child = (folder: string, from: number): string => `
  const { openEmbedded } = await import(${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)})
  const { pool } = await openEmbedded({ folder: ${JSON.stringify(folder)}, housekeeping: 50 })
  await pool.query('create table if not exists item (id int primary key, text text)')
  let next = ${from}
  const write = async () => {
    for (;;) {
      const id = next++
      const client = await pool.connect()
      await client.query('begin')
      await client.query('insert into item values ($1, $2)', [id, 'x'.repeat(id % 2000)])
      await client.query('update item set text = text || $2 where id = $1', [id - 10, '!'])
      await client.query('commit')
      client.release()
      console.log(id)
    }
  }
  await Promise.all(Array.from({ length: ${writers} }, write))`

/** Runs the child and kills it at once `milliseconds` after its first commit, or its start; returns what it printed. */
async function killed(
  folder: string,
  from: number,
  milliseconds: number,
  after: 'start' | 'commit',
): Promise<number[]> {
  const running = spawn('node', ['--input-type=module', '-e', child(folder, from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  running.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  if (after === 'commit') await once(running.stdout, 'data')
  await sleep(milliseconds)
  running.kill('SIGKILL')
  await once(running, 'close')
  return printed.split('\n').slice(0, -1).map(Number)
}

test('kill -9 never takes a commit that was acknowledged', async () => {
  const folder = join(base, 'killed-while-writing')
  const acknowledged: number[] = []
  let from = 1
  for (let round = 0; round < 20; round += 1) {
    const now = await killed(folder, from, Math.random() * 1500, 'commit')
    expect(now.length).toBeGreaterThan(0)
    acknowledged.push(...now)
    from = Math.max(...now) + 100

    const embedded = await openEmbedded({ folder })
    const { rows } = await embedded.pool.query<{ id: number }>('select id from item order by id')
    await embedded.close()
    const present = new Set(rows.map(({ id }) => id))
    expect(acknowledged.filter((id) => !present.has(id))).toEqual([])
    // each kill may also leave commits whose acknowledgement was on its way
    expect(present.size - acknowledged.length).toBeLessThanOrEqual(writers * (round + 1))
  }
})

test('kill -9 while the database is being made leaves nothing that the next start stumbles over', async () => {
  const folder = join(base, 'killed-while-made')
  for (let round = 0; round < 8; round += 1) {
    expect(await killed(folder, 1, 300 + round * 250, 'start')).toEqual(expect.any(Array))
  }
  const embedded = await openEmbedded({ folder })
  expect((await embedded.pool.query('select 1')).rowCount).toBe(1)
  await embedded.close()
})
