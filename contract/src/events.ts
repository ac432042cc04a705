import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, line, listInput, listOf, many, Moment } from './fields.ts'
import { word } from './language.ts'

/** One thing that happened: who, verb, object, when it happened and when it was recorded. Never edited. */
export const Event = z.object({
  id: id('evt'),
  verb: z.string(),
  happenedAt: Moment,
  recordedAt: Moment,
  actor: z.object({
    kind: z.enum(['user', 'key', 'system', 'partner', 'import']),
    id: z.string().nullable(),
    name: z.string().nullable(),
  }),
  objectId: z.string().nullable(),
  organizationId: z.string().nullable(),
  partnerId: z.string().nullable(),
  source: z.string(),
  data: z.record(z.string(), z.unknown()),
})
export type Event = z.infer<typeof Event>

export const listTimeline = endpoint({
  method: 'GET',
  path: '/timeline/:recordId',
  can: 'events.read',
  summary: 'What happened to a record, newest first',
  input: z.object({
    recordId: z.string().regex(/^[a-z]+_[0-9a-z]{26}$/, word('must be the id of a record')),
    verb: many(line(80)).optional(),
    after: z.string().max(1000).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: listOf(Event),
})
export const listAudit = endpoint({
  method: 'GET',
  path: '/audit',
  can: 'events.read',
  summary: 'The whole log, newest first: who did what, and when it was recorded',
  input: listInput(['-recordedAt'], {
    verb: many(line(80)).optional(),
    actorId: z.string().max(60).optional(),
    from: Moment.optional(),
    until: Moment.optional(),
  }),
  output: listOf(Event),
})

/** An event that a part of Hansa could not take in: tried again for a while, then set aside. */
export const EventTrouble = z.object({
  id: id('trouble'),
  /** Which part: `integrations.sample`. */
  reader: z.string(),
  eventId: id('evt'),
  tries: z.int(),
  error: z.string(),
  firstAt: Moment,
  /** Since when the events behind it go on without it. */
  parkedAt: Moment.nullable(),
})
export type EventTrouble = z.infer<typeof EventTrouble>

export const listEventTroubles = endpoint({
  method: 'GET',
  path: '/event-troubles',
  can: 'ecosystem.manage',
  summary: 'Events that a part of Hansa could not take in, newest first',
  input: listInput(['-firstAt'], {}),
  output: listOf(EventTrouble),
})
export const retryEvent = endpoint({
  method: 'POST',
  path: '/event-troubles/:id/retry',
  can: 'ecosystem.manage',
  summary: 'Try an event again that was set aside',
  input: z.object({ id: id('trouble') }),
  output: EventTrouble,
})
export const readEvents = endpoint({
  method: 'GET',
  path: '/events',
  can: 'events.read',
  summary: 'The log in the order of its commits, from a cursor on: nothing is skipped, nothing comes twice',
  input: z.object({
    cursor: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
  }),
  output: z.object({ items: z.array(Event), cursor: z.string() }),
})
