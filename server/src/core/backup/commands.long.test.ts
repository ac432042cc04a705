import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEngine } from '../database/engine.ts'
import { migrate } from '../database/migrate.ts'
import { freshPostgres } from '../testing/databases.ts'
import { runCommand } from './commands.ts'

const base = mkdtempSync(join(tmpdir(), 'hansa-backup-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))

/** An installation's folder with one ecosystem and many events in it, and a backup of it. */
const home = join(base, 'home')
const file = join(base, 'home.backup')
const events = 3_000

beforeAll(async () => {
  await change(home, async (query) => {
    await query(
      `insert into ecosystem (id, name, currency, time_zone, created_at) values ('eco_1', 'Home', 'EUR', 'UTC', now())`,
    )
    await query(`select make_room_for_events(array['2026-01-01'::date])`)
    await query(`insert into event (ecosystem_id, id, verb, happened_at, recorded_at, actor_kind, source, data)
      select 'eco_1', 'evt_' || i, 'x', '2026-01-15', now(), 'system', 'test', jsonb_build_object('text', repeat(md5(i::text), 10))
      from generate_series(1, ${events}) i`)
  })
  expect(await command(home, 'backup', file)).toMatchObject({ code: 0 })
}, 120_000)

async function change(data: string, work: (query: (sql: string) => Promise<{ rows: unknown[] }>) => Promise<unknown>) {
  const engine = await openEngine({ folder: join(data, 'database') })
  try {
    await migrate(engine)
    return await work((sql) => engine.pool.query(sql))
  } finally {
    await engine.close()
  }
}
const count = async (data: string) =>
  (await change(
    data,
    async (query) => (await query(`select name, (select count(*) from event) as events from ecosystem`)).rows,
  )) as object[]
const whole = [{ name: 'Home', events }]

async function command(data: string, ...words: string[]) {
  const said: string[] = []
  const say = (line: string) => void said.push(line)
  const code = await runCommand(words, { HANSA_DATA: data }, say, say)
  return { code, said: said.join('\n') }
}

/** The same as a process of its own, which is killed at once when `when` holds. */
async function killed(
  data: string,
  words: readonly string[],
  when: () => boolean | Promise<boolean>,
): Promise<boolean> {
  const child = spawn('node', [fileURLToPath(new URL('../../command.ts', import.meta.url)), ...words], {
    env: { ...process.env, HANSA_DATA: data },
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  while (child.exitCode === null && !(await when())) await wait(2)
  const wasRunning = child.exitCode === null
  child.kill('SIGKILL')
  await ended
  return wasRunning
}

describe('backup and restore of a folder', { timeout: 120_000 }, () => {
  test('a backup is one file that only its owner may read, named by its time, and read back', async () => {
    const { code, said } = await command(home, 'backup')
    expect(code).toBe(0)
    expect(said).toMatch(/hansa-\d{4}-\d\d-\d\d-\d{6}\.backup: \d+ rows in \d+ tables, .* MB, read back and whole\./)
    const [name, ...others] = readdirSync(join(home, 'backups'))
    expect(others).toEqual([])
    expect(statSync(join(home, 'backups', name!)).mode & 0o777).toBe(0o600)
    expect(await command(home, 'backup', 'verify', join(home, 'backups', name!))).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^Whole: /) as string,
    })
  })

  test('it is restored into an empty folder, refused for one in use, and replaces that when told to', async () => {
    const data = join(base, 'restored')
    expect(await command(data, 'restore', file)).toMatchObject({ code: 0 })
    expect(await count(data)).toEqual(whole)
    await change(data, (query) => query(`update ecosystem set name = 'Changed'`))

    const refused = await command(data, 'restore', file)
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.said).toContain('already holds an ecosystem')
    expect(await count(data)).toEqual([{ name: 'Changed', events }])

    const replaced = await command(data, 'restore', file, '--replace')
    expect(replaced).toMatchObject({ code: 0 })
    expect(await count(data)).toEqual(whole)
    const kept = /kept in (\S+);/.exec(replaced.said)![1]!
    renameSync(kept, join(base, 'database'))
    expect(await count(base)).toEqual([{ name: 'Changed', events }])
  })

  test('a database that is open is left alone', async () => {
    const engine = await openEngine({ folder: join(home, 'database') })
    for (const words of [
      ['backup'],
      ['restore', file, '--replace'],
      ['migrate-to', 'postgres://nobody@127.0.0.1:1/x'],
    ]) {
      const { code, said } = await command(home, ...words)
      expect(code).toBe(1)
      expect(said).toContain(`is open in this process (${process.pid})`)
    }
    await engine.close()
    expect(await count(home)).toEqual(whole)
  })

  test('a restore that is killed leaves the old database, and works when run again', async () => {
    const data = join(base, 'killed')
    await change(data, (query) =>
      query(
        `insert into ecosystem (id, name, currency, time_zone, created_at) values ('eco_0', 'Old', 'EUR', 'UTC', now())`,
      ),
    )
    const fresh = join(data, 'database.restoring')
    const filling = () => existsSync(join(fresh, 'PG_VERSION')) && !existsSync(`${fresh}.new`)
    expect(await killed(data, ['restore', file, '--replace'], filling)).toBe(true)
    expect(await count(data)).toEqual([{ name: 'Old', events: 0 }])
    expect(readdirSync(data).filter((name) => name.includes('restoring'))).toEqual([])
    expect(await command(data, 'restore', file, '--replace')).toMatchObject({ code: 0 })
    expect(await count(data)).toEqual(whole)
  })

  test('a restore that was cut off between its two renames is finished by the next start', async () => {
    for (const there of [true, false]) {
      const data = join(base, `cut-off-${there}`)
      cpSync(join(home, 'database'), join(data, 'database.restored'), { recursive: true })
      if (there) cpSync(join(home, 'database'), join(data, 'database'), { recursive: true })
      expect(await count(data)).toEqual(whole)
      const names = readdirSync(data).map((name) => name.replace(/-\d.*$/, ''))
      expect(names).toEqual(there ? ['database', 'database.before'] : ['database'])
    }
  })

  test('where there is no database, nothing is backed up or made', async () => {
    const data = join(base, 'nothing')
    const { code, said } = await command(data, 'backup')
    expect([code, said]).toEqual([1, `There is no database in ${data}/database. HANSA_DATA names its folder.`])
    expect(existsSync(data)).toBe(false)
  })

  test('a wrong call says what there is', async () => {
    expect(await command(home, 'restor')).toMatchObject({
      code: 2,
      said: expect.stringContaining('npm start -- <command>') as string,
    })
    expect(await command(home, 'restore')).toMatchObject({ code: 2 })
    expect(await command(home, 'restore', file, '--force')).toMatchObject({ code: 2 })
    expect(await command(home, 'help')).toMatchObject({ code: 0 })
  })
})

describe(
  'a file that is not a whole backup is refused with a sentence, and nothing is changed',
  { timeout: 120_000 },
  () => {
    const original = () => readFileSync(file)
    const text = () => gunzipSync(original()).toString()
    const packed = (content: string) => gzipSync(content)
    /** With the checksum that a backup of this content would have. */
    const signed = (content: string) => {
      const end = content.lastIndexOf('\n', content.length - 2) + 1
      const sha256 = createHash('sha256').update(content.slice(0, end)).digest('hex')
      return content.slice(0, end) + content.slice(end).replace(/[0-9a-f]{64}/, sha256)
    }
    const cases: Record<string, [() => Uint8Array, string]> = {
      'cut off in the middle': [() => original().subarray(0, original().length / 2), 'is cut off'],
      'cut off at its last byte': [() => original().subarray(0, original().length - 9), 'is cut off'],
      'cut off, and packed again': [() => packed(text().slice(0, -200)), 'is cut off'],
      empty: [() => new Uint8Array(), 'is cut off'],
      'something else': [() => Buffer.from('id,name\n1,Acme\n'), 'not a backup that Hansa made'],
      'something else, packed': [() => packed('id,name\n1,Acme\n'), 'not a backup that Hansa made'],
      'with other bytes in it': [
        () => {
          const bytes = Buffer.from(original())
          bytes[bytes.length >> 1]! ^= 0xff
          return bytes
        },
        'is damaged',
      ],
      'with one letter changed': [() => packed(text().replace('"Home"', '"Hone"')), 'is damaged (table "ecosystem")'],
      'with a row taken out': [
        () => packed(text().replace(/\["eco_1","evt_77",.*\n/, '')),
        'is damaged (table "event")',
      ],
      'with a header changed': [
        () => packed(text().replace('"madeAt":"2', '"madeAt":"1')),
        'is damaged (its checksum)',
      ],
      'of a newer format': [() => packed(text().replace('"format":1', '"format":9')), 'this Hansa reads format 1'],
      'of a newer Hansa': [
        () => packed(signed(text().replace('"migrations":[', '"migrations":[["9999_later.sql","00"],'))),
        'made by a newer Hansa (it knows 9999_later.sql)',
      ],
    }
    for (const [name, [make, sentence]] of Object.entries(cases))
      test(name, async () => {
        const path = join(base, 'wrong.backup')
        writeFileSync(path, make())
        const data = join(base, 'wrong')
        for (const words of [
          ['restore', path, '--replace'],
          ...(name.startsWith('of a newer Hansa') ? [] : [['backup', 'verify', path]]),
        ]) {
          const { code, said } = await command(data, ...words)
          expect(said).toContain(sentence)
          expect(said).not.toContain('    at ')
          expect(code).toBe(1)
        }
        expect(existsSync(data)).toBe(false)
      })

    test('missing, or a folder', async () => {
      mkdirSync(join(base, 'folder'))
      expect((await command(home, 'restore', join(base, 'absent'), '--replace')).said).toContain(
        'There is no such file',
      )
      expect((await command(home, 'restore', join(base, 'folder'), '--replace')).said).toContain('This is a folder')
      expect(await count(home)).toEqual(whole)
    })
  },
)

describe.skipIf(!process.env.TEST_DATABASE)('moving to PostgreSQL and back', { timeout: 120_000 }, () => {
  test('all is there, the folder is as it was, and a backup of the server goes back into a folder', async () => {
    const { url, drop } = await freshPostgres()
    const moved = await command(home, 'migrate-to', url)
    expect(moved.code, moved.said).toBe(0)
    expect(moved.said).toContain('equal by counts and checksums')
    expect(moved.said).toContain('DATABASE_URL')
    expect(await count(home)).toEqual(whole)
    const again = await command(home, 'migrate-to', url)
    expect(again).toMatchObject({ code: 1 })
    expect(again.said).toContain('already holds an ecosystem')

    const path = join(base, 'postgres.backup')
    const env = { HANSA_DATA: base, DATABASE_URL: url }
    const silent = () => {}
    expect(await runCommand(['backup', path], env, silent, silent)).toBe(0)
    expect(await command(join(base, 'back'), 'restore', path)).toMatchObject({ code: 0 })
    expect(await count(join(base, 'back'))).toEqual(whole)
    await drop()
  })

  test('killed in the middle it leaves nothing there, and works when run again', async () => {
    const { url, drop } = await freshPostgres()
    const watcher = new pg.Client({ connectionString: url })
    await watcher.connect()
    const others = `select from pg_stat_activity where datname = current_database() and application_name = 'hansa'`
    const seen = async () => (await watcher.query(`${others} and query like 'insert into "event"%'`)).rowCount === 1
    expect(await killed(home, ['migrate-to', url], seen)).toBe(true)
    await expect.poll(async () => (await watcher.query(others)).rowCount).toBe(0)
    expect((await watcher.query(`select from pg_class where relnamespace = 'public'::regnamespace`)).rowCount).toBe(0)
    await watcher.end()
    const moved = await command(home, 'migrate-to', url)
    expect(moved.code, moved.said).toBe(0)
    await drop()
  })
})
