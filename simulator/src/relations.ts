import type { Day } from './calendar.ts'
import type { Neighbours, Partner } from './partner.ts'
import { Random } from './random.ts'
import type { World } from './world.ts'

export type Relation =
  | { readonly kind: 'parent_of'; readonly from: string; readonly to: string; readonly since: null }
  | {
      readonly kind: 'distributes_to' | 'integrates_with' | 'refers_to' | 'implements' | 'competes_with'
      readonly from: string
      readonly to: string
      readonly since: Day
    }

/**
 * Who belongs to whom and works with whom: a reseller buys from an earlier distributor, one partner in sixteen is the
 * subsidiary of an earlier one, and some integrate, refer, implement or compete.
 */
export function* relationsOf(world: World, partner: Partner, neighbours: Neighbours): Generator<Relation> {
  const random = new Random(world.seed, 'partner', partner.index, 'relations')
  const { joinedOn } = partner.life
  if (joinedOn === null) return
  const since = Math.max(joinedOn, world.start - 400)
  const is = (kind: Partner['kinds'][number]) => (one: Partner) =>
    one.kinds.includes(kind) && one.life.joinedOn !== null
  const meet = (share: number, fits: (one: Partner) => boolean) =>
    random.chance(share) ? neighbours.earlier(partner.index, random, fits) : undefined
  const parent = meet(1 / 16, (one) => one.company.country.code === partner.company.country.code)
  if (parent) yield { kind: 'parent_of', from: parent.key, to: partner.key, since: null }
  const supplier = is('reseller')(partner) ? meet(0.6, is('distributor')) : undefined
  if (supplier) yield { kind: 'distributes_to', from: supplier.key, to: partner.key, since }
  const technology = meet(0.2, is('technology'))
  if (technology) yield { kind: 'integrates_with', from: partner.key, to: technology.key, since }
  const integrator = is('referral')(partner) ? meet(0.7, is('systems_integrator')) : undefined
  if (integrator) yield { kind: 'refers_to', from: partner.key, to: integrator.key, since }
  const implemented = is('systems_integrator')(partner) ? meet(0.5, is('technology')) : undefined
  if (implemented && implemented !== technology)
    yield { kind: 'implements', from: partner.key, to: implemented.key, since }
  const rival = meet(0.05, (one) => one.company.country.territory === partner.company.country.territory)
  if (rival) yield { kind: 'competes_with', from: partner.key, to: rival.key, since }
}
