const DAY = 86_400_000

/**
 * The moment (epoch milliseconds) at which the clocks of an IANA zone show a local time, given as if it were UTC. Of a time that
 * comes twice, as summer time ends, the first; one that is skipped, as it begins, moves on by the change.
 */
export function zonedToUtc(local: number, zone: string): number {
  if (zone === 'UTC') return local
  const before = ahead(local - DAY, zone)
  const moments = [before, ahead(local + DAY, zone)].map((offset) => local - offset)
  const exact = moments.filter((moment) => moment + ahead(moment, zone) === local)
  return exact.length > 0 ? Math.min(...exact) : local - before
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** How far a zone's clocks are ahead of UTC at a moment, in milliseconds. Swedish dates are ISO dates. */
function ahead(moment: number, zone: string): number {
  let clock = clocks.get(zone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
    clocks.set(zone, clock)
  }
  const whole = Math.floor(moment / 1000) * 1000
  return Date.parse(`${clock.format(whole).replace(' ', 'T')}Z`) - whole
}
