import type { Day } from './calendar.ts'
import { stageOn } from './lifecycle.ts'
import type { Partner } from './partner.ts'
import { Random } from './random.ts'
import { truth } from './truth.ts'
import type { World } from './world.ts'

/** Something that a partner did with the vendor's money, and how many leads it brought. */
export interface FundedActivity {
  readonly key: string
  readonly day: Day
  readonly activity: string
  /** Whole euros. */
  readonly spend: number
  readonly leads: number
}

const activities = ['Webinar', 'Trade fair', 'Customer event', 'Online campaign', 'Mailing'] as const

/** Leads that a spend brings on average: 8 e^(0.15 quality) ln(1 + spend / 3,000 €). Every euro brings less than the one before. */
export const expectedLeads = (quality: number, spend: number): number =>
  truth.funds.scale * Math.exp(truth.funds.slope * quality) * Math.log1p(spend / truth.funds.half)

/** One partner in two takes part, with an activity in every third quarter on average. */
export function* fundedActivities(world: World, partner: Partner): Generator<FundedActivity> {
  const { activeOn, leavesOn } = partner.life
  const random = new Random(world.seed, 'partner', partner.index, 'funds')
  if (!random.chance(0.5) || activeOn === null || leavesOn === null) return
  let number = 0
  for (let quarter = Math.max(activeOn, world.start); quarter < Math.min(leavesOn, world.end); quarter += 91) {
    const day = quarter + random.whole(0, 90)
    const spend = Math.max(300, Math.round(random.logNormal(4500, 0.8) / 50) * 50)
    const leads = random.poisson(expectedLeads(partner.quality, spend))
    const activity = random.pick(activities)
    if (!random.chance(0.35) || day >= Math.min(leavesOn, world.end) || stageOn(partner.life, day) !== 'active')
      continue
    number++
    yield { key: `${partner.key}-f${number}`, day, activity, spend, leads }
  }
}
