import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Day, Done, id, line, listInput, listOf, many, May, Moment } from './fields.ts'

const facts = {
  /** The partner whose satisfaction it is. */
  organizationId: id('org'),
  day: Day,
  /** On its own scale, from `scaleMin` to `scaleMax`. */
  score: z.number(),
  scaleMin: z.number(),
  scaleMax: z.number(),
  /** How many people answered, where that is known. */
  respondents: z.int().positive().max(10_000_000).nullable(),
}

/** How satisfied a partner was on a day: a score on the scale of its source, and the same from 0 to 100. */
export const Satisfaction = z.object({
  id: id('sat'),
  ...facts,
  organizationName: z.string().nullable(),
  /** 0–100: (score − scaleMin) / (scaleMax − scaleMin) × 100. */
  normalised: z.number(),
  source: z.string(),
  sourceKey: z.string().nullable(),
  createdAt: Moment,
  may: May,
})
export type Satisfaction = z.infer<typeof Satisfaction>

export const satisfactionFilters = {
  organizationId: many(id('org')).optional(),
  source: many(line(60)).optional(),
  from: Day.optional(),
  until: Day.optional(),
}
export const listSatisfaction = endpoint({
  method: 'GET',
  path: '/satisfaction',
  can: 'feedback.read',
  summary: 'Satisfaction scores, filtered and sorted',
  input: listInput(['-day', 'normalised'], satisfactionFilters),
  output: listOf(Satisfaction),
})
export const recordSatisfaction = endpoint({
  method: 'POST',
  path: '/satisfaction',
  can: 'feedback.write',
  summary: 'Record how satisfied a partner was on a day',
  input: z.object({
    ...facts,
    scaleMin: facts.scaleMin.default(0),
    scaleMax: facts.scaleMax.default(100),
    respondents: facts.respondents.default(null),
  }),
  output: Satisfaction,
})
export const removeSatisfaction = endpoint({
  method: 'DELETE',
  path: '/satisfaction/:id',
  can: 'feedback.write',
  summary: 'Remove a score that was recorded by mistake',
  input: z.object({ id: id('sat') }),
  output: Done,
})
