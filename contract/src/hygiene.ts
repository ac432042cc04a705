import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Done, id, listInput, listOf, May, Moment } from './fields.ts'
import { Job } from './jobs.ts'

const Side = z.object({
  id: id('org'),
  name: z.string(),
  domain: z.string().nullable(),
  country: z.string().nullable(),
  city: z.string().nullable(),
  isPartner: z.boolean(),
})

/** Two organizations that may be one company, with the probability and what speaks for and against it. */
export const Duplicate = z.object({
  id: id('dup'),
  left: Side,
  right: Side,
  /** 0–1. */
  probability: z.number(),
  /** `weight` in bits: +10 makes it a thousand times as likely that both are one, −3 an eighth. */
  reasons: z.array(z.object({ field: z.string(), level: z.string(), weight: z.number() })),
  state: z.enum(['open', 'dismissed']),
  foundAt: Moment,
  may: May,
})
export type Duplicate = z.infer<typeof Duplicate>

export const listDuplicates = endpoint({
  method: 'GET',
  path: '/duplicates',
  can: 'hygiene.read',
  summary: 'Organizations that may be one company, the surest first',
  input: listInput(['-probability'], {
    state: Duplicate.shape.state.default('open'),
    organizationId: id('org').optional(),
  }),
  output: listOf(Duplicate),
})
export const findDuplicates = endpoint({
  method: 'POST',
  path: '/duplicates/find',
  can: 'hygiene.merge',
  summary: 'Look for duplicates now, among all organizations',
  input: z.object({}),
  output: Job,
})
export const dismissDuplicate = endpoint({
  method: 'POST',
  path: '/duplicates/:id/dismiss',
  can: 'hygiene.merge',
  summary: 'These two are different companies; they are not proposed again',
  input: z.object({ id: id('dup') }),
  output: Done,
})

/** One organization made one with another: what it moved is kept, so that it can be undone. */
export const Merge = z.object({
  id: id('mrg'),
  into: z.object({ id: id('org'), name: z.string() }),
  from: z.object({ id: id('org'), name: z.string() }),
  mergedAt: Moment,
  mergedBy: z.string().nullable(),
  undoneAt: Moment.nullable(),
  /** How many rows of other records now refer to the survivor. */
  moved: z.int(),
  may: May,
})
export type Merge = z.infer<typeof Merge>

export const listMerges = endpoint({
  method: 'GET',
  path: '/merges',
  can: 'hygiene.read',
  summary: 'Merges, newest first',
  input: listInput(['-mergedAt'], { organizationId: id('org').optional() }),
  output: listOf(Merge),
})
export const mergeOrganizations = endpoint({
  method: 'POST',
  path: '/merges',
  can: 'hygiene.merge',
  summary: 'Make two organizations one: everything of `fromId` goes to `intoId`, history included',
  input: z.object({ intoId: id('org'), fromId: id('org') }),
  output: Merge,
})
export const undoMerge = endpoint({
  method: 'POST',
  path: '/merges/:id/undo',
  can: 'hygiene.merge',
  summary: 'Take a merge back: each record returns to where it was',
  input: z.object({ id: id('mrg') }),
  output: Merge,
})
