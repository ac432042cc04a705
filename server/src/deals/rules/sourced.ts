import type { CreditEvidence, CreditOutcome } from '@hansa/contract/deal-credit'
import type { DealCreditRules, ParticipantRole } from '@hansa/contract/deal-credit-rules'

/** Something that a partner did, and on which day. */
export interface Evidence {
  readonly kind: CreditEvidence
  readonly id: string
  readonly partnerId: string
  readonly role: ParticipantRole
  readonly day: string
}
export interface CreditInputs {
  readonly openedOn: string
  /** The vendor's own first activity with the customer; null where there is none. */
  readonly vendorFirstOn: string | null
  readonly evidence: readonly Evidence[]
}

const before = (day: string, days: number) => new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10)
const kinds: Record<CreditEvidence, number> = { registration: 0, participation: 1, deal_partner: 2 }
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const inOrder = (a: Evidence, b: Evidence) =>
  compare(a.day, b.day) || kinds[a.kind] - kinds[b.kind] || compare(a.id, b.id) || compare(a.partnerId, b.partnerId)

/** Whether it says that the partner brought the deal. */
const isClaim = ({ kind, role }: Evidence) => kind !== 'participation' || role === 'sourced'

/**
 * Who is credited with a deal.
 *
 * - **Sourced**: exactly one. The partner whose claim is earliest among those made no later than the vendor's own first
 *   activity (where there is none: than the day the deal was opened) and no longer before that than the look-back window.
 *   Of claims on one day a registration goes first, then a part in the team. Without such a claim, the vendor itself.
 * - **Assisted**: every other partner that took part in the deal, in any role but *influenced*.
 * - **Influenced**: every other partner whose evidence lies in the look-back window before the deal was opened, or later.
 *
 * Each partner has at most one credit. The order in which the evidence comes changes nothing.
 */
export function credit(inputs: CreditInputs, rules: DealCreditRules) {
  const { openedOn, vendorFirstOn } = inputs
  const latest = vendorFirstOn && vendorFirstOn < openedOn ? vendorFirstOn : openedOn
  const earliest = before(latest, rules.sourcedLookBackDays)
  const evidence = inputs.evidence.toSorted(inOrder)
  const source = evidence.find((it) => isClaim(it) && it.day <= latest && it.day >= earliest)
  const sourceId = source?.partnerId ?? null
  const others = evidence.filter(({ partnerId }) => partnerId !== sourceId)
  const ids = (these: readonly Evidence[]) => [...new Set(these.map(({ partnerId }) => partnerId))].toSorted(compare)
  const assistedIds = ids(others.filter(({ kind, role }) => kind === 'participation' && role !== 'influenced'))
  const since = before(openedOn, rules.influencedLookBackDays)
  const influencedIds = ids(others.filter(({ day }) => day >= since)).filter((id) => !assistedIds.includes(id))
  const outcome = (it: Evidence): CreditOutcome => {
    if (it === source) return 'sourced'
    if (it.partnerId === sourceId) return 'same_partner'
    if (assistedIds.includes(it.partnerId) && !isClaim(it)) return 'assisted'
    if (!isClaim(it)) return it.day >= since ? 'influenced' : 'too_old'
    return it.day > latest ? 'too_late' : it.day < earliest ? 'too_old' : 'not_first'
  }
  return { sourceId, assistedIds, influencedIds, evidence: evidence.map((it) => ({ ...it, outcome: outcome(it) })) }
}
