import type { DealFacts } from './deal.ts'
import type { LineFact } from './lines.ts'

/** An event of a deal, as the log holds it. */
export interface DealEvent {
  readonly id: string
  readonly verb: string
  readonly happenedAt: Date
  readonly recordedAt: Date
  readonly actorName: string | null
  readonly source: string
  readonly data: Record<string, unknown>
}

/** One change of one field. `value` is amount and currency together, `stage` the way through the pipeline. */
export interface Change {
  readonly event: DealEvent
  readonly field: string
  readonly from: unknown
  readonly to: unknown
}

const money = (amount: unknown, currency: unknown) =>
  amount === null || amount === undefined ? null : { amount, currency }
/** Fields that follow from others. */
const derived = new Set(['sortName', 'stageSince', 'sourceStage', 'closedOn'])

/**
 * Every change of every field, newest first, and at the end what the deal began with. The log holds each change as [before,
 * after]; what a field began with is thus the first `before`, or what it is now where nothing ever changed it.
 *
 * @param events newest first
 */
export function fieldChanges(events: readonly DealEvent[], now: DealFacts, lines: readonly LineFact[]): Change[] {
  const priced = lines.map((line) => ({ ...line, currency: now.currency }))
  const first: Record<string, unknown> = { ...now, lines: priced }
  const changes: Change[] = []
  for (const event of events) {
    const { data, verb } = event
    if (verb === 'deal.created') {
      changes.push(...beginning(event, first))
      continue
    }
    if (verb !== 'deal.updated') {
      changes.push({ event, field: 'stage', from: data.from ?? null, to: data.to })
      continue
    }
    const told = data.changes as Record<string, [unknown, unknown]>
    if (told.amount || told.currency) {
      const [from, to] = [0, 1].map((i) =>
        money((told.amount ?? [first.amount, first.amount])[i], (told.currency ?? [first.currency, first.currency])[i]),
      )
      changes.push({ event, field: 'value', from, to })
    }
    for (const [field, [from, to]] of Object.entries(told)) {
      if (field === 'stages') changes.push({ event, field: 'stageSince', from: daysOf(from), to: daysOf(to) })
      else if (field !== 'amount' && field !== 'currency') changes.push({ event, field, from, to })
      first[field] = from
    }
  }
  return changes
}

/** The day of the stay that was mended, or the days of several. */
const daysOf = (stays: unknown) => (stays as [string, string][]).map(([, day]) => day).join(', ')

function beginning(event: DealEvent, first: Record<string, unknown>): Change[] {
  const { amount, currency, lines, stage: _, ...fields } = first
  const began = {
    ...fields,
    value: money(amount, currency),
    lines: (lines as readonly unknown[]).length > 0 ? lines : null,
    stage: event.data.stage,
  }
  return Object.entries(began)
    .filter(([field, value]) => value !== null && value !== undefined && field !== 'stages' && !derived.has(field))
    .map(([field, to]) => ({ event, field, from: null, to }))
}

/** The ids of organizations among the values. */
export const namedIds = (changes: readonly Change[]): string[] => [
  ...new Set(
    changes
      .flatMap(({ from, to }) => [from, to])
      .flatMap((value) =>
        Array.isArray(value) ? value.map((line: { partnerId?: unknown }) => line.partnerId) : [value],
      )
      .filter((value): value is string => typeof value === 'string' && value.startsWith('org_')),
  ),
]
