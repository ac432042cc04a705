import type { Import, Mapping } from '@hansa/contract/integrations'
import type { Scope } from '../../core/database/scope.ts'
import { readFile } from '../../core/files.ts'
import type { Services } from '../../core/services.ts'
import { detect, type Detected } from '../../core/tabular/detect.ts'
import { profileColumns } from '../../core/tabular/profile.ts'
import type { Row } from '../../core/tabular/format.ts'
import { readRows } from '../../core/tabular/rows.ts'

const headBytes = 256 * 1024
const sampledRows = 2000
const shownRows = 8

export async function headOf(services: Services, scope: Scope, fileId: string): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of readFile(services.database, scope, fileId)) {
    pieces.push(piece)
    bytes += piece.length
    if (bytes >= headBytes) break
  }
  return Buffer.concat(pieces).subarray(0, headBytes)
}

/** How a file is written: detected, then as the mapping says otherwise. */
export function formatOf(
  head: Buffer,
  fileName: string,
  mapping: Pick<Mapping, 'encoding' | 'delimiter'> = {},
): Detected {
  const found = detect(head, fileName)
  return {
    ...found,
    ...(mapping.encoding && { encoding: mapping.encoding }),
    ...(mapping.delimiter && { delimiter: mapping.delimiter }),
  }
}

/** The first rows as read with a format: what each column holds, and some to look at. */
export async function lookInto(
  services: Services,
  scope: Scope,
  fileId: string,
  format: Detected,
  nulls: readonly string[],
): Promise<{ columns: Import['columns']; preview: Import['preview'] }> {
  const rows: Row[] = []
  for await (const batch of readRows(readFile(services.database, scope, fileId), format, { nulls, batch: 500 })) {
    rows.push(...batch)
    if (rows.length >= sampledRows) break
  }
  const columns = profileColumns(rows, format.columns).map((column) => ({
    name: column.name,
    type: column.type,
    samples: [...column.samples],
    filled: column.filled,
    note: column.note ?? null,
  }))
  const preview = rows.flatMap((row) => (row.values ? [row.values] : [])).slice(0, shownRows)
  return { columns, preview }
}
