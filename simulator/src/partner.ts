import { lifeOf, type Life } from './lifecycle.ts'
import { companyOf, type Company } from './names/companies.ts'
import { Random } from './random.ts'
import { truth } from './truth.ts'
import type { World } from './world.ts'

export type PartnerKind =
  | 'reseller'
  | 'managed_service_provider'
  | 'systems_integrator'
  | 'technology'
  | 'referral'
  | 'distributor'
  | 'marketplace'

/** How often each kind is met, the deals that one opens in a year, and how large they are against the median. */
const kinds: Readonly<Record<PartnerKind, { weight: number; dealsPerYear: number; size: number }>> = {
  reseller: { weight: 34, dealsPerYear: 5, size: 0.8 },
  managed_service_provider: { weight: 18, dealsPerYear: 4, size: 0.9 },
  systems_integrator: { weight: 16, dealsPerYear: 3.5, size: 2.2 },
  technology: { weight: 14, dealsPerYear: 2.5, size: 1.4 },
  referral: { weight: 9, dealsPerYear: 2.5, size: 0.7 },
  distributor: { weight: 6, dealsPerYear: 8, size: 1 },
  marketplace: { weight: 3, dealsPerYear: 6, size: 0.5 },
}
export const kindOf = (kind: PartnerKind) => kinds[kind]

/** Recorded of every partner when it is recruited. The first three matter, the others do not. */
export interface Traits {
  readonly cloudPractice: boolean
  readonly verticalFocus: boolean
  readonly consultants: number
  readonly iso9001: boolean
  readonly followers: number
  readonly founded: number
}

export interface Partner {
  readonly index: number
  /** What the simulated source calls it. */
  readonly key: string
  readonly company: Company
  readonly kinds: readonly PartnerKind[]
  readonly traits: Traits
  /** The same as `traits` as far as anybody could see: what matching may use. */
  readonly quality: number
  readonly influence: number
  readonly life: Life
  /** Log of the sign-ins a week that are its own, beside what its quality brings. */
  readonly liveliness: number
}

/** Companies are numbered apart: a partner takes one of these, its customers the following. */
export const companiesPerPartner = 8

/**
 * The partner with an index: who it is, how good, and when it stood where. Depends on the seed, the days and the index
 * alone, so that a larger run holds the same partners first.
 *
 * ```
 * quality   = 0.8 (cloud − 0.4) + 0.5 (focus − 0.3) + 0.3 log2(consultants / 12) + 0.7 ε
 * influence = 0.35 quality + 0.6 ε'                                     ε, ε' standard normal
 * ```
 */
export function partnerOf(world: World, index: number): Partner {
  const random = new Random(world.seed, 'partner', index)
  const company = companyOf(index * companiesPerPartner, 'partner', random)
  const first = random.weighted(
    (Object.keys(kinds) as PartnerKind[]).map((kind) => [kind, kinds[kind].weight] as const),
  )
  const second = random.weighted(
    (Object.keys(kinds) as PartnerKind[]).map((kind) => [kind, kinds[kind].weight] as const),
  )
  const several = random.chance(0.25) && second !== first
  const consultants = Math.max(2, Math.round(random.logNormal(12, 0.9)))
  const traits: Traits = {
    cloudPractice: random.chance(0.4),
    verticalFocus: random.chance(0.3),
    consultants,
    iso9001: random.chance(0.45),
    followers: Math.round(random.logNormal(900, 1.1)),
    founded: random.whole(1978, 2021),
  }
  const quality = seenQuality(traits) + truth.quality.luck * random.normal()
  const influence = truth.influence.slope * quality + truth.influence.deviation * random.normal()
  const liveliness = truth.signIns.deviation * random.normal()
  const life = lifeOf(world, index, quality)
  return {
    index,
    key: `partner-${index + 1}`,
    company,
    kinds: several ? [first, second] : [first],
    traits,
    quality,
    influence,
    life,
    liveliness,
  }
}

/** The part of the quality that the recorded traits tell. */
export const seenQuality = ({ cloudPractice, verticalFocus, consultants }: Traits): number =>
  truth.quality.cloudPractice * (Number(cloudPractice) - 0.4) +
  truth.quality.verticalFocus * (Number(verticalFocus) - 0.3) +
  truth.quality.consultantsDoubling * Math.log2(consultants / 12)

const reach = 40

/** Finds partners anew as they are needed, and remembers the last few: memory does not grow with the run. */
export class Neighbours {
  readonly #world: World
  readonly #known = new Map<number, Partner>()

  constructor(world: World) {
    this.#world = world
  }

  /** How many are remembered. */
  get size(): number {
    return this.#known.size
  }

  get(index: number): Partner {
    let one = this.#known.get(index)
    if (!one) {
      one = partnerOf(this.#world, index)
      this.#known.set(index, one)
      this.#known.delete(index - 3 * reach)
    }
    return one
  }

  /** Some earlier partner, among the last forty, that fits; undefined where eight tries meet none. */
  earlier(index: number, random: Random, fits: (partner: Partner) => boolean): Partner | undefined {
    if (index === 0) return undefined
    for (let round = 0; round < 8; round++) {
      const one = this.get(random.whole(Math.max(0, index - reach), index - 1))
      if (fits(one)) return one
    }
    return undefined
  }
}
