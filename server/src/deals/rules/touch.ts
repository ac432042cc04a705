import type { TouchKind } from '@hansa/contract/direct-touches'

type Family = { readonly key: string; readonly name: string }

/**
 * The product families that a deal's text names, by key or by name: `Data platform, CRM`. Empty where it names none that
 * the rules know: then it could be any.
 */
export function familiesOf(product: string | null, families: readonly Family[]): string[] {
  const named = (product ?? '').split(',').map((part) => part.trim().toLowerCase())
  return families
    .filter(({ key, name }) => named.includes(key.toLowerCase()) || named.includes(name.toLowerCase()))
    .map(({ key }) => key)
}

/** Whether a deal of this product can be about what a partner is protected for: also where that is unknown. */
export function couldBeAbout(product: string | null, held: readonly string[], families: readonly Family[]): boolean {
  const named = familiesOf(product, families)
  return named.length === 0 || named.some((family) => held.includes(family))
}

/** What kind of touch an event of the log is. */
export const touchKindOf = (verb: string): TouchKind =>
  ({
    'deal.created': 'opened' as const,
    'deal.stage_changed': 'moved' as const,
    'deal.won': 'won' as const,
    'deal.updated': 'taken' as const,
  })[verb] ?? 'contact'
