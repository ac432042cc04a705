import { monthOf, monthsIn, type Day } from './calendar.ts'
import { customersOf } from './customers.ts'
import type { Partner } from './partner.ts'
import { Random } from './random.ts'
import { truth } from './truth.ts'
import type { World } from './world.ts'

/** What a customer consumed in a month, through the partner that looks after it. */
export interface MeteredUsage {
  readonly key: string
  readonly customerKey: string
  /** The first day of the month after: by then it is known. */
  readonly day: Day
  readonly units: number
}

/** Growth a month: 1.2% + 0.8% for each point of quality. */
export const monthlyGrowth = (quality: number): number => truth.usage.growth + truth.usage.slope * quality

const metered = ['managed_service_provider', 'technology', 'marketplace']

/** Units of month t after the begin: u · (1 + growth)^t · (1 + 0.08 sin(2π month / 12)) · e^(0.12 ε), for up to three customers. */
export function* usageOf(world: World, partner: Partner): Generator<MeteredUsage> {
  const { activeOn, leavesOn } = partner.life
  if (activeOn === null || leavesOn === null || !partner.kinds.some((kind) => metered.includes(kind))) return
  const growth = 1 + monthlyGrowth(partner.quality)
  for (const customer of customersOf(world, partner).slice(0, 3)) {
    const random = new Random(world.seed, 'usage', customer.key)
    const begins = Math.max(activeOn, world.start) + random.whole(10, 300)
    const first = random.logNormal(900, 0.7)
    let age = 0
    for (const day of monthsIn(begins, Math.min(leavesOn, world.end))) {
      const seasonal = 1 + truth.usage.seasonal * Math.sin((2 * Math.PI * monthOf(day)) / 12)
      const units = Math.round(first * growth ** age * seasonal * Math.exp(truth.usage.noise * random.normal()))
      yield { key: `${customer.key}-u${age + 1}`, customerKey: customer.key, day, units }
      age++
    }
  }
}
