import type { Counts, Import } from '@hansa/contract/integrations'
import type { BadRow } from '../queries/imports.ts'
import type { Outcome } from './write.ts'

type Problem = NonNullable<Import['check']>['problems'][number]

/** Counts of a file on its way, as a checkpoint can keep them. */
export interface Tally {
  readonly rows: number
  readonly good: number
  readonly bad: number
  readonly records: Record<string, Record<Outcome, number>>
  readonly problems: Problem[]
}

export const newTally = (): Tally => ({ rows: 0, good: 0, bad: 0, records: {}, problems: [] })

const mostProblems = 50

/** With a batch added: what was written, by target, and what was wrong. */
export function added(
  tally: Tally,
  rows: number,
  outcomes: readonly { target: string; outcome: Outcome }[],
  bad: readonly BadRow[],
): Tally {
  const records = structuredClone(tally.records)
  for (const { target, outcome } of outcomes) (records[target] ??= { created: 0, updated: 0, unchanged: 0 })[outcome]++
  return {
    rows: tally.rows + rows,
    good: tally.good + rows - bad.length,
    bad: tally.bad + bad.length,
    records,
    problems: [...tally.problems, ...bad.map(({ row, field, reason }) => ({ row, field, reason }))].slice(
      0,
      mostProblems,
    ),
  }
}

export const reportOf = ({ problems, ...counts }: Tally): { counts: Counts; problems: Problem[] } => ({
  counts,
  problems,
})
