import type { RuleDifference } from '@hansa/contract/programme'

/** When a version holds from, unless it was withdrawn before. */
export interface Dated {
  readonly number: number
  readonly validFrom: Date
  readonly withdrawnAt: Date | null
}

/** Of two versions the one that begins later comes later; of two that begin at once the one announced later. */
const later = (a: Dated, b: Dated): number => a.validFrom.getTime() - b.validFrom.getTime() || a.number - b.number

/** The version that holds at a moment; undefined before the first one. */
export const inForceAt = <V extends Dated>(versions: readonly V[], at: Date): V | undefined =>
  versions
    .filter((version) => version.withdrawnAt === null && version.validFrom <= at)
    .toSorted(later)
    .at(-1)

/** The next version after a moment that is announced. */
export const nextAfter = <V extends Dated>(versions: readonly V[], at: Date): V | undefined =>
  versions.filter((version) => version.withdrawnAt === null && version.validFrom > at).toSorted(later)[0]

export function stateAt(
  version: Dated,
  all: readonly Dated[],
  at: Date,
): 'planned' | 'in_force' | 'past' | 'withdrawn' {
  if (version.withdrawnAt !== null) return 'withdrawn'
  if (version.validFrom > at) return 'planned'
  return inForceAt(all, at)?.number === version.number ? 'in_force' : 'past'
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Every parameter in which two sets of rules differ. Lists are compared as wholes: what stands third in one may stand
 * first in the other.
 *
 * @example differences({ a: { b: 1 } }, { a: { b: 2 } }) // [{ path: 'a.b', before: 1, after: 2 }]
 */
export function differences(before: unknown, after: unknown, path = ''): RuleDifference[] {
  if (isRecord(before) && isRecord(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      differences(before[key], after[key], path ? `${path}.${key}` : key),
    )
  return JSON.stringify(before) === JSON.stringify(after)
    ? []
    : [{ path, before: before ?? null, after: after ?? null }]
}

/** The last part of an address that a name suggests: `Acme Partners (EMEA)` → `acme-partners-emea`. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 48)
    .replace(/^-+|-+$/g, '') || 'programme'
