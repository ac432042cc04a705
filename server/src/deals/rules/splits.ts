import { largestRemainder } from '@hansa/analytics'
import { say, type Saying } from '@hansa/contract/language'
import type { DealCreditRules, ParticipantRole } from '@hansa/contract/deal-credit-rules'
import type { Signature, SplitMethod, SplitState } from '@hansa/contract/deal-splits'

/** The whole, in hundredths of a percent. */
export const whole = 10_000

/** A participant who is to get a share. */
export interface Party {
  readonly participantId: string
  readonly role: ParticipantRole
}
export interface Share {
  readonly participantId: string
  /** What it was split by. */
  readonly weight: number
  readonly basisPoints: number
  /** Minor units; null where the deal has no value. */
  readonly amount: number | null
}

/** How a person wants a deal to be split. */
export interface Asked {
  readonly method: SplitMethod
  readonly shares?: readonly { readonly participantId: string; readonly basisPoints: number }[] | undefined
  readonly lines?: readonly { readonly participantId: string; readonly amount: number }[] | undefined
}

const byId = (a: Party, b: Party) =>
  a.participantId < b.participantId ? -1 : a.participantId > b.participantId ? 1 : 0
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

/** The weight of each party by the role table: holders of one role share its weight. All alike, where the table gives none any. */
export function weightsByRole(parties: readonly Party[], table: DealCreditRules['roleTable']): number[] {
  const weights = parties.map(({ role }) => table[role] / parties.filter((other) => other.role === role).length)
  return sum(weights) > 0 ? weights : parties.map(() => 1)
}

const weightsOf = (parties: readonly Party[], { method, shares = [], lines = [] }: Asked, rules: DealCreditRules) => {
  if (method === 'role_table') return weightsByRole(parties, rules.roleTable)
  if (method === 'equal') return parties.map(() => 1)
  const given = method === 'custom' ? shares.map((it) => ({ ...it, amount: it.basisPoints })) : lines
  return parties.map((party) =>
    sum(given.filter((it) => it.participantId === party.participantId).map(({ amount }) => amount)),
  )
}

/** What keeps a split from being made as asked, by field; undefined where nothing does. */
export function splitProblem(
  parties: readonly Party[],
  asked: Asked,
  amount: number | null,
): { field: string; message: Saying } | undefined {
  const { method, shares = [], lines = [] } = asked
  if (parties.length === 0)
    return { field: 'id', message: say`names a deal whose team is empty: nobody could get a share` }
  const strangers = (given: readonly { readonly participantId: string }[]) =>
    given.find((it) => !parties.some((party) => party.participantId === it.participantId))
  if (method === 'custom') {
    const stranger = strangers(shares)
    if (stranger) return { field: 'shares', message: say`name “${stranger.participantId}”, who is not in the team` }
    if (new Set(shares.map((it) => it.participantId)).size !== shares.length)
      return { field: 'shares', message: say`name a participant twice` }
    const total = sum(shares.map((it) => it.basisPoints))
    if (total !== whole) return { field: 'shares', message: say`sum to ${percent(total)}%; they must sum to 100%` }
  }
  if (method === 'line') {
    const stranger = strangers(lines)
    if (stranger) return { field: 'lines', message: say`name “${stranger.participantId}”, who is not in the team` }
    const total = sum(lines.map((it) => it.amount))
    if (total === 0) return { field: 'lines', message: say`are worth nothing together: there is nothing to split by` }
    if (amount !== null && total !== amount)
      return {
        field: 'lines',
        message: say`sum to ${String(total)} minor units; the deal’s value is ${String(amount)}`,
      }
  }
  return undefined
}
const percent = (points: number) => (points / 100).toFixed(2)

/**
 * Splits the whole, and the money, among the parties: both by the same weights with the largest remainders, so that the
 * shares sum to 100.00% and, in minor units, to the amount. Equal remainders go to the earlier participant, whatever order
 * the parties come in. What was split by line gets the money of its lines.
 *
 * @param amount minor units; null where the deal has no value
 * @example
 * // three equal parties, 100.00 €: 33.34%, 33.33%, 33.33% and 33.34 €, 33.33 €, 33.33 €
 */
export function split(parties: readonly Party[], asked: Asked, amount: number | null, rules: DealCreditRules): Share[] {
  const ordered = parties.toSorted(byId)
  const weights = weightsOf(ordered, asked, rules)
  const points = largestRemainder(whole, weights)
  const exact = asked.method === 'line' && amount !== null
  const money = amount === null ? undefined : exact ? weights : largestRemainder(amount, weights)
  return ordered.map(({ participantId }, i) => ({
    participantId,
    weight: weights[i]!,
    basisPoints: points[i]!,
    amount: money ? money[i]! : null,
  }))
}

/** The shares of a split for a value that has changed since: by the weights that were signed. */
export function revalued<T extends Omit<Share, 'amount'>>(shares: readonly T[], amount: number | null): (T & Share)[] {
  const ordered = shares.toSorted((a, b) => (a.participantId < b.participantId ? -1 : 1))
  const money =
    amount === null
      ? undefined
      : largestRemainder(
          amount,
          ordered.map(({ weight }) => weight),
        )
  return ordered.map((share, i) => ({ ...share, amount: money ? money[i]! : null }))
}

/**
 * What is booked so that all that was booked for a deal comes to the shares: one entry for each participant whose sum
 * differs, the difference alone.
 *
 * @param booked what was booked before, in any number of entries
 */
export function entriesFor(
  shares: readonly { readonly participantId: string; readonly amount: number }[],
  booked: readonly { readonly participantId: string; readonly amount: number }[],
): { participantId: string; amount: number }[] {
  const due = new Map<string, number>()
  for (const { participantId, amount } of shares) due.set(participantId, (due.get(participantId) ?? 0) + amount)
  for (const { participantId, amount } of booked) due.set(participantId, (due.get(participantId) ?? 0) - amount)
  return [...due]
    .map(([participantId, amount]) => ({ participantId, amount }))
    .filter(({ amount }) => amount !== 0)
    .toSorted((a, b) => (a.participantId < b.participantId ? -1 : 1))
}

/** What the state of a version follows from. */
export interface Version {
  readonly number: number
  readonly isDefault: boolean
  readonly lockedAt: Date | null
  readonly signatures: readonly Signature[]
}
const isSigned = ({ signatures }: Version) => signatures.length > 0 && signatures.every((it) => it === 'signed')

/**
 * Where each version of a deal's split stands. In force is the newest that is locked, agreed or the default; what is older
 * is replaced, and so is a proposal that a newer version came after.
 */
export function statesOf(versions: readonly Version[]): Map<number, SplitState> {
  const states = new Map<number, SplitState>()
  let inForce = false
  for (const [i, version] of versions.toSorted((a, b) => b.number - a.number).entries()) {
    const holds = version.lockedAt ? 'locked' : version.isDefault ? 'default' : isSigned(version) ? 'agreed' : undefined
    const open = i > 0 ? 'replaced' : version.signatures.includes('disputed') ? 'disputed' : 'proposed'
    states.set(version.number, holds ? (inForce ? 'replaced' : holds) : open)
    inForce ||= holds !== undefined
  }
  return states
}

/** Whether the split in force is one among exactly these participants. */
export const covers = (shares: readonly { participantId: string }[], parties: readonly Party[]): boolean =>
  shares.length === parties.length &&
  parties.every((party) => shares.some((share) => share.participantId === party.participantId))
