import { checkEach, checkInteger, checkLength, checkMeasures } from '../check.ts'
import { InvalidInput } from '../errors.ts'

/** Events per complete week, oldest first, without gaps: a week without events is a 0. */
export interface WeeklySeries {
  readonly counts: ArrayLike<number>
  /** Number of the first week on any calendar of whole weeks that all series share. Default 0. */
  readonly firstWeek?: number
  /** Size of the source in each week, 1 is full: a partner in its ramp-up has less. 0: not watched that week. Default 1. */
  readonly exposure?: ArrayLike<number>
  /** One list per covariate, as long as the counts: 1 in the last week of a quarter and 0 else, for instance. */
  readonly covariates?: readonly ArrayLike<number>[]
}

/**
 * Latest weeks that a fit on `weeks` of history should not see, so that it does not learn a change that is under way: 26, but
 * at least 8 weeks and half of a short history are used.
 */
export const weeksLeftOut = (weeks: number): number =>
  Math.max(0, Math.min(26, weeks - Math.max(8, Math.ceil(weeks / 2))))

/** What is known of a week before its count. */
export interface WeekFacts {
  readonly exposure?: number
  /** As many as the series has. */
  readonly covariates?: readonly number[]
}

export function checkSeries(field: string, { counts, firstWeek = 0, exposure, covariates }: WeeklySeries): void {
  checkInteger(`${field}.firstWeek`, firstWeek, -1e9, 1e9)
  checkEach(`${field}.counts`, counts, isCount, 'a whole number from 0 to 1e+9')
  if (exposure) {
    checkLength(`${field}.exposure`, exposure, 'counts', counts.length)
    checkEach(`${field}.exposure`, exposure, isExposure, 'a number from 1e-6 to 1e+6, or 0')
    for (let i = 0; i < counts.length; i++) {
      if (exposure[i] === 0 && counts[i] !== 0) {
        throw new InvalidInput(`${field}.counts[${i}]`, counts[i], '0 in a week without exposure')
      }
    }
  }
  covariates?.forEach((column, j) => {
    checkLength(`${field}.covariates[${j}]`, column, 'counts', counts.length)
    checkMeasures(`${field}.covariates[${j}]`, column)
    checkEach(`${field}.covariates[${j}]`, column, isCovariate, 'from -100 to 100 (scale it)')
  })
}

export function checkFacts({ exposure = 1, covariates = [] }: WeekFacts, columns: number): void {
  checkEach('exposure', [exposure], isExposure, 'a number from 1e-6 to 1e+6, or 0')
  checkLength('covariates', covariates, "the series' own", columns)
  checkEach('covariates', covariates, isCovariate, 'from -100 to 100 (scale it)')
}

export const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= 1e9

const isExposure = (value: number): boolean => value === 0 || (value >= 1e-6 && value <= 1e6)

const isCovariate = (value: number): boolean => Math.abs(value) <= 100

export interface WeeklyRows {
  /** Week number and events of each row, in any order; several rows of a week are added. */
  readonly weeks: ArrayLike<number>
  readonly counts?: ArrayLike<number>
  /** The first week that was watched. */
  readonly firstWeek: number
  /** The week that is still running: its rows are left out, and counted in `leftOut`. */
  readonly currentWeek: number
}

/**
 * Sparse rows to a complete weekly series: weeks without rows are zeros, and the running week is left out, since half a week
 * looks like a drop.
 *
 * Which week an event belongs to depends on a time zone and on the day that a week begins with: the caller numbers them.
 *
 * @returns `leftOut`: events of the running week. Rows before `firstWeek` or after `currentWeek` are refused.
 * @example
 * weeklySeries({ weeks: [3, 5, 5, 6], firstWeek: 2, currentWeek: 6 }) // weeks 2 to 5: 0 1 0 2; leftOut 1
 */
export function weeklySeries({ weeks, counts, firstWeek, currentWeek }: WeeklyRows): {
  readonly firstWeek: number
  readonly counts: Float64Array
  readonly leftOut: number
} {
  checkInteger('firstWeek', firstWeek, -1e9, 1e9)
  checkInteger('currentWeek', currentWeek, firstWeek, firstWeek + 10_000)
  if (counts) {
    checkLength('counts', counts, 'weeks', weeks.length)
    checkEach('counts', counts, isCount, 'a whole number from 0 to 1e+9')
  }
  checkEach(
    'weeks',
    weeks,
    (week) => Number.isInteger(week) && week >= firstWeek && week <= currentWeek,
    `a whole number from ${firstWeek} to ${currentWeek}`,
  )
  const result = new Float64Array(currentWeek - firstWeek)
  let leftOut = 0
  for (let i = 0; i < weeks.length; i++) {
    const count = counts?.[i] ?? 1
    if (weeks[i] === currentWeek) leftOut += count
    else result[weeks[i]! - firstWeek]! += count
  }
  return { firstWeek, counts: result, leftOut }
}

/**
 * Exposure of a new partner that grows linearly to 1 over its first `fullAfter` weeks: (age + 1)/fullAfter, at most 1.
 *
 * @param age whole weeks since its start at the first week of the series; may be above 0 where the series begins later.
 */
export function rampUp(weeks: number, fullAfter: number, age = 0): Float64Array {
  checkInteger('weeks', weeks, 0, 10_000)
  checkInteger('fullAfter', fullAfter, 1, 10_000)
  checkInteger('age', age, 0)
  return Float64Array.from({ length: weeks }, (_, i) => Math.min(1, (age + i + 1) / fullAfter))
}
