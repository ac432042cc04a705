/** An answer for a person's eyes: a list as aligned columns, a record as its fields, one a line. */
export function show(answer: unknown, width = process.stdout.columns ?? 120): string {
  if (isList(answer)) {
    if (answer.items.length === 0) return 'Nothing.'
    const more = answer.next
      ? `\n${answer.total ? `${answer.items.length} of ${answer.total === 10_000 ? 'more than 10,000' : answer.total}. ` : ''}More: --after ${answer.next}`
      : ''
    return table(answer.items, width) + more
  }
  if (typeof answer === 'object' && answer !== null)
    return Object.entries(answer)
      .map(([name, value]) => `${name}: ${cell(value)}`)
      .join('\n')
  return String(answer)
}

const isList = (answer: unknown): answer is { items: Record<string, unknown>[]; next: string | null; total?: number } =>
  typeof answer === 'object' && answer !== null && Array.isArray((answer as { items?: unknown }).items)

// Answers are what others typed: no control character of theirs reaches the terminal.
const cell = (value: unknown): string =>
  (value === null || value === undefined
    ? '–'
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value as string | number | boolean)
  ).replace(/\p{Cc}/gu, ' ')

function table(items: readonly Record<string, unknown>[], width: number): string {
  const names = Object.keys(items[0]!).filter(
    (name) =>
      items.some((item) => typeof item[name] !== 'object' || item[name] === null) &&
      items.some((item) => item[name] !== null),
  )
  const widths = names.map((name) =>
    Math.min(40, Math.max(name.length, ...items.map((item) => cell(item[name]).length))),
  )
  let used = -2
  const shown = names.filter((_, i) => (used += widths[i]! + 2) <= width)
  const line = (cells: readonly string[]) =>
    cells
      .map((text, i) => (text.length > widths[i]! ? `${text.slice(0, widths[i]! - 1)}…` : text.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd()
  return [line(shown), ...items.map((item) => line(shown.map((name) => cell(item[name]))))].join('\n')
}
