import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEngine, type Engine } from './engine.ts'

const server = process.env['TEST_DATABASE']

describe.each([
  { name: 'embedded', open: () => openEngine({ memory: true }), skip: false },
  { name: 'PostgreSQL', open: () => openEngine({ url: server ?? '' }), skip: !server },
])('the $name engine', ({ open, skip }) => {
  describe.skipIf(skip)('like the other', () => {
    const table = `engine_test_${randomBytes(6).toString('hex')}`
    let engine: Engine

    beforeAll(async () => {
      engine = await open()
      await engine.pool.query(`create table ${table} (id bigint primary key, owner text)`)
    })
    afterAll(async () => {
      await engine.pool.query(`drop table ${table}`)
      await engine.close()
    })

    const one = async (expression: string, values: unknown[] = []): Promise<unknown> =>
      (await engine.pool.query<{ value: unknown }>(`select ${expression} as value`, values)).rows[0]?.value

    test.each([
      ['42::bigint', 42],
      ['(-9007199254740991)::bigint', Number.MIN_SAFE_INTEGER],
      ['array[1, null, 3]::bigint[]', [1, null, 3]],
      [`date '2026-02-28'`, '2026-02-28'],
      [`array[date '2026-02-28', null]`, ['2026-02-28', null]],
      [`timestamptz '2026-02-28 23:30:00-05'`, new Date('2026-03-01T04:30:00Z')],
      [`timestamptz '2026-02-28 23:30:00-05'::date`, '2026-03-01'],
      ['1.10::numeric', '1.10'],
      ['array[1.10, null]::numeric[]', ['1.10', null]],
      [`'{"a": [1]}'::jsonb`, { a: [1] }],
    ])('reads %s', async (expression, value) => {
      expect(await one(expression)).toEqual(value)
    })

    test('refuses a whole number that would not be exact, and stays usable', async () => {
      await expect(one('9007199254740992::bigint')).rejects.toThrow('9007199254740992')
      expect(await one('1')).toBe(1)
    })

    test('leaves the type parsers of other users of the driver alone', () => {
      const parse = pg.types.getTypeParser(pg.types.builtins.INT8) as (text: string) => unknown
      expect(parse('42')).toBe('42')
    })

    test('keeps transactions of many clients apart', async () => {
      await Promise.all(
        Array.from({ length: 40 }, async (_, id) => {
          const client = await engine.pool.connect()
          try {
            await client.query('begin')
            await client.query(`select set_config('app.owner', $1, true)`, [`owner ${id}`])
            await client.query(`insert into ${table} values ($1, current_setting('app.owner'))`, [id])
            const seen = await client.query(`select owner from ${table} where id = $1`, [id])
            expect(seen.rows).toEqual([{ owner: `owner ${id}` }])
            await client.query(id % 2 ? 'commit' : 'rollback')
          } finally {
            client.release()
          }
        }),
      )
      const kept = await engine.pool.query<{ id: number; owner: string }>(`select * from ${table} order by id`)
      expect(kept.rows).toEqual(
        Array.from({ length: 20 }, (_, index) => ({ id: 2 * index + 1, owner: `owner ${2 * index + 1}` })),
      )
    })

    test('an error ends its transaction and nothing else', async () => {
      const client = await engine.pool.connect()
      await client.query('begin')
      await client.query(`insert into ${table} values (1000, 'lost')`)
      await expect(client.query('select 1 / $1::int', [0])).rejects.toThrow('division by zero')
      await expect(client.query('select 1')).rejects.toThrow('current transaction is aborted')
      await client.query('rollback')
      expect((await client.query(`select from ${table} where id = 1000`)).rowCount).toBe(0)
      client.release()
    })

    test('who disconnects inside a transaction has it rolled back', async () => {
      const client = await engine.pool.connect()
      await client.query('begin')
      await client.query(`insert into ${table} values (2000, 'lost')`)
      client.release(true)
      expect((await engine.pool.query(`select from ${table} where id = 2000`)).rowCount).toBe(0)
    })

    test('prepared statements of the same name belong to their clients', async () => {
      const [first, second] = await Promise.all([engine.pool.connect(), engine.pool.connect()])
      for (let round = 0; round < 3; round += 1) {
        const texts = await Promise.all([
          first.query({ name: 'mine', text: `select 'first' || $1 as said`, values: [round] }),
          second.query({ name: 'mine', text: `select 'second' || $1 as said`, values: [round] }),
        ])
        expect(texts.map(({ rows }) => rows)).toEqual([[{ said: `first${round}` }], [{ said: `second${round}` }]])
      }
      first.release()
      second.release()
    })

    test('a statement that does not parse leaves its name and its client usable', async () => {
      const client = await engine.pool.connect()
      await expect(client.query({ name: 'wrong', text: 'select nothing from nowhere' })).rejects.toThrow('nowhere')
      await expect(client.query({ name: 'right', text: 'select 1 as value' })).resolves.toMatchObject({ rowCount: 1 })
      await expect(client.query({ name: 'right', text: 'select 1 as value' })).resolves.toMatchObject({ rowCount: 1 })
      client.release()
    })

    test('a notification reaches who listens', async () => {
      const listener = await engine.pool.connect()
      await listener.query(`listen ${table}`)
      const heard = once(listener, 'notification')
      await engine.pool.query('select pg_notify($1, $2)', [table, 'hello'])
      expect(await heard).toMatchObject([{ channel: table, payload: 'hello' }])
      await listener.query(`unlisten ${table}`)
      listener.release()
    })

    test('carries large parameters and large results', async () => {
      const bytes = randomBytes(5_000_000)
      expect(bytes.equals((await one('$1::bytea', [bytes])) as Buffer)).toBe(true)
      const { rows } = await engine.pool.query<{ id: number }>('select generate_series(1, 50000)::bigint as id')
      expect(rows.length).toBe(50_000)
      expect(rows.at(-1)).toEqual({ id: 50_000 })
    })

    test('inserts many rows from arrays', async () => {
      const ids = Array.from({ length: 20_000 }, (_, index) => 100_000 + index)
      const { rowCount } = await engine.pool.query(
        `insert into ${table} select * from unnest($1::bigint[], $2::text[])`,
        [ids, ids.map((id) => `row ${id}`)],
      )
      expect(rowCount).toBe(20_000)
    })
  })
})

test.each(['mysql://root:secret@localhost/x', 'postgres://user:secret@host:port/x'])(
  'the address %s is refused without repeating its password',
  async (url) => {
    const refusal = openEngine({ url })
    await expect(refusal).rejects.toThrow('not of the form postgres://user:password@host:port/database')
    await expect(refusal).rejects.not.toThrow('secret')
  },
)

test('a server that does not answer is named, without the password', async () => {
  const refusal = openEngine({ url: 'postgres://user:secret@127.0.0.1:1/sales' })
  await expect(refusal).rejects.toThrow(
    'Cannot use the PostgreSQL database "sales" on 127.0.0.1:1: connect ECONNREFUSED',
  )
  await expect(refusal).rejects.not.toThrow('secret')
})

test.skipIf(!server)('PostgreSQL sees who connects', async () => {
  const engine = await openEngine({ url: server ?? '' })
  const { rows } = await engine.pool.query('show application_name')
  expect(rows).toEqual([{ application_name: 'hansa' }])
  expect(engine.where).toContain('the PostgreSQL database')
  await engine.close()
})

test.skipIf(!server)('a connection that the server ends costs its query, not the process', async () => {
  const engine = await openEngine({ url: server ?? '' })
  const victim = await engine.pool.connect()
  const { rows } = await victim.query<{ pid: number }>('select pg_backend_pid() as pid')
  const ended = new Promise<void>((resolve) => void victim.on('end', resolve))
  await engine.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
  await ended
  await expect(victim.query('select 1')).rejects.toThrow('not queryable')
  victim.release()
  expect((await engine.pool.query('select 1')).rowCount).toBe(1)
  await engine.close()
})
