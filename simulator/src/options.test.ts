import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dayOf, isoDay } from './calendar.ts'
import { csvOf, writeFiles } from './files.ts'
import { readOptions } from './options.ts'
import { columns, mappingOf, targets } from './shape.ts'

const today = dayOf('2026-11-22')
const read = (...words: string[]) => {
  const options = readOptions(words, today)
  if (options === 'help') throw new Error('asked for help')
  return options
}

test('without a word it is 200 partners over the last three calendar years', () => {
  const { world, out, send } = read()
  expect({ ...world, start: isoDay(world.start), end: isoDay(world.end) }).toEqual({
    seed: 7,
    partners: 200,
    start: '2023-01-01',
    end: '2026-01-01',
  })
  expect({ out, send }).toEqual({ out: 'simulated', send: undefined })
})

test.each([
  [['--partners', 'many'], '--partners is "many"; it must be a whole number from 1 to 1,000,000'],
  [['--years', '0'], '--years is "0"'],
  [['--seed', '1.5'], '--seed is "1.5"'],
  [['--seed', ''], '--seed is ""'],
  [['--start', '2023-02-30'], '--start is "2023-02-30"'],
  [['--start', '2025-01-01'], 'ends on 2028-01-01, after today (2026-11-22)'],
  [['--send', 'http://127.0.0.1:3000'], '--send and --key belong together'],
  [['--send', 'here', '--key', 'hansa_x'], '--send is "here"'],
  [['--size', '3'], "Unknown option '--size'"],
])('%s is refused by name, with what would be right', (words, sentence) => {
  expect(() => read(...words)).toThrow(sentence)
})

test('a folder holds a file for each target, byte for byte what the generator gives, and the truth apart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hansa-simulator-'))
  try {
    const world = { ...read('--partners', '12', '--years', '2').world }
    const rows = await writeFiles(world, folder, () => undefined)
    for (const target of targets) {
      const text = await readFile(join(folder, `${target}.csv`), 'utf8')
      expect(text).toBe([...csvOf(world, target)].join(''))
      expect(text.split('\n')).toHaveLength(rows[`${target}.csv`]! + 2)
    }
    const truth = (await readFile(join(folder, 'truth.ndjson'), 'utf8')).trim().split('\n')
    expect(truth).toHaveLength(rows['truth.ndjson']!)
    expect(JSON.parse(truth[0]!)).toEqual({
      what: 'run',
      seed: 7,
      partners: 12,
      start: '2024-01-01',
      end: '2026-01-01',
    })
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a mapping takes every column of its file', () => {
  for (const target of targets) {
    const [output] = mappingOf(target).outputs
    const taken = Object.values(output!.fields).flatMap((source) => source.columns ?? [source.column])
    expect(new Set(taken)).toEqual(new Set(columns[target]))
    expect(taken).toHaveLength(columns[target].length)
  }
})
