import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { openDurable } from './durable.ts'
import { openEmbedded, type Embedded } from './embedded.ts'
import { takeFolder } from './folder.ts'

const base = mkdtempSync(join(tmpdir(), 'hansa-folder-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))

const ids = async (from: Embedded): Promise<number[]> =>
  (await from.pool.query<{ id: number }>('select id from item order by id')).rows.map(({ id }) => id)

// a thousand new files, each written through to the disk, are slow where the disk is busy
describe('the life of a database in a folder', { timeout: 60_000 }, () => {
  const folder = join(base, 'made', 'here')
  let embedded: Embedded
  let snapshot: Uint8Array

  test('the folder is made', async () => {
    embedded = await openEmbedded({ folder })
    expect(embedded.where).toBe(`the embedded database in ${folder}`)
    await embedded.pool.query('create table item (id int primary key)')
    snapshot = await embedded.dump()
    await embedded.pool.query('insert into item values (1)')
  })

  test('nobody else opens it meanwhile', async () => {
    const refusal = `The database in ${folder} is open in this process (${process.pid})`
    await expect(openEmbedded({ folder })).rejects.toThrow(refusal)
  })

  test('closing gives it free', async () => {
    await embedded.close()
    expect(existsSync(`${folder}.lock`)).toBe(false)
  })

  test('a commit waits until the disk has it; reading does not', async () => {
    const sync = vi.fn<(file: number) => void>()
    const db = await openDurable(folder, sync)
    sync.mockClear()
    await db.query('select * from item')
    expect(sync).not.toHaveBeenCalled()
    await db.query('insert into item values (2)')
    expect(sync).toHaveBeenCalledOnce()
    await db.close()
  })

  test('what was committed is there again, whatever snapshot is offered', async () => {
    embedded = await openEmbedded({ folder, snapshot })
    expect(await ids(embedded)).toEqual([1, 2])
    expect((await embedded.pool.query('show fsync')).rows).toEqual([{ fsync: 'on' }])
  })

  test('when the database breaks down, every query says why, and closing still works', async () => {
    rmSync(join(folder, 'pg_wal'), { recursive: true })
    const write = 'insert into item select generate_series(10, 300000)' // more than one file of the write-ahead log
    await expect(embedded.pool.query(write)).rejects.toThrow(/broke down: PANIC: .*pg_wal/)
    await expect(embedded.pool.query('select 1')).rejects.toThrow('broke down')
    await expect(embedded.dump()).rejects.toThrow('broke down')
    await embedded.close()
    expect(existsSync(`${folder}.lock`)).toBe(false)
  })
})

test('a database whose making was cut off is made anew', async () => {
  const folder = join(base, 'unfinished')
  mkdirSync(folder)
  writeFileSync(join(folder, 'PG_VERSION'), '18')
  writeFileSync(`${folder}.new`, '')
  const taken = await takeFolder(folder)
  expect(taken.isNew).toBe(true)
  expect(readdirSync(folder)).toEqual([])
  expect(existsSync(`${folder}.new`)).toBe(true)
  await taken.opened()
  expect(existsSync(`${folder}.new`)).toBe(false)
  taken.release()
})

test('a folder with other files is refused and left as it is', async () => {
  const folder = join(base, 'photos')
  mkdirSync(folder)
  writeFileSync(join(folder, 'holiday.jpg'), '')
  await expect(openEmbedded({ folder })).rejects.toThrow('other files (such as "holiday.jpg")')
  expect(existsSync(join(folder, 'holiday.jpg'))).toBe(true)
  expect(existsSync(`${folder}.lock`)).toBe(false)
})

test('a folder with a damaged database is refused and not kept locked', async () => {
  const folder = join(base, 'damaged')
  mkdirSync(folder)
  writeFileSync(join(folder, 'PG_VERSION'), '18')
  await expect(openEmbedded({ folder })).rejects.toThrow('The embedded database did not start')
  expect(existsSync(`${folder}.lock`)).toBe(false)
})
