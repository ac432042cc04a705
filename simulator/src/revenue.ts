import { yearsLater, type Day } from './calendar.ts'
import type { Deal } from './deals.ts'
import { perEuro } from './names/places.ts'
import type { Partner } from './partner.ts'
import { Random } from './random.ts'
import { pace, seasonOf, truth } from './truth.ts'
import { stageOn } from './lifecycle.ts'
import type { World } from './world.ts'

export interface RevenueLine {
  readonly key: string
  readonly day: Day
  /** Whole units of the currency. */
  readonly amount: number
  readonly currency: string
  readonly kind: 'sale' | 'services' | 'renewal'
  readonly product: string | null
  readonly order: string
}

/** What a won deal brings through its leading partner: the sale, one in four times services, and renewals at 80% each year. */
export function* revenueOfDeal(world: World, deal: Deal): Generator<RevenueLine> {
  const lead = deal.participants[0]?.partner
  if (!deal.won || !lead) return
  const random = new Random(world.seed, 'revenue', deal.key)
  const { currency, product } = deal
  const until = Math.min(world.end, lead.life.leavesOn ?? world.end)
  const day = deal.closesOn + random.whole(0, 14)
  if (day >= world.end) return
  yield { key: `${deal.key}-1`, day, amount: deal.amount, currency, kind: 'sale', product, order: deal.key }
  if (random.chance(0.25)) {
    const later = day + random.whole(15, 90)
    const amount = Math.round((deal.amount * random.between(0.1, 0.35)) / 10) * 10 + 10
    if (later < until)
      yield { key: `${deal.key}-2`, day: later, amount, currency, kind: 'services', product: null, order: deal.key }
  }
  for (let year = 1; random.chance(0.8); year++) {
    const renewed = yearsLater(day, year)
    if (renewed >= until) return
    const amount = Math.round((deal.amount * 0.6) / 10) * 10 + 10
    yield { key: `${deal.key}-r${year}`, day: renewed, amount, currency, kind: 'renewal', product, order: deal.key }
  }
}

/** The first thing that a partner of before sold: all that is known of its past. Later ones begin with their deals and orders. */
export function* firstSale(world: World, { index, key, company, quality, life }: Partner): Generator<RevenueLine> {
  const { activeOn, leavesOn } = life
  if (activeOn === null || leavesOn === null || activeOn >= world.start) return
  const random = new Random(world.seed, 'partner', index, 'first sale')
  const day = activeOn + Math.round(random.exponential(180 * Math.exp(-truth.deals.slope * quality)))
  if (day >= Math.min(leavesOn, world.start)) return
  const { currency } = company.country
  const amount = Math.round((random.logNormal(9000, 0.8) * perEuro[currency]!) / 10) * 10 + 10
  yield { key: `${key}-first`, day, amount, currency, kind: 'sale', product: null, order: `${key}-first` }
}

const small = ['reseller', 'distributor', 'marketplace', 'managed_service_provider']

/** Small orders that no deal stands behind: about one in two months, more by better partners. */
export function* smallOrders(world: World, partner: Partner): Generator<RevenueLine> {
  const { activeOn, leavesOn } = partner.life
  if (activeOn === null || leavesOn === null || !partner.kinds.some((kind) => small.includes(kind))) return
  const random = new Random(world.seed, 'partner', partner.index, 'orders')
  const { currency } = partner.company.country
  let number = 0
  for (let month = Math.max(activeOn, world.start); month < Math.min(leavesOn, world.end); month += 30) {
    const mean =
      0.5 *
      Math.exp(truth.deals.slope * partner.quality) *
      seasonOf(month) *
      (pace[stageOn(partner.life, month) ?? ''] ?? 0)
    for (let count = random.poisson(mean); count > 0; count--) {
      const day = month + random.whole(0, 29)
      const amount = Math.round((random.logNormal(1400, 0.7) * perEuro[currency]!) / 5) * 5 + 5
      number++
      const key = `${partner.key}-o${number}`
      if (day < Math.min(leavesOn, world.end))
        yield { key, day, amount, currency, kind: 'sale', product: null, order: key }
    }
  }
}
