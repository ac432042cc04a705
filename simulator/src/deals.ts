import { quarterEnd, type Day } from './calendar.ts'
import { customersOf, type Customer } from './customers.ts'
import { stageOn } from './lifecycle.ts'
import { personName } from './names/people.ts'
import { perEuro } from './names/places.ts'
import { kindOf, type Neighbours, type Partner } from './partner.ts'
import { logistic, Random } from './random.ts'
import { isCertified, type Certificate } from './training.ts'
import { pace, seasonOf, truth } from './truth.ts'
import type { World } from './world.ts'

export type DealStage = 'prospecting' | 'qualified' | 'proposal' | 'negotiation' | 'won' | 'lost'

export interface Participant {
  readonly partner: Partner
  readonly role: 'lead' | 'advice' | 'delivery' | 'technology'
  /** Days on which it was in touch with the customer about this deal. */
  readonly touches: readonly { readonly day: Day; readonly channel: string }[]
}

export interface Deal {
  readonly key: string
  readonly name: string
  readonly customer: Customer
  /** The key under which the source has the customer: sometimes that of the duplicate. */
  readonly customerKey: string
  /** Empty for a deal that the vendor works on alone. */
  readonly participants: readonly Participant[]
  readonly product: string
  readonly owner: string
  /** Whole units of the currency. */
  readonly amount: number
  readonly euro: number
  readonly currency: string
  readonly openedOn: Day
  readonly expectedCloseOn: Day
  readonly closesOn: Day
  /** In the order of their days; the last is won or lost, and may lie beyond the end of the run. */
  readonly stages: readonly { readonly stage: DealStage; readonly day: Day }[]
  readonly won: boolean
  readonly lostReason: string | null
  readonly certified: boolean
  /** True log-odds of winning, of which the participants' influences are a part. */
  readonly logOdds: number
}

const products = [
  ['Harbour Platform', 5],
  ['Beacon Analytics', 3],
  ['Keel Security', 3],
  ['Compass Service Desk', 2],
  ['Mooring Backup', 2],
] as const
const lostReasons = [
  'Price',
  'Went with a competitor',
  'No budget this year',
  'Project stopped',
  'No decision',
  'Missing feature',
] as const
const channels = {
  lead: ['meeting', 'demo', 'call'],
  advice: ['introduction', 'meeting', 'workshop'],
  delivery: ['workshop', 'estimate', 'site visit'],
  technology: ['demo', 'integration test', 'call'],
} as const
const others = [0, 1, 2, 3].map((count, i) => [count, [45, 32, 17, 6][i]!] as const)

/**
 * The deals that a partner opens, week by week while it is inside:
 *
 * ```
 * deals a week ~ Poisson(a year's number of its kind / 52 × e^(0.3 quality) × season × pace of its stage)
 * log-odds of winning = −0.7 + Σ influence of each participant + 0.45 certified − 0.1 log2(value / 28,000 €)
 * ```
 *
 * One in ten is the vendor's own, without a partner. Value and length are log-normal; of the closings, 45% of those up to
 * four weeks off wait for (or hurry to) the last week of the quarter.
 */
export function* dealsOf(
  world: World,
  partner: Partner,
  certificates: readonly Certificate[],
  neighbours: Neighbours,
): Generator<Deal> {
  const { joinedOn, leavesOn } = partner.life
  if (joinedOn === null || leavesOn === null) return
  const random = new Random(world.seed, 'partner', partner.index, 'deals')
  const own = customersOf(world, partner)
  const weekly = (kindOf(partner.kinds[0]!).dealsPerYear / 52) * Math.exp(truth.deals.slope * partner.quality)
  let number = 0
  for (let week = Math.max(joinedOn, world.start); week < Math.min(leavesOn, world.end); week += 7) {
    const mean = weekly * seasonOf(week) * (pace[stageOn(partner.life, week) ?? ''] ?? 0)
    for (let count = random.poisson(mean); count > 0; count--) {
      const openedOn = week + random.whole(0, 6)
      number++
      if (openedOn < Math.min(world.end, leavesOn))
        yield dealOn(world, partner, openedOn, number, own, certificates, neighbours)
    }
  }
}

function dealOn(
  world: World,
  partner: Partner,
  openedOn: Day,
  number: number,
  own: readonly Customer[],
  certificates: readonly Certificate[],
  neighbours: Neighbours,
): Deal {
  const random = new Random(world.seed, 'deal', partner.index, number)
  const direct = random.chance(0.1)
  const friend = random.chance(0.2) ? neighbours.earlier(partner.index, random, () => true) : undefined
  const customer = random.pick(friend ? customersOf(world, friend) : own)
  const { size } = kindOf(partner.kinds[0]!)
  const euro = Math.round(random.logNormal(truth.win.medianEuro * size, 0.85) / 100) * 100 + 100
  const { currency } = customer.company.country
  const product = random.weighted(products)

  const length = Math.max(12, Math.round(random.logNormal(75 * (euro / truth.win.medianEuro) ** 0.2, 0.5)))
  const closesOn = closing(openedOn + length, random)
  const partners = direct ? [] : [partner]
  if (!direct)
    for (let more = random.weighted(others); more > 0; more--) {
      const one = neighbours.earlier(
        partner.index,
        random,
        (other) => !partners.includes(other) && (pace[stageOn(other.life, openedOn) ?? ''] ?? 0) > 0.3,
      )
      if (one) partners.push(one)
    }
  const participants = partners.map((one, place): Participant => {
    const role =
      place === 0 ? 'lead' : one.kinds.includes('technology') ? 'technology' : place === 1 ? 'advice' : 'delivery'
    const days = Array.from({ length: 1 + random.poisson(1.3) }, () => random.whole(openedOn, closesOn - 1))
    const touches = days.sort((a, b) => a - b).map((day) => ({ day, channel: random.pick(channels[role]) }))
    return { partner: one, role, touches }
  })

  const certified = !direct && isCertified(certificates, openedOn)
  const { win } = truth
  const logOdds =
    win.base +
    participants.reduce((sum, one) => sum + one.partner.influence, 0) +
    (certified ? win.training : 0) +
    win.perDoubling * Math.log2(euro / win.medianEuro)
  const won = random.chance(logistic(logOdds))
  return {
    key: `deal-${partner.index + 1}-${number}`,
    name: `${product} for ${customer.company.core}`,
    customer,
    customerKey: customer.duplicate && random.chance(0.4) ? customer.duplicate.key : customer.key,
    participants,
    product,
    owner: personName(
      'english',
      new Random(world.seed, 'seller', customer.company.country.territory, random.whole(0, 3)),
    ),
    amount: Math.round((euro * perEuro[currency]!) / 100) * 100,
    euro,
    currency,
    openedOn,
    expectedCloseOn: quarterEnd(closesOn),
    closesOn,
    stages: wayOf(openedOn, closesOn, won, random),
    won,
    lostReason: won ? null : random.pick(lostReasons),
    certified,
    logOdds,
  }
}

function closing(day: Day, random: Random): Day {
  const end = quarterEnd(day)
  return end - day < 28 && random.chance(0.45) ? end - random.whole(0, 6) : day
}

/** Won deals pass all stages; lost ones end after one of them. */
function wayOf(openedOn: Day, closesOn: Day, won: boolean, random: Random): Deal['stages'] {
  const length = closesOn - openedOn
  const passed = won
    ? 4
    : random.weighted([
        [1, 25],
        [2, 30],
        [3, 25],
        [4, 20],
      ] as const)
  const shares = [0, random.between(0.08, 0.25), random.between(0.35, 0.55), random.between(0.65, 0.85)]
  const names: readonly DealStage[] = ['prospecting', 'qualified', 'proposal', 'negotiation']
  return [
    ...names.slice(0, passed).map((stage, i) => ({ stage, day: openedOn + Math.floor(shares[i]! * length) })),
    { stage: won ? ('won' as const) : ('lost' as const), day: closesOn },
  ]
}
