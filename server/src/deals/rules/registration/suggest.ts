import type { RejectionReason } from '@hansa/contract/registration-states'
import type { Band } from './judge.ts'

/** What the rules found, as far as a suggestion needs it. */
interface Found {
  readonly outcome: 'approve' | 'review' | 'duplicate'
  readonly reason: RejectionReason | null
  readonly rule: string
  readonly conflicts: readonly {
    readonly kind: 'registration' | 'own_deal' | 'renewal'
    readonly id: string
    readonly band: Band
    readonly rank: 'protected' | 'earlier' | 'later'
  }[]
}

export interface Suggestion {
  readonly act: 'approve' | 'reject' | 'find_duplicate' | 'wait' | 'look'
  readonly reason: RejectionReason | null
  readonly rule: string
  /** Ids of what speaks for it. */
  readonly because: string[]
}

const refusing: readonly (RejectionReason | null)[] = ['out_of_territory', 'below_threshold']

/** What the rules suggest to a reviewer, by what they found just now. The reviewer decides; nothing follows by itself. */
export function suggest({ outcome, reason, rule, conflicts }: Found): Suggestion {
  const serious = conflicts.filter(({ band, rank }) => band !== 'note' && rank !== 'later')
  const same = serious.filter(({ band }) => band === 'block')
  const ids = (found: typeof conflicts) => found.map(({ id }) => id)
  if (outcome === 'duplicate')
    return {
      act: 'find_duplicate',
      reason,
      rule,
      because: ids(
        same.filter(({ rank, kind }) => rank === 'protected' || (rule === 'renewal.others' && kind === 'renewal')),
      ),
    }
  if (refusing.includes(reason)) return { act: 'reject', reason, rule, because: [] }
  // The incumbent's own renewal, and one of which nothing is known, are for a person to look into.
  if (rule === 'renewal.unknown') return { act: 'look', reason, rule, because: [] }
  if (rule === 'renewal.incumbent')
    return {
      act: reason ? 'look' : 'approve',
      reason,
      rule,
      because: ids(same.filter(({ rank }) => rank === 'protected')),
    }
  const before = same.filter(({ kind, rank }) => kind === 'registration' && rank === 'earlier')
  if (before.length > 0) return { act: 'wait', reason: null, rule, because: ids(before) }
  if (same.length > 0) return { act: 'find_duplicate', reason, rule, because: ids(same) }
  if (serious.length > 0) return { act: 'look', reason, rule, because: ids(serious) }
  return { act: 'approve', reason: null, rule, because: [] }
}
