/** Weeks of a year, as weekly surveillance counts them: the season drifts by a week in about six years. */
export const YEAR = 52

/**
 * Season level of a week, as the flexible Farrington method cuts the year: level 0 are the weeks within `halfWindow` of the
 * anchor's week of the year, the rest is cut into `levels − 1` blocks of nearly equal length, the longer ones first.
 */
export function seasonLevel(week: number, anchor: number, levels: number, halfWindow: number): number {
  const window = 2 * halfWindow + 1
  const from = (((week - anchor + halfWindow) % YEAR) + YEAR) % YEAR
  if (levels === 1 || from < window) return 0
  const blocks = levels - 1
  const length = Math.floor((YEAR - window) / blocks)
  const longer = ((YEAR - window) % blocks) * (length + 1)
  const rest = from - window
  return rest < longer
    ? 1 + Math.floor(rest / (length + 1))
    : 1 + ((YEAR - window) % blocks) + Math.floor((rest - longer) / length)
}
