import { english } from '@hansa/contract/language'
import type { ImportTarget } from '@hansa/contract/integrations'
import { partnerTypes, type PartnerType } from '@hansa/contract/partners'
import type { GivenPartnership, GivenSpell } from '../../partners/rules/plan.ts'
import { resolveOrganizations, type OrganizationRef } from '../../organizations/queries/resolve.ts'
import { stretches } from '../rules/snapshot.ts'
import { givePartnerships } from './partnerships.ts'
import type { Fields } from './parse.ts'
import { list, refOf, text, type Outcome, type Writing } from './write.ts'
import { giveCertifications } from './write-outcomes.ts'

/** One thing that lists name: a company as a partner, or a company's certification. */
interface Named {
  ref: OrganizationRef
  certification: string | null
  types: readonly string[]
  /** Other names that earlier lists had. */
  names: Set<string>
  lastDay: string
  /** The value (tier, or the certification itself) that each list gives it. */
  readonly values: Map<string, string>
}

/**
 * Gathers a series of full lists while a file is read, and writes what they say over time when it has been read. Memory
 * grows with the companies and the lists, not with the text of the rows; rows may come in any order.
 */
export class Snapshots {
  readonly #days = new Set<string>()
  readonly #named = new Map<string, Named>()
  readonly #target: ImportTarget
  constructor(target: ImportTarget) {
    this.#target = target
  }

  /** Every row's list exists, also where the row itself is not wanted. */
  seeList(day: string): void {
    this.#days.add(day)
  }

  add(fields: Fields): void {
    const day = text(fields.day)!
    const ref = refOf(fields, this.#target)
    const certification = text(fields.certification)
    const key = `${ref.keys[0] ?? ref.website ?? ref.name} ${certification ?? ''}`
    const known = this.#named.get(key)
    const named: Named = known ?? {
      ref,
      certification,
      types: list(fields.types),
      names: new Set(),
      lastDay: day,
      values: new Map(),
    }
    if (ref.name) named.names.add(ref.name)
    if (day >= named.lastDay) {
      named.ref = ref
      named.lastDay = day
    }
    named.values.set(day, certification ?? text(fields.tier) ?? '')
    if (!known) this.#named.set(key, named)
  }

  /** In portions small enough for a transaction each: every company with all that was said of it. */
  *portions(size = 500): Generator<readonly Named[]> {
    const byCompany = new Map<string, Named[]>()
    for (const named of this.#named.values()) {
      const company = named.ref.keys[0] ?? named.ref.website ?? named.ref.name ?? ''
      byCompany.set(company, [...(byCompany.get(company) ?? []), named])
    }
    const groups = [...byCompany.values()]
    for (let from = 0; from < groups.length; from += size) yield groups.slice(from, from + size).flat()
  }

  /** First all companies are found, since two keys may turn out to be one; `join` then puts together what belongs so. */
  async resolve(
    to: Writing,
    portion: readonly Named[],
  ): Promise<{ named: Named; organizationId: string; created: boolean }[]> {
    // A list of members knows the members' names, the former ones too; what is certified often goes by a product's.
    const members = this.#target === 'partnerships'
    const refs = portion.map(({ ref, names }) =>
      members ? { ...ref, aliases: [...names].filter((name) => name !== ref.name) } : ref,
    )
    const found = await resolveOrganizations(to.db, to.source, refs, to.now, members ? 'facts' : 'gaps')
    return portion.flatMap((named, i) => {
      const one = found[i]!
      return 'id' in one ? [{ named, organizationId: one.id, created: one.outcome === 'created' }] : []
    })
  }

  async write(to: Writing, resolved: readonly { named: Named; organizationId: string }[]): Promise<Outcome[]> {
    const days = [...this.#days].sort()
    const joined = new Map<
      string,
      { organizationId: string; certification: string | null; types: Set<string>; values: Map<string, string> }
    >()
    for (const { named, organizationId } of resolved) {
      const key = `${organizationId} ${named.certification ?? ''}`
      const { certification } = named
      const one = joined.get(key) ?? { organizationId, certification, types: new Set(), values: new Map() }
      for (const type of named.types) one.types.add(type)
      for (const [day, value] of named.values) one.values.set(day, value)
      joined.set(key, one)
    }
    const all = [...joined.values()]
    if (this.#target === 'certifications')
      return giveCertifications(
        to,
        all.flatMap(({ organizationId, certification, values }) =>
          stretches(values, days).map(({ from, until }) => ({
            organizationId,
            name: certification!,
            grantedOn: from,
            endedOn: until,
            endReason: english`No longer listed`,
            sourceKey: `${organizationId} ${certification} ${from}`,
          })),
        ),
      )
    const given = all.map(({ organizationId, types, values }): GivenPartnership => ({
      organizationId,
      spells: [...standing(values, days, [...types]), ...tiers(values, days)],
    }))
    return [...(await givePartnerships(to, given)).values()]
  }
}

/** A partner is active, with its types, while the lists name it, and off-boarded from the first list that does not. */
function standing(
  values: ReadonlyMap<string, string>,
  days: readonly string[],
  types: readonly string[],
): GivenSpell[] {
  const named = new Map([...values.keys()].map((day) => [day, 'named']))
  const known = types.filter((type): type is PartnerType => type in partnerTypes)
  return stretches(named, days).flatMap(({ from, until }): GivenSpell[] => [
    { field: 'stage', value: 'active', from },
    ...known.map((value) => ({ field: 'type' as const, value, from, to: until })),
    ...(until
      ? [{ field: 'stage' as const, value: 'off_boarded' as const, from: until, reason: english`No longer listed` }]
      : []),
  ])
}

const tiers = (values: ReadonlyMap<string, string>, days: readonly string[]): GivenSpell[] =>
  stretches(values, days).flatMap(({ from, value, until }) =>
    value ? [{ field: 'tier' as const, value, from, to: until }] : [],
  )
