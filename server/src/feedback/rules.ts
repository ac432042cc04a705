import { english } from '@hansa/contract/language'

/** One score as a source tells of it. */
export interface GivenSatisfaction {
  /** What the source calls the score; null for one that was recorded by hand. */
  readonly sourceKey: string | null
  readonly organizationId: string
  readonly day: string
  /** On its own scale, from `scaleMin` to `scaleMax`. */
  readonly score: number
  readonly scaleMin: number
  readonly scaleMax: number
  /** How many people answered. */
  readonly respondents?: number | null | undefined
}

/** What becomes of a score. */
export interface SatisfactionChange {
  readonly id: string
  readonly sourceKey: string | null
  readonly outcome: 'created' | 'updated' | 'unchanged'
  readonly given: GivenSatisfaction
}

/** What cannot be, field by field: a score beside its scale, and a day that has not come. */
export function satisfactionProblems(
  { day, score, scaleMin, scaleMax }: Omit<GivenSatisfaction, 'sourceKey'>,
  today: string,
): { field: string; message: string }[] {
  const problems = []
  if (day > today) problems.push({ field: 'day', message: english`${day} lies in the future; today is ${today}` })
  if (scaleMin >= scaleMax)
    problems.push({
      field: 'scaleMax',
      message: english`${scaleMax} is not above ${scaleMin}, the scale's lowest score`,
    })
  else if (score < scaleMin || score > scaleMax)
    problems.push({ field: 'score', message: english`${score} is not on the scale from ${scaleMin} to ${scaleMax}` })
  return problems
}

/** What the log is told of scores: recorded on their day, corrected now. */
export const satisfactionEvents = (
  changes: readonly SatisfactionChange[],
  now: Date,
  momentOf: (day: string) => Date,
) =>
  changes.flatMap(({ id, outcome, given: { organizationId, day, score, scaleMin, scaleMax } }) =>
    outcome === 'unchanged'
      ? []
      : [
          {
            verb: outcome === 'created' ? 'satisfaction.recorded' : 'satisfaction.corrected',
            objectId: id,
            organizationId,
            partnerId: organizationId,
            happenedAt: outcome === 'created' ? momentOf(day) : now,
            data: { day, score, scaleMin, scaleMax },
          },
        ],
  )
