import { existsSync, readFileSync } from 'node:fs'
import { test } from 'vitest'

/** Reference data that may not be committed lies beside the repository; where it is absent a test says so and is skipped. */
const folder = new URL('../../../../shared/data/reference/', import.meta.url)

/** A test on reference files, each given as its text. */
export function referenceTest(name: string, files: readonly string[], run: (...texts: string[]) => void): void {
  const absent = files.filter((file) => !existsSync(new URL(file, folder)))
  const why = absent.length > 0 ? ` (skipped: ../shared/data/reference/${absent.join(', ')} is not here)` : ''
  test.skipIf(absent.length > 0)(
    name + why,
    () => run(...files.map((file) => readFileSync(new URL(file, folder), 'utf8'))),
    60_000,
  )
}

/** Rows of a plain CSV without quotes, by column name. */
export function csvColumns(text: string): Record<string, Float64Array> {
  const [head, ...rows] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))
  return Object.fromEntries(head!.map((name, i) => [name, Float64Array.from(rows, (row) => Number(row[i]))]))
}
