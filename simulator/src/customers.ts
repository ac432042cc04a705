import { companyOf, variantOf, type Company } from './names/companies.ts'
import { countries } from './names/places.ts'
import { companiesPerPartner, type Partner } from './partner.ts'
import { Random } from './random.ts'
import { truth } from './truth.ts'
import type { World } from './world.ts'

/** Who buys. Every partner knows some; others may sell to them too. */
export interface Customer {
  readonly key: string
  readonly company: Company
  readonly employees: number
  /** A second entry of the same company in the source's list, as another hand typed it. */
  readonly duplicate: {
    readonly key: string
    readonly name: string
    readonly city: string | null
    readonly website: string | null
  } | null
}

/** Three to six customers of one partner, most of them in its own country. */
export function customersOf(world: World, { index, company }: Partner): Customer[] {
  const random = new Random(world.seed, 'partner', index, 'customers')
  return Array.from({ length: random.whole(3, 6) }, (_, place): Customer => {
    const near = random.chance(0.85)
      ? company.country
      : random.weighted(countries.map((one) => [one, one.weight] as const))
    const one = companyOf(index * companiesPerPartner + 1 + place, 'customer', random, near)
    const key = `customer-${index + 1}-${place + 1}`
    const employees = Math.max(8, Math.round(random.logNormal(240, 1.1)))
    const duplicate = random.chance(truth.duplicates)
      ? {
          key: `${key}-again`,
          name: variantOf(one, random),
          city: random.chance(0.8) ? one.city : null,
          website: random.chance(0.3) ? one.domain : null,
        }
      : null
    return { key, company: one, employees, duplicate }
  })
}
