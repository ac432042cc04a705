import type { FieldSource, Output } from '@hansa/contract/integrations'

export type Row = Readonly<Record<string, string | null>>

/** A field's text in a row: from its column, its template or as given for all; then endings cut and words replaced. */
export function valueOf(source: FieldSource | undefined, row: Row): string | null {
  if (!source) return null
  const raw =
    source.column !== undefined
      ? (row[source.column] ?? null)
      : source.template !== undefined
        ? filled(source.template, row)
        : null
  const text =
    raw === null ? (source.words?.['*'] === undefined ? (source.value ?? null) : raw) : cut(raw.trim(), source.cut)
  if (text === null || text === '') return source.value ?? null
  return translated(text, source.words)
}

function filled(template: string, row: Row): string | null {
  let empty = false
  const text = template.replace(/\{([^}]+)\}/g, (_, column: string) => {
    const value = row[column]
    if (value === null || value === undefined || value === '') empty = true
    return value ?? ''
  })
  return empty ? null : text
}

function cut(text: string, endings: readonly string[] = []): string {
  for (const ending of endings)
    if (text.length > ending.length && text.toLowerCase().endsWith(ending.toLowerCase()))
      return text.slice(0, -ending.length).trim()
  return text
}

function translated(text: string, words: Record<string, string> | undefined): string {
  if (!words) return text
  const wanted = text.toLowerCase()
  const found = Object.keys(words).find((word) => word.toLowerCase() === wanted)
  return found !== undefined ? words[found]! : (words['*'] ?? text)
}

/** The columns that a `traits` field keeps, under names that traits may have. */
export const traitsOf = (source: FieldSource | undefined, row: Row): Record<string, string> =>
  Object.fromEntries(
    (source?.columns ?? []).flatMap((column) => (row[column] ? [[traitName(column), row[column]]] : [])),
  )

/** `Has GTIN?` → `has_gtin`. */
export const traitName = (column: string): string =>
  column
    .normalize('NFKD')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 40) || 'trait'

/** Whether an output wants this row. */
export function wants(output: Output, row: Row): boolean {
  if (!output.only) return true
  const { column, values, not } = output.only
  const value = (row[column] ?? '').toLowerCase()
  return values.some((one) => one.toLowerCase() === value) !== (not ?? false)
}
