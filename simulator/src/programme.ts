import { dayFrom, yearOf, type Day } from './calendar.ts'
import { personName } from './names/people.ts'
import type { Partner } from './partner.ts'
import { Random } from './random.ts'
import type { Certificate } from './training.ts'
import type { Span, World } from './world.ts'

export type Tier = 'Registered' | 'Silver' | 'Gold' | 'Platinum'

/** How a partner stands in the programme beside its stage. */
export interface Standing {
  readonly tiers: readonly Span<Tier>[]
  readonly managers: readonly Span<string>[]
  readonly territory: string
  readonly origin: string
  readonly campaign: string | null
  readonly recruiter: string
}

const origins = [
  ['Partner referral', 5],
  ['Website', 5],
  ['Event', 3],
  ['Outreach', 4],
  ['Customer request', 2],
] as const
const campaigns = ['Spring roadshow', 'Cloud partner days', 'Managed services launch', 'Autumn roadshow'] as const

/** The vendor's own people of a territory: three partner managers, and who recruits. */
const staff = (world: World, territory: string, role: string, place: number) =>
  personName('english', new Random(world.seed, 'staff', role, territory, place))

/**
 * Tier, manager, territory and how the partner came. Tiers are reviewed on 1 January and 1 July by
 * quality + half for a valid certificate + a quarter for every year inside + 0.35 ε: from 0.7 Silver, 1.6 Gold, 2.5 Platinum.
 */
export function standingOf(
  world: World,
  { index, company, quality, life }: Partner,
  certificates: readonly Certificate[],
): Standing {
  const random = new Random(world.seed, 'partner', index, 'programme')
  const { territory } = company.country
  const origin = random.weighted(origins)
  const campaign = origin === 'Event' || origin === 'Outreach' ? random.pick(campaigns) : null
  const recruiter = staff(world, territory, 'recruiter', random.whole(0, 1))
  const without = random.chance(0.05)
  const managers: Span<string>[] = []
  const tiers: Span<Tier>[] = []
  const { joinedOn, activeOn, leavesOn } = life
  if (joinedOn !== null && !without) {
    const one = random.whole(0, 2)
    const moved = random.chance(0.3) ? joinedOn + random.whole(200, 900) : null
    managers.push({ value: staff(world, territory, 'manager', one), from: joinedOn, to: moved })
    if (moved) managers.push({ value: staff(world, territory, 'manager', (one + 1) % 3), from: moved, to: null })
  }
  if (activeOn !== null) {
    let tier: Tier = 'Registered'
    let from = activeOn
    for (const day of reviews(activeOn + 90, Math.min(leavesOn ?? world.end, world.end))) {
      const certified = certificates.some((one) => one.grantedOn <= day && day < one.expiresOn)
      const score = quality + (certified ? 0.5 : 0) + (0.25 * (day - activeOn)) / 365 + 0.35 * random.normal()
      const next: Tier = score > 2.5 ? 'Platinum' : score > 1.6 ? 'Gold' : score > 0.7 ? 'Silver' : 'Registered'
      if (next === tier) continue
      tiers.push({ value: tier, from, to: day })
      tier = next
      from = day
    }
    tiers.push({ value: tier, from, to: null })
  }
  return { tiers, managers, territory, origin, campaign, recruiter }
}

function* reviews(from: Day, until: Day): Generator<Day> {
  for (let year = yearOf(from); ; year++)
    for (const month of [0, 6]) {
      const day = dayFrom(year, month)
      if (day >= until) return
      if (day >= from) yield day
    }
}
