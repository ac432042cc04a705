import { checkInteger, checkPositive } from '../check.ts'
import { InvalidInput } from '../errors.ts'
import type { Journey } from './journey.ts'

/** One touch as it stands in a log or a CSV. */
export interface Touch {
  /** Customer or account. In B2B take the account, so that a deal's journey is the union of its contacts' touches. */
  readonly journey: string
  readonly player: string
  /** Any one unit; time decay and look-back use the same. */
  readonly time: number
}

/** How a journey ended in a deal. Journeys without one did not convert. */
export interface Deal {
  readonly journey: string
  readonly time: number
  /** Whole minor units. Default 0. */
  readonly value?: number
}

export interface JourneySet {
  readonly players: readonly string[]
  readonly journeys: readonly Journey[]
  /** What was left out or is ambiguous: say so beside the result. */
  readonly notes: {
    /** Touches after the deal, left out: they cannot have helped to win it. */
    readonly afterDeal: number
    /** Touches before the look-back window, left out. */
    readonly beforeWindow: number
    /** Neighbouring touches of different players at the same time: their order is that of the input, not of the world. */
    readonly ties: number
  }
}

/**
 * Orders touches into journeys, ready for every attribution model.
 *
 * Touches after the deal are left out, and so are those older than `lookback` before the deal (or before the last
 * touch of a journey without deal). Players are numbered in order of first appearance; each journey gets its own
 * resampling key.
 *
 * @param deals at most one per journey: the first deal ends the journey.
 * @example
 * journeysFromTouches(
 *   [
 *     { journey: 'acme', player: 'event', time: 1 },
 *     { journey: 'acme', player: 'reseller', time: 5 },
 *     { journey: 'acme', player: 'support', time: 9 },
 *   ],
 *   [{ journey: 'acme', time: 7, value: 50_000 }],
 * ) // players ['event', 'reseller', 'support'], one converting journey [0, 1], notes.afterDeal 1
 */
export function journeysFromTouches(
  touches: Iterable<Touch>,
  deals: Iterable<Deal>,
  options: { readonly lookback?: number } = {},
): JourneySet {
  const { lookback = Infinity } = options
  if (lookback !== Infinity) checkPositive('lookback', lookback)
  const won = new Map<string, Deal>()
  for (const deal of deals) {
    if (won.has(deal.journey)) throw new InvalidInput('deals', deal.journey, 'at most one deal per journey')
    if (!Number.isFinite(deal.time)) throw new InvalidInput(`time of deal ${deal.journey}`, deal.time, 'finite')
    checkInteger(`value of deal ${deal.journey}`, deal.value ?? 0, 0)
    won.set(deal.journey, deal)
  }
  const byJourney = new Map<string, Touch[]>([...won.keys()].map((journey) => [journey, []]))
  const numbers = new Map<string, number>()
  for (const touch of touches) {
    if (!Number.isFinite(touch.time))
      throw new InvalidInput(`time of a touch of ${touch.journey}`, touch.time, 'finite')
    if (!numbers.has(touch.player)) numbers.set(touch.player, numbers.size)
    const list = byJourney.get(touch.journey)
    if (list) list.push(touch)
    else byJourney.set(touch.journey, [touch])
  }

  const notes = { afterDeal: 0, beforeWindow: 0, ties: 0 }
  const journeys: Journey[] = []
  for (const [name, list] of byJourney) {
    const deal = won.get(name)
    list.sort((a, b) => a.time - b.time)
    const until = list.filter((touch) => !deal || touch.time <= deal.time)
    const end = deal?.time ?? list.at(-1)!.time
    const kept = until.filter((touch) => touch.time >= end - lookback)
    notes.afterDeal += list.length - until.length
    notes.beforeWindow += until.length - kept.length
    kept.forEach((touch, i) => {
      const before = kept[i - 1]
      if (before && before.time === touch.time && before.player !== touch.player) notes.ties++
    })
    journeys.push({
      touches: kept.map((touch) => numbers.get(touch.player)!),
      times: kept.map((touch) => touch.time),
      converted: deal !== undefined,
      key: journeys.length,
      ...(deal && { value: deal.value ?? 0, convertedAt: deal.time }),
    })
  }
  return { players: [...numbers.keys()], journeys, notes }
}
