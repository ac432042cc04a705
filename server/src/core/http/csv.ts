import Papa from 'papaparse'
import { guarded } from '../tabular/formula.ts'
import type { Download } from './route.ts'

type Cell = string | number | boolean | null | readonly string[]

const csvLine = (cells: readonly string[]): string => `${Papa.unparse([cells.map((cell) => guarded(cell))])}\r\n`

/**
 * A list as a CSV file, page after page while it is read: memory holds one page. Cells that a spreadsheet would run are
 * made harmless.
 */
export function csvDownload<Column extends string>(
  fileName: string,
  columns: readonly Column[],
  nextPage: (
    after: string | undefined,
  ) => Promise<{ items: readonly Partial<Record<Column, unknown>>[]; next: string | null }>,
): Download {
  let after: string | undefined
  let ended = false
  const encoder = new TextEncoder()
  const cell = (value: unknown): string =>
    Array.isArray(value) ? value.join('; ') : value === null || value === undefined ? '' : String(value as Cell)
  return {
    fileName,
    body: new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(encoder.encode(csvLine(columns)))
      },
      async pull(controller) {
        if (ended) return controller.close()
        const { items, next } = await nextPage(after)
        controller.enqueue(
          encoder.encode(items.map((item) => csvLine(columns.map((column) => cell(item[column])))).join('')),
        )
        ended = next === null
        after = next ?? undefined
      },
    }),
  }
}
