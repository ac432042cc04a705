/** Total spend asked for at a price; it falls as the price rises, and jumps at some prices, where `eager` takes the larger. */
export type Demand = (price: number, eager: boolean) => number

export interface Clearing {
  readonly price: number
  /** Whether demand jumps across the target at this very price. */
  readonly atJump: boolean
}

/** Demand this close to the target, as a share of it, is met. */
const CLOSE = 1e-13

/**
 * The price at which demand meets a target. Jumps are searched first, by bisection over their sorted prices: usually the price is
 * one of them. Between two jumps demand is smooth, and the price is found by the secant rule on logarithms within a bracket.
 *
 * @param lowest a price at which more than the target is asked for
 * @param jumps prices at which demand jumps, in ascending order
 */
export function clearingPrice(demand: Demand, target: number, lowest: number, jumps: readonly number[]): Clearing {
  let first = 0
  let last = jumps.length
  // The highest jump whose eager demand still reaches the target is the one before `first` at the end.
  while (first < last) {
    const middle = (first + last) >> 1
    if (jumps[middle]! <= lowest || demand(jumps[middle]!, true) >= target) first = middle + 1
    else last = middle
  }
  const below = first > 0 ? jumps[first - 1]! : lowest
  if (below > lowest && demand(below, false) <= target) return { price: below, atJump: true }
  return { price: between(demand, target, Math.max(below, lowest), jumps[first] ?? Infinity), atJump: false }
}

function between(demand: Demand, target: number, from: number, to: number): number {
  let high = to
  if (high === Infinity) {
    high = Math.max(from, Number.MIN_VALUE) * 2
    while (high < 1e300 && demand(high, false) > target) high *= high < 1e-9 ? 1e9 : 16
  }
  // A price of 0 has no logarithm: walk down until more than the target is asked for.
  let low = from
  for (let step = 0; low <= 0 && step < 100; step++) {
    const lower = high / 1e4
    if (demand(lower, false) > target) low = lower
    else if (lower < 1e-290) return lower
    else high = lower
  }
  let excessLow = demand(low, false) - target
  let excessHigh = demand(high, true) - target
  for (let step = 0; step < 200 && high - low > 1e-15 * high; step++) {
    const [logLow, logHigh] = [Math.log(low), Math.log(high)]
    const secant = logLow + ((logHigh - logLow) * excessLow) / (excessLow - excessHigh)
    // Every third step halves the bracket, so that a crooked demand cannot hold the search up.
    const isSane = step % 3 !== 2 && secant > logLow && secant < logHigh
    const price = Math.exp(isSane ? secant : (logLow + logHigh) / 2)
    if (!(price > low && price < high)) break
    const excess = demand(price, false) - target
    if (Math.abs(excess) <= CLOSE * target) return price
    if (excess > 0) [low, excessLow] = [price, excess]
    else [high, excessHigh] = [price, excess]
  }
  return high
}
