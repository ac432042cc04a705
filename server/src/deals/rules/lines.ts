import { say, type Saying } from '@hansa/contract/language'
import type { Money } from '@hansa/contract/fields'

/** A line of a deal as it is kept: amounts in minor units of the deal's currency. */
export interface LineFact {
  readonly product: string
  readonly family: string | null
  readonly quantity: number
  readonly unitPrice: number | null
  readonly amount: number
  readonly partnerId: string | null
  /** What a source calls the line. */
  readonly sourceKey: string | null
}

/** A line as somebody gives it. */
export interface GivenLine {
  readonly product: string
  readonly family?: string | null | undefined
  readonly quantity?: number | undefined
  readonly unitPrice?: Money | null | undefined
  /** What the line is worth, where that is not quantity × unit price. */
  readonly amount?: Money | null | undefined
  readonly partnerId?: string | null | undefined
  readonly sourceKey?: string | null | undefined
}

const worth = ({ quantity = 1, unitPrice, amount }: GivenLine): number =>
  amount?.amount ?? (unitPrice ? unitPrice.amount * quantity : 0)

export const lineOf = (given: GivenLine): LineFact => ({
  product: given.product,
  family: given.family ?? null,
  quantity: given.quantity ?? 1,
  unitPrice: given.unitPrice?.amount ?? null,
  amount: worth(given),
  partnerId: given.partnerId ?? null,
  sourceKey: given.sourceKey ?? null,
})

/** What the lines are worth together, exactly: minor units. */
export const totalOf = (lines: readonly Pick<LineFact, 'amount'>[]): number =>
  lines.reduce((sum, { amount }) => sum + amount, 0)

const currencies = (lines: readonly GivenLine[]): string[] => [
  ...new Set(
    lines.flatMap(({ unitPrice, amount }) => [amount?.currency, unitPrice?.currency]).filter((it) => it !== undefined),
  ),
]
export const currencyOf = (lines: readonly GivenLine[]): string | undefined => currencies(lines)[0]

/** What keeps lines from being kept, by field; undefined where nothing does. */
export function lineProblem(lines: readonly GivenLine[]): { field: string; message: Saying } | undefined {
  const bare = lines.findIndex(({ unitPrice, amount }) => !unitPrice && !amount)
  if (bare >= 0) return { field: `lines.${bare}.amount`, message: say`is needed, or a unit price` }
  const used = currencies(lines)
  if (used.length > 1)
    return { field: 'lines', message: say`are in ${used.join(', ')}; the lines of a deal are in one currency` }
  if (lines.some((it) => !Number.isSafeInteger(worth(it))) || !Number.isSafeInteger(totalOf(lines.map(lineOf))))
    return { field: 'lines', message: say`sum to more than ${String(Number.MAX_SAFE_INTEGER)} minor units` }
  return undefined
}

/** The lines with those of a source put in: the same key again is the same line, a new one comes at the end. */
export function withLines(lines: readonly LineFact[], given: readonly GivenLine[]): readonly LineFact[] {
  let all = lines
  for (const line of given.map(lineOf)) {
    const at = all.findIndex(({ sourceKey }) => sourceKey !== null && sourceKey === line.sourceKey)
    all = at < 0 ? [...all, line] : sameLine(all[at]!, line) ? all : all.with(at, line)
  }
  return all
}

const sameLine = (a: LineFact, b: LineFact) => JSON.stringify(a) === JSON.stringify(b)
export const sameLines = (a: readonly LineFact[], b: readonly LineFact[]): boolean =>
  a === b || (a.length === b.length && a.every((line, i) => sameLine(line, b[i]!)))
