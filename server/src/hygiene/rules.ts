import { defaultCompanyModel, findDuplicateCompanies, type CompanyRecord } from '@hansa/analytics'

export type { CompanyRecord }

export interface Match {
  /** Places of the two in the list. */
  readonly left: number
  readonly right: number
  /** 0–1. */
  readonly probability: number
  readonly reasons: { readonly field: string; readonly level: string; readonly weight: number }[]
}

/** Pairs of a list that may be one company, the surest first, with what speaks for and against each. */
export function duplicatePairs(records: readonly CompanyRecord[], most: number): Match[] {
  if (records.length < 2) return []
  // A list holds few duplicates to learn from; what speaks for and against is taken from companies at large.
  const { pairs, explain } = findDuplicateCompanies(records, { model: defaultCompanyModel })
  const order = Array.from(pairs.left.keys()).sort((a, b) => pairs.probability[b]! - pairs.probability[a]!)
  return order.slice(0, most).map((i) => {
    const [left, right] = [pairs.left[i]!, pairs.right[i]!]
    const reasons = explain(left, right).reasons.map(({ field, level, weight }) => ({ field, level, weight }))
    return { left, right, probability: pairs.probability[i]!, reasons }
  })
}

interface Facts {
  readonly name: string
  readonly website: string | null
  readonly country: string | null
  readonly city: string | null
  readonly industry: string | null
  readonly employees: number | null
  readonly description: string | null
  readonly aliases: readonly string[]
  readonly tags: readonly string[]
  readonly traits: Readonly<Record<string, unknown>>
}

const scalars = ['website', 'country', 'city', 'industry', 'employees', 'description'] as const

/** What the survivor of a merge takes on: what it did not know, the other's names and tags; nothing it knows is overwritten. */
export function factsTaken(into: Facts, from: Facts): Partial<Facts> {
  const taken: Record<string, unknown> = {}
  for (const fact of scalars) if (into[fact] === null && from[fact] !== null) taken[fact] = from[fact]
  const names = [from.name, ...from.aliases].filter((name) => name !== into.name && !into.aliases.includes(name))
  if (names.length > 0) taken.aliases = [...into.aliases, ...new Set(names)]
  const tags = from.tags.filter((tag) => !into.tags.includes(tag))
  if (tags.length > 0) taken.tags = [...into.tags, ...tags]
  const traits = { ...from.traits, ...into.traits }
  if (Object.keys(traits).length > Object.keys(into.traits).length) taken.traits = traits
  return taken
}

/** What an undo gives back: the facts that are still as the merge left them, as they were before. */
export function factsGivenBack(
  now: Readonly<Record<string, unknown>>,
  facts: { before: Readonly<Record<string, unknown>>; after: Readonly<Record<string, unknown>> },
): Record<string, unknown> {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  return Object.fromEntries(
    Object.keys(facts.after)
      .filter((fact) => same(now[fact], facts.after[fact]))
      .map((fact) => [fact, facts.before[fact]]),
  )
}
