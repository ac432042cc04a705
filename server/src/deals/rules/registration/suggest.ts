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
  const renewals = serious.filter(({ kind }) => kind === 'renewal')
  const others = serious.filter(({ kind }) => kind !== 'renewal')
  const same = others.filter(({ band }) => band === 'block')
  const so = (act: Suggestion['act'], because: typeof conflicts) => ({
    act,
    reason: act === 'approve' || act === 'wait' ? null : reason,
    rule,
    because: because.map(({ id }) => id),
  })
  if (outcome === 'duplicate')
    return so('find_duplicate', rule === 'renewal.others' ? renewals : same.filter(({ rank }) => rank === 'protected'))
  if (refusing.includes(reason)) return so('reject', [])
  if (rule === 'renewal.others') return so('look', renewals)
  if (rule === 'renewal.unknown' || (rule === 'renewal.incumbent' && reason !== null)) return so('look', same)
  if (!rule.startsWith('conflict.')) return so('approve', [])

  const before = same.filter(({ kind, rank }) => kind === 'registration' && rank === 'earlier')
  if (before.length > 0) return so('wait', before)
  if (same.length > 0) return so('find_duplicate', same)
  return so('look', others.length > 0 ? others : renewals)
}
