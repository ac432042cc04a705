/** A stretch of lists in a row that name something, with the same value in all of them. */
export interface Stretch {
  /** The first day: that of the first list that names it so. */
  readonly from: string
  readonly value: string
  /** The day of the first list that no longer does; null where the newest list still does. */
  readonly until: string | null
}

/**
 * What a series of full lists says about one thing over time.
 *
 * @param named the value that each list gives it, by the list's day; lists that do not name it are not in here.
 * @param days of all lists there are, ascending. A month without a list is no day here, so it neither ends nor begins anything.
 * @example stretches(new Map([['2023-09-01', 'Gold'], ['2023-11-01', 'Gold']]), ['2023-09-01', '2023-11-01', '2023-12-01'])
 * // [{ from: '2023-09-01', value: 'Gold', until: '2023-12-01' }]
 */
export function stretches(named: ReadonlyMap<string, string>, days: readonly string[]): Stretch[] {
  const found: Stretch[] = []
  let open: { from: string; value: string } | undefined
  for (const day of days) {
    const value = named.get(day)
    if (open && value !== open.value) {
      found.push({ ...open, until: day })
      open = undefined
    }
    if (value !== undefined && !open) open = { from: day, value }
  }
  if (open) found.push({ ...open, until: null })
  return found
}
