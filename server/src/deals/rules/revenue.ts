import type { Telling } from './tell.ts'

/** The largest amount that a number holds exactly. */
const most = BigInt(Number.MAX_SAFE_INTEGER)

/**
 * A sum of minor units, as the database writes it, as a number; undefined where no number holds it exactly.
 *
 * @example exactly('9007199254740993') // undefined
 */
export function exactly(sum: string): number | undefined {
  const amount = BigInt(sum)
  return amount > most || amount < -most ? undefined : Number(amount)
}

/** An entry that was recorded. */
interface Entry {
  readonly id: string
  readonly partnerId: string
  readonly kind: string
  /** Minor units. */
  readonly amount: number
  readonly currency: string
}

/**
 * What the log is told of entries that were recorded together: one event for each partner, with the count and the totals
 * by currency and kind. The entries themselves, dated and never edited, are where the money stands.
 */
export function revenueEvents(entries: readonly Entry[], now: Date): Telling[] {
  const byPartner = Map.groupBy(entries, (entry) => entry.partnerId)
  return [...byPartner].map(([partnerId, all]) => {
    const totals = [...Map.groupBy(all, ({ currency, kind }) => `${currency} ${kind}`)].map(([, some]) => ({
      currency: some[0]!.currency,
      kind: some[0]!.kind,
      amount: some.reduce((sum, { amount }) => sum + BigInt(amount), 0n).toString(),
    }))
    return {
      verb: 'revenue.recorded',
      objectId: all.length === 1 ? all[0]!.id : partnerId,
      organizationId: partnerId,
      partnerId,
      happenedAt: now,
      data: { entries: all.length, totals },
    }
  })
}
