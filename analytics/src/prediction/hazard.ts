import { checkEach, checkInteger, checkLength, type Flags, flagAt } from '../check.ts'
import { InvalidInput } from '../errors.ts'
import { checkColumns, type FeatureColumn, type TrainingTable } from './table.ts'

export interface HazardInput {
  /** Whole periods until the event, or until observation ended: 1 means within, or until the end of, the first period. */
  readonly durations: ArrayLike<number>
  /** Whether it ended with the event. */
  readonly events: Flags
  /** What was known at the start, one value per subject. */
  readonly columns: readonly FeatureColumn[]
}

export interface HazardTable {
  /** A row for each period that a subject began without the event, and whether the event came in it. */
  readonly table: TrainingTable
  /** The subject of each row. */
  readonly subject: Uint32Array
}

/** The column that holds the number of the period, from 1. */
const periodColumn = 'period'

/**
 * Turns durations into rows on which any model of yes and no answers *when*: the discrete-time hazard
 * h(t | x) = P(event in period t | none before, x) (Cox 1972, section 9; Allison 1982). Its likelihood over these rows is the one
 * of the survival model, censoring included.
 *
 * @example
 * hazardTable({ durations: [2, 1], events: [true, false], columns: [{ name: 'tier', kind: 'category', values: ['gold', 'silver'] }] })
 * // rows: gold in period 1 without, gold in period 2 with, silver in period 1 without the event
 */
export function hazardTable({ durations, events, columns }: HazardInput): HazardTable {
  const subjects = durations.length
  checkLength('events', events, 'durations', subjects)
  checkEach(
    'durations',
    durations,
    (d) => Number.isSafeInteger(d) && d >= 1 && d <= 10_000,
    'a whole number from 1 to 10000',
  )
  checkColumns(columns, subjects, 'durations')
  if (columns.some(({ name }) => name === periodColumn))
    throw new InvalidInput('columns', periodColumn, 'named otherwise: the periods take this name')
  const subject: number[] = []
  const period: number[] = []
  const outcomes: boolean[] = []
  for (let s = 0; s < subjects; s++) {
    const last = durations[s]!
    const ended = flagAt('events', events, s)
    for (let t = 1; t <= last; t++) {
      subject.push(s)
      period.push(t)
      outcomes.push(ended && t === last)
    }
  }
  return {
    subject: Uint32Array.from(subject),
    table: {
      columns: [
        { name: periodColumn, kind: 'number', values: period },
        ...columns.map((column) => spread(column, subject)),
      ],
      outcomes,
    },
  }
}

/** The rows to predict for subjects that are still without the event: the periods `from` to `to` of each, one after the other. */
export function hazardRows(columns: readonly FeatureColumn[], from: number, to: number): FeatureColumn[] {
  checkInteger('from', from, 1)
  checkInteger('to', to, from, from + 10_000)
  const subjects = columns[0]?.values.length ?? 0
  checkColumns(columns, subjects, 'the first column')
  const periods = to - from + 1
  const subject = Array.from({ length: subjects * periods }, (_, i) => Math.floor(i / periods))
  return [
    { name: periodColumn, kind: 'number', values: subject.map((_, i) => from + (i % periods)) },
    ...columns.map((column) => spread(column, subject)),
  ]
}

/** Chance to go on without the event through each period: S(t) = Π (1 − h(s)), s ≤ t. @param hazards of one subject, in order. */
export function survivalOfHazards(hazards: ArrayLike<number>): Float64Array {
  checkEach('hazards', hazards, (h) => h >= 0 && h <= 1, 'a number from 0 to 1')
  let left = 1
  return Float64Array.from(hazards, (hazard) => (left *= 1 - hazard))
}

function spread(column: FeatureColumn, subject: readonly number[]): FeatureColumn {
  const { knownAt: _, ...rest } = column
  const values = column.values as ArrayLike<number>
  return { ...rest, values: subject.map((s) => values[s]!) } as FeatureColumn
}
