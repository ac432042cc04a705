import { shareInterval, type SurvivalCurve } from '@hansa/analytics'
import type { Breakdown, Drill, Part } from '@hansa/contract/impact'
import type { Wait } from './figures.ts'
import { monthsBetween } from './window.ts'

type Months = Extract<Breakdown, { shape: 'months' }>
type Curve = Extract<Breakdown, { shape: 'curve' }>

/** A part that is a count. */
export const countPart = (label: string, value: number, drill: Drill | null): Part => ({
  label,
  value,
  of: null,
  low: null,
  high: null,
  drill,
  organizationId: null,
})

/** A part that is a share of `of`, with Wilson's interval where there is anything to share. */
export function sharePart(label: string, part: number, of: number, drill: Drill | null): Part {
  const share = shareInterval(part, of)
  return share.enough
    ? { ...countPart(label, share.value, drill), of, low: share.low, high: share.high }
    : { ...countPart(label, 0, drill), of }
}

/** Joinings, leavings and how many were inside at its end, for every month of the days looked at. */
export function monthly(
  turns: { readonly before: number; readonly months: ReadonlyMap<string, { joined: number; left: number }> },
  from: string,
  until: string,
): Months {
  let active = turns.before
  const items = monthsBetween(from, until).map((month) => {
    const { joined, left } = turns.months.get(month) ?? { joined: 0, left: 0 }
    active += joined - left
    return { month, joined, left, net: joined - left, active }
  })
  return { shape: 'months', items }
}

/** The curve as points, as many as a screen can show: every one up to 400, else an even choice with the last one. */
export function curvePoints(curve: SurvivalCurve, waits: readonly Wait[]): Curve {
  const { times, atRisk, events, survival, low, high, lastSeen } = curve
  const step = Math.ceil(times.length / 400)
  const chosen = Array.from(times.keys()).filter((i) => i % step === 0 || i === times.length - 1)
  const points = chosen.map((i) => ({
    day: times[i]!,
    atRisk: atRisk[i]!,
    events: events[i]!,
    waiting: survival[i]!,
    low: low[i]!,
    high: high[i]!,
  }))
  const risk = [0, 1, 2, 3, 4].map((quarter) => {
    const day = Math.round((lastSeen * quarter) / 4)
    return { day, partners: waits.reduce((sum, wait) => sum + (wait.days >= day ? wait.count : 0), 0) }
  })
  return { shape: 'curve', points, lastSeen, risk }
}
