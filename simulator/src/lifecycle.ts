import type { Day } from './calendar.ts'
import { logistic, Random } from './random.ts'
import { truth } from './truth.ts'
import { valueOn, type Span, type World } from './world.ts'

export type Stage =
  | 'identify'
  | 'recruit'
  | 'applied'
  | 'vetted'
  | 'onboarding'
  | 'active'
  | 'at_risk'
  | 'dormant'
  | 'off_boarded'

/** A partner's way through the programme, planned ahead: days may lie beyond the end of the run. */
export interface Life {
  readonly stages: readonly Span<Stage>[]
  /** The first day inside the programme; null where it never came that far. */
  readonly joinedOn: Day | null
  readonly activeOn: Day | null
  /** When it leaves; null where it never joined. */
  readonly leavesOn: Day | null
  readonly rejected: boolean
  readonly churnPerYear: number
}

/**
 * When a partner stood where.
 *
 * Half of the partners were met in the four years before the run begins; some have left by then. The others are identified over its days, more of them later
 * (start + length · U^0.7). One in ten is never approached, one in eight of those approached never applies; an application
 * is approved with log-odds 1.6 + 0.9 quality. A partner leaves with a hazard that is the same at every age,
 *
 * ```
 * hazard a year = 0.1 e^(−0.5 quality)          time to leaving ~ exponential
 * ```
 *
 * and shows it: at risk for 120 days before, dormant for 45. About every eighth year it looks at risk and is not.
 */
export function lifeOf(world: World, index: number, quality: number): Life {
  const random = new Random(world.seed, 'partner', index, 'life')
  const { start, end } = world
  const before = random.chance(0.5)
  const first = before
    ? start - random.whole(120, 1580)
    : start - 30 + Math.floor((end - start + 30) * random.next() ** 0.7)
  const churnPerYear = truth.churn.ratePerYear * Math.exp(truth.churn.slope * quality)
  const approached = random.chance(0.9)
  const applies = random.chance(0.87)
  const approved = random.chance(logistic(truth.approval.base + truth.approval.slope * quality))
  const wait = (median: number, sigma: number) => Math.max(1, Math.round(random.logNormal(median, sigma)))
  const recruit = first + wait(18, 0.7)
  const applied = recruit + wait(25, 0.8)
  const vetted = applied + wait(16, 0.5)
  const decided = vetted + wait(6, 0.5)
  const active = decided + Math.round(wait(40, 0.45) * Math.exp(-0.15 * quality))
  const leaves = active + Math.max(20, Math.round(random.exponential(365 / churnPerYear)))
  // Of those from before, only who was approved is still known.
  const inside = before || (approached && applies && approved)
  const steps: [Stage, Day][] = [['identify', first]]
  if (before || approached) steps.push(['recruit', recruit])
  if (before || (approached && applies)) steps.push(['applied', applied], ['vetted', vetted])
  if (inside) {
    steps.push(['onboarding', decided], ['active', active])
    const atRisk = Math.max(active + 5, leaves - truth.churn.atRiskDaysBefore)
    for (let scare = active + Math.round(random.exponential(8 * 365)); scare < Math.min(atRisk - 80, end + 365);) {
      steps.push(['at_risk', scare], ['active', scare + 60])
      scare += 60 + Math.round(random.exponential(8 * 365))
    }
    steps.push(['at_risk', atRisk])
    const dormant = leaves - truth.churn.dormantDaysBefore
    if (dormant > atRisk) steps.push(['dormant', dormant])
    steps.push(['off_boarded', leaves])
  } else if (approached && applies) steps.push(['off_boarded', decided])
  return {
    stages: steps.map(([value, day], i) => ({ value, from: day, to: steps[i + 1]?.[1] ?? null })),
    joinedOn: inside ? decided : null,
    activeOn: inside ? active : null,
    leavesOn: inside ? leaves : null,
    rejected: !inside && approached && applies,
    churnPerYear,
  }
}

export const stageOn = (life: Life, day: Day): Stage | undefined => valueOn(life.stages, day)
