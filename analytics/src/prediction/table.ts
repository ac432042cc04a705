import { type Flags, checkEach, checkLength, checkMeasures, flagAt } from '../check.ts'
import { InvalidInput, type NotEnough, notEnough } from '../errors.ts'

interface Known {
  readonly name: string
  /** When each value became known, on the scale of `predictedAt`. A value known only afterwards is refused: it leaks the future. */
  readonly knownAt?: ArrayLike<number>
}

export interface NumberColumn extends Known {
  readonly kind: 'number'
  /** `null`, or `NaN` in a typed array, where it is not known. Missing is not zero. */
  readonly values: ArrayLike<number | null>
  /** The prediction may only rise, or only fall, as the value grows. */
  readonly monotone?: 'rising' | 'falling'
}

export interface CategoryColumn extends Known {
  readonly kind: 'category'
  /** `null` where it is not known. */
  readonly values: ArrayLike<string | null>
}

export type FeatureColumn = NumberColumn | CategoryColumn

/** What happened to rows of the past. All lists have one entry per row. */
export interface TrainingTable {
  readonly columns: readonly FeatureColumn[]
  readonly outcomes: Flags
  /** How much each row counts, ≥ 0. Default 1. Weights that balance the classes wreck the calibration. */
  readonly weights?: ArrayLike<number>
  /** When each prediction would have been made. With it, training stops early by the latest rows, and `knownAt` is checked. */
  readonly predictedAt?: ArrayLike<number>
}

/** A table whose every part was checked, in the arrays that the methods work on. */
export interface CheckedTable {
  readonly columns: readonly FeatureColumn[]
  readonly rows: number
  readonly outcomes: Uint8Array
  readonly weights: Float64Array
  readonly predictedAt: Float64Array | undefined
}

/** @throws InvalidInput naming the column, the row and the offending value. */
export function checkTable(table: TrainingTable): CheckedTable {
  const { columns, outcomes, weights, predictedAt } = table
  const rows = outcomes.length
  checkColumns(columns, rows, 'outcomes')
  if (weights) {
    checkLength('weights', weights, 'outcomes', rows)
    checkEach('weights', weights, (weight) => weight >= 0 && weight <= 1e9, 'a number from 0 to 1e9')
  }
  if (predictedAt) {
    checkLength('predictedAt', predictedAt, 'outcomes', rows)
    checkMeasures('predictedAt', predictedAt)
  }
  for (const column of columns) refuseFuture(column, predictedAt)
  return {
    columns,
    rows,
    outcomes: Uint8Array.from({ length: rows }, (_, i) => Number(flagAt('outcomes', outcomes, i))),
    weights: weights ? Float64Array.from(weights) : new Float64Array(rows).fill(1),
    predictedAt: predictedAt && Float64Array.from(predictedAt),
  }
}

/** Columns of one length, of distinct names, whose values are of their kind. */
export function checkColumns(columns: readonly FeatureColumn[], rows: number, like: string): void {
  if (columns.length === 0) throw new InvalidInput('columns', columns, 'at least 1 column')
  const names = new Set<string>()
  for (const { name, kind, values } of columns) {
    if (names.has(name)) throw new InvalidInput('columns', name, 'named once each')
    names.add(name)
    checkLength(`column ${name}`, values, like, rows)
    if (kind !== 'number' && kind !== 'category')
      throw new InvalidInput(`kind of ${name as string}`, kind as unknown, '"number" or "category"')
    for (let i = 0; i < rows; i++) {
      const value = values[i]
      const fits =
        value === null ||
        (kind === 'category' ? typeof value === 'string' : typeof value === 'number' && !(Math.abs(value) > 1e150))
      if (!fits)
        throw new InvalidInput(
          `${name}[${i}]`,
          value,
          kind === 'number' ? 'a number from -1e150 to 1e150 or null' : 'a string or null',
        )
    }
  }
}

/** The column that a feature of a model was learned from. @throws InvalidInput where it is not given, or of another kind. */
export function columnOf(
  columns: readonly FeatureColumn[],
  feature: Pick<FeatureColumn, 'name' | 'kind'>,
): FeatureColumn {
  const column = columns.find(({ name }) => name === feature.name)
  if (column?.kind !== feature.kind)
    throw new InvalidInput(`column ${feature.name}`, column?.kind, `given as a ${feature.kind}`)
  return column
}

/** How many rows that count have the outcome and how many lack it; not enough where either is fewer than 20. */
export function outcomeCounts({
  outcomes,
  weights,
}: CheckedTable): { readonly enough: true; readonly positive: number; readonly negative: number } | NotEnough {
  const count = (kind: number) => outcomes.filter((y, i) => y === kind && weights[i]! > 0).length
  const [negative, positive] = [count(0), count(1)]
  if (Math.min(positive, negative) < 20)
    return notEnough(`at least 20 rows with and 20 without the outcome, has ${positive} and ${negative}`)
  return { enough: true, positive, negative }
}

function refuseFuture({ name, knownAt }: FeatureColumn, predictedAt: ArrayLike<number> | undefined): void {
  if (!knownAt) return
  if (!predictedAt) throw new InvalidInput('predictedAt', undefined, `given, because ${name} says when it was known`)
  checkLength(`knownAt of ${name}`, knownAt, 'outcomes', predictedAt.length)
  for (let i = 0; i < knownAt.length; i++)
    if (!(knownAt[i]! <= predictedAt[i]!))
      throw new InvalidInput(
        `knownAt of ${name}[${i}]`,
        knownAt[i],
        `at most ${predictedAt[i]}, when the prediction was made`,
      )
}

/** The rows at these positions, in their order. */
export function rowsOf(table: CheckedTable, at: ArrayLike<number>): TrainingTable {
  const pick = <T>(values: ArrayLike<T>) => Array.from(at as ArrayLike<number>, (i) => values[i]!)
  return {
    columns: table.columns.map(({ knownAt, ...column }) => ({
      ...column,
      values: pick(column.values as ArrayLike<number>),
      ...(knownAt && { knownAt: pick(knownAt) }),
    })) as FeatureColumn[],
    outcomes: pick(table.outcomes),
    weights: pick(table.weights),
    ...(table.predictedAt && { predictedAt: pick(table.predictedAt) }),
  }
}
