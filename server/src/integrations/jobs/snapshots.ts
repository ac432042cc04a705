import type { Output } from '@hansa/contract/integrations'
import type { GivenPartnership, GivenSpell } from '../../partners/rules/plan.ts'
import { resolveOrganizations, type OrganizationRef } from '../../organizations/queries/resolve.ts'
import { stretches } from '../rules/snapshot.ts'
import { givePartnerships } from './partnerships.ts'
import type { Fields } from './parse.ts'
import { refOf, text, type Outcome, type Writing } from './write.ts'
import { giveCertifications } from './write-outcomes.ts'

/** One thing that lists name: a company as a partner, or a company's certification. */
interface Named {
  ref: OrganizationRef
  certification: string | null
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
  readonly #output: Output
  constructor(output: Output) {
    this.#output = output
  }

  /** Every row's list exists, also where the row itself is not wanted. */
  seeList(day: string): void {
    this.#days.add(day)
  }

  add(fields: Fields): void {
    const day = text(fields.day)!
    const ref = refOf(fields, this.#output.target)
    const certification = text(fields.certification)
    const key = `${ref.keys[0] ?? ref.website ?? ref.name} ${certification ?? ''}`
    const known = this.#named.get(key)
    const named: Named = known ?? { ref, certification, names: new Set(), lastDay: day, values: new Map() }
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
    const refs = portion.map(({ ref, names }) => ({ ...ref, aliases: [...names].filter((name) => name !== ref.name) }))
    const found = await resolveOrganizations(to.db, to.source, refs, to.now, 'facts')
    return portion.flatMap((named, i) => {
      const one = found[i]!
      return 'id' in one ? [{ named, organizationId: one.id, created: one.outcome === 'created' }] : []
    })
  }

  async write(to: Writing, resolved: readonly { named: Named; organizationId: string }[]): Promise<Outcome[]> {
    const days = [...this.#days].sort()
    const joined = new Map<
      string,
      { organizationId: string; certification: string | null; values: Map<string, string> }
    >()
    for (const { named, organizationId } of resolved) {
      const key = `${organizationId} ${named.certification ?? ''}`
      const one = joined.get(key) ?? { organizationId, certification: named.certification, values: new Map() }
      for (const [day, value] of named.values) one.values.set(day, value)
      joined.set(key, one)
    }
    const all = [...joined.values()]
    if (this.#output.target === 'certifications')
      return giveCertifications(
        to,
        all.flatMap(({ organizationId, certification, values }) =>
          stretches(values, days).map(({ from, until }) => ({
            organizationId,
            name: certification!,
            grantedOn: from,
            endedOn: until,
            endReason: 'No longer listed',
            sourceKey: `${organizationId} ${certification} ${from}`,
          })),
        ),
      )
    const given = all.map(({ organizationId, values }): GivenPartnership => ({
      organizationId,
      spells: spellsOf(values, days),
    }))
    return [...(await givePartnerships(to, given)).values()]
  }
}

/** Tier by tier; a partner is active while the lists name it, and off-boarded from the first list that does not. */
function spellsOf(values: ReadonlyMap<string, string>, days: readonly string[]): GivenSpell[] {
  const found = stretches(values, days)
  return found.flatMap(({ from, value, until, next }, i): GivenSpell[] => [
    ...(i === 0 || found[i - 1]!.next === 'absent'
      ? [{ field: 'stage' as const, value: 'active' as const, from }]
      : []),
    ...(value ? [{ field: 'tier' as const, value, from, to: until }] : []),
    ...(next === 'absent' && until
      ? [{ field: 'stage' as const, value: 'off_boarded' as const, from: until, reason: 'No longer listed' }]
      : []),
  ])
}
