/** The moment at which a day (`2026-03-31`) begins for the reader. */
export const startOf = (day: string): string => new Date(`${day}T00:00:00`).toISOString()

/** The moment at which a day is over for the reader: the beginning of the next one, whatever the clocks do at night. */
export function endOf(day: string): string {
  const next = new Date(`${day}T00:00:00`)
  next.setDate(next.getDate() + 1)
  return next.toISOString()
}
