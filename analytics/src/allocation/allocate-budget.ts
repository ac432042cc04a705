import { checkInteger, checkNumber } from '../check.ts'
import { InvalidInput } from '../errors.ts'
import { branchAndBound, planValue, type Problem } from './branch-and-bound.ts'
import type { Domain } from './envelope.ts'
import { checkCurve, marginalResponse, type ResponseCurve } from './response-curve.ts'
import type { Group } from './water-fill.ts'
import { wholeUnits } from './whole-units.ts'

export interface Activity {
  /** What comes back for the money spent on it; spend in the units of the budget. */
  readonly curve: ResponseCurve
  /** Value (margin) of one unit of the curve's outcome. Default: 1. */
  readonly value?: number
  /** Always at least this much, whole units. Default: 0. */
  readonly floor?: number
  /** Never more, whole units. Default: the budget. */
  readonly cap?: number
  /** Either nothing or at least this much, whole units. Default: 0. */
  readonly lot?: number
  /** Name of the group whose limits it shares. */
  readonly group?: string
}

export interface GroupLimits {
  readonly floor?: number
  readonly cap?: number
}

export interface AllocationInput {
  readonly activities: readonly Activity[]
  /** Whole units (cents). */
  readonly budget: number
  readonly groups?: Readonly<Record<string, GroupLimits>>
  /** What a unit of money is worth unspent: nothing is spent at a lower marginal return. Default: 0, spend it all. */
  readonly leastReturn?: number
  /** Relative gap to the bound at which the search may end. Default: 1e-7. */
  readonly tolerance?: number
  /** Relaxations after which the best plan is returned with the bound reached so far. Default: 100,000 / activities, 100 to 2,000. */
  readonly maxNodes?: number
}

export interface Allocation {
  /** Whole units per activity. They sum to the budget unless caps, `leastReturn` or worthless activities leave some unspent. */
  readonly spend: Float64Array
  readonly spent: number
  /** Value of the plan; unspent money counts with `leastReturn`. */
  readonly value: number
  /** Proven: no plan within the limits is worth more. */
  readonly bound: number
  /** (bound − value) / bound. */
  readonly gap: number
  /** Value of the next unit of money in each activity, as its curve has it at the plan. */
  readonly marginalReturn: Float64Array
  /** What one more unit of budget would be worth: the return at which the marginal activities stand. */
  readonly shadowPrice: number
  /** What one more unit of a group's cap would add to that (negative: what its floor costs per unit). */
  readonly groupPrices: Readonly<Record<string, number>>
  /** Relaxations solved; 1 means that the envelope was right at once. */
  readonly nodes: number
}

/**
 * Spends a budget on activities so that the sum of their value is as large as possible, under floors, caps, minimum lots and limits of
 * groups, and proves how good the plan is.
 *
 * At the optimum, money earns the same marginal return wherever it is not held by a limit: that return is the shadow price.
 * Concave curves are filled up to it exactly (water-filling); S-shaped ones, where a local solver stops at a local optimum, are
 * bounded by their concave envelopes and settled by branch and bound. The plan is in whole units and sums exactly.
 *
 * @throws InvalidInput where limits contradict each other or do not fit into the budget
 * @example
 * // ln(1 + x) twice as valuable in the second: 1/(1+x) = 2/(1+y), x + y = 100 → x = 33, y = 67
 * allocateBudget({
 *   budget: 100,
 *   activities: [
 *     { curve: { kind: 'log', scale: 1, half: 1 } },
 *     { curve: { kind: 'log', scale: 1, half: 1 }, value: 2 },
 *   ],
 * }).spend // [33, 67]
 */
export function allocateBudget(input: AllocationInput): Allocation {
  const problem = toProblem(input)
  const { groups, budget, leastReturn } = problem
  const tolerance = input.tolerance ?? 1e-7
  const maxNodes =
    input.maxNodes ?? Math.round(Math.min(2000, Math.max(100, 100_000 / Math.max(1, input.activities.length))))
  checkNumber('tolerance', tolerance, 0, 1)
  checkInteger('maxNodes', maxNodes, 1)
  const solution = branchAndBound(problem, tolerance, maxNodes)
  if (solution === null)
    throw new InvalidInput('budget', budget, 'enough for all floors and lots, within the caps of the groups')
  const spend = wholeUnits(problem, solution.spend, budget, leastReturn)
  const value = planValue(problem, spend)
  const bound = Math.max(solution.bound, value)
  const names = Object.keys(input.groups ?? {})
  return {
    spend,
    spent: spend.reduce((sum, x) => sum + x, 0),
    value,
    bound,
    gap: bound > 0 ? (bound - value) / bound : 0,
    marginalReturn: spend.map((x, i) => marginalAt(problem, i, x)),
    shadowPrice: solution.price,
    groupPrices: Object.fromEntries(groups.map((_, g) => [names[g]!, solution.groupPrices[g]!])),
    nodes: solution.nodes,
  }
}

/** A power curve begins infinitely steep; the return of the first whole unit says what that is worth. */
function marginalAt({ curves, values }: Problem, i: number, spend: number): number {
  const marginal = marginalResponse(curves[i]!, spend)
  return values[i]! * (Number.isFinite(marginal) ? marginal : marginalResponse(curves[i]!, spend + 1))
}

function toProblem(input: AllocationInput): Problem {
  const { activities, budget, leastReturn = 0 } = input
  checkInteger('budget', budget, 0)
  checkNumber('leastReturn', leastReturn, 0)
  const domains = activities.map((activity, i) => toDomain(`activities[${i}]`, activity, budget))
  const groups = Object.entries(input.groups ?? {}).map(([name, limits]) => toGroup(name, limits, activities, budget))
  activities.forEach(({ group }, i) => {
    if (group === undefined || Object.hasOwn(input.groups ?? {}, group)) return
    throw new InvalidInput(`activities[${i}].group`, group, 'one of the groups')
  })
  const floors = domains.reduce((sum, { rest, low }) => sum + (rest ?? low), 0)
  if (floors > budget) throw new InvalidInput('budget', budget, `at least the sum of the floors, ${floors}`)
  return {
    curves: activities.map(({ curve }) => curve),
    values: activities.map(({ value }) => value ?? 1),
    domains,
    groups,
    budget,
    leastReturn,
  }
}

function toDomain(field: string, { curve, value = 1, floor = 0, cap, lot = 0 }: Activity, budget: number): Domain {
  checkCurve(`${field}.curve`, curve)
  checkNumber(`${field}.value`, value, 0)
  checkInteger(`${field}.floor`, floor, 0)
  checkInteger(`${field}.lot`, lot, 0)
  if (cap !== undefined) checkInteger(`${field}.cap`, cap, 0)
  const most = cap ?? Math.max(budget, floor, lot)
  if (most < floor) throw new InvalidInput(`${field}.cap`, cap, `at least the floor, ${floor}`)
  if (most < lot) throw new InvalidInput(`${field}.cap`, cap, `at least the lot, ${lot}`)
  const low = Math.max(floor, lot)
  // More than the budget can never be spent; leaving it out keeps the envelope, and with it the bound, tight.
  const high = Math.min(most, Math.max(budget, low))
  if (floor === 0 && low > budget) return { rest: null, low: 0, high: 0 }
  return floor === 0 && lot > 0 ? { rest: 0, low, high } : { rest: null, low, high }
}

function toGroup(name: string, limits: GroupLimits, activities: readonly Activity[], budget: number): Group {
  const { floor = 0, cap } = limits
  const field = `groups.${name}`
  checkInteger(`${field}.floor`, floor, 0)
  if (cap !== undefined) checkInteger(`${field}.cap`, cap, 0)
  const most = cap ?? budget
  if (most < floor) throw new InvalidInput(`${field}.cap`, most, `at least the floor, ${floor}`)
  const members = [...activities.keys()].filter((i) => activities[i]!.group === name)
  return { members, floor, cap: most }
}
