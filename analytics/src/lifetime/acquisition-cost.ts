import { checkInteger, checkNumber } from '../check.ts'
import { InvalidInput, type NotEnough, notEnough } from '../errors.ts'
import { largestRemainder } from '../largest-remainder.ts'

/** Cost and result of one channel in one period. Money in whole minor units of one currency. */
export interface ChannelCost {
  /** Spent on this channel alone: its people, its funds, its campaigns, partner onboarding. */
  readonly direct: number
  readonly newCustomers: number
  /** Key by which shared cost is divided where it is given by `weights`. */
  readonly weight?: number
}

/** How cost that serves several channels (brand, website, partner operations) is divided. */
export type SharedCostKey = 'customers' | 'direct' | 'equal' | 'weights'

export interface ChannelAcquisition {
  readonly direct: number
  /** This channel's part of the shared cost: whole, the parts sum to it exactly. */
  readonly shared: number
  readonly total: number
  /** Customer acquisition cost: total per new customer. */
  readonly cac: { readonly enough: true; readonly value: number } | NotEnough
}

/**
 * Customer acquisition cost (CAC) by channel, with the allocation of shared cost spelled out.
 *
 * ```
 * CAC = (direct + shared part) / new customers
 * shared parts by key: customers  in proportion to new customers: every customer carries the same
 *                      direct     in proportion to direct cost: who spends more used more
 *                      equal      the same to every channel
 *                      weights    by agreed keys (say hours)
 * ```
 *
 * The key decides the ranking more often than the data do: show the CAC under two of them.
 *
 * @example
 * acquisitionCost([{ direct: 60_000, newCustomers: 3 }, { direct: 40_000, newCustomers: 1 }], 20_000, 'customers')
 * // shared 15,000 and 5,000; CAC 25,000 and 45,000
 */
export function acquisitionCost(
  channels: readonly ChannelCost[],
  shared: number,
  key: SharedCostKey,
): readonly ChannelAcquisition[] {
  checkInteger('shared', shared, 0)
  channels.forEach((channel, i) => {
    checkInteger(`channels[${i}].direct`, channel.direct, 0)
    checkInteger(`channels[${i}].newCustomers`, channel.newCustomers, 0)
    if (key === 'weights') checkNumber(`channels[${i}].weight`, channel.weight ?? NaN, 0)
  })
  const keys: Record<SharedCostKey, (channel: ChannelCost) => number> = {
    customers: (channel) => channel.newCustomers,
    direct: (channel) => channel.direct,
    equal: () => 1,
    weights: (channel) => channel.weight ?? 0,
  }
  if (!Object.hasOwn(keys, key)) throw new InvalidInput('key', key, '"customers", "direct", "equal" or "weights"')
  const parts = largestRemainder(shared, channels.map(keys[key]))
  return channels.map(({ direct, newCustomers }, i) => {
    const total = direct + parts[i]!
    return {
      direct,
      shared: parts[i]!,
      total,
      cac:
        newCustomers > 0 ? { enough: true, value: total / newCustomers } : notEnough('at least 1 new customer, has 0'),
    }
  })
}
