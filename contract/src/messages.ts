import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { flag, id, line, listInput, listOf, Moment, paragraph } from './fields.ts'
import { word } from './language.ts'

/** Any record: `deal_01k9…`. */
export const RecordId = z.string().regex(/^[a-z]+_[0-9a-hjkmnp-tv-z]{26}$/, word('must be an id like deal_01k9…'))
/** A member, or a contact person who has no login. */
const ActorId = z
  .string()
  .regex(/^(?:mem|per)_[0-9a-hjkmnp-tv-z]{26}$/, word('must be an id like mem_01k9… or per_01k9…'))

/** Which side of the table somebody sits on. */
export const sides = { vendor: word('Vendor'), partner: word('Partner') } as const
export const Side = z.enum(Object.keys(sides) as [keyof typeof sides])
export type Side = z.infer<typeof Side>

export const Attachment = z.object({ id: id('doc'), name: z.string(), bytes: z.int() })
export type Attachment = z.infer<typeof Attachment>

const thread = {
  id: id('thr'),
  subject: line(),
  /** Messages that the caller has not seen yet. */
  unread: z.int(),
  /** Since when the vendor owes an answer; null where it owes none. */
  waitingSince: Moment.nullable(),
  lastMessageAt: Moment,
  lastAuthor: z.string(),
  /** How the last message begins. */
  excerpt: z.string(),
  createdAt: Moment,
  /** Whether news of it come to the caller by mail. */
  following: z.boolean(),
}
export const Thread = z.object({
  ...thread,
  /** The partner that shares in it; null where the vendor's people talk among themselves. */
  partner: z.object({ id: id('org'), name: z.string() }).nullable(),
  /** The record that it is about. */
  objectId: z.string().nullable(),
})
export type Thread = z.infer<typeof Thread>
export const PortalThread = z.object(thread)
export type PortalThread = z.infer<typeof PortalThread>

const message = {
  id: id('msg'),
  authorId: z.string(),
  authorName: z.string(),
  side: Side,
  body: z.string(),
  files: z.array(Attachment),
  /** Who was called in by name. */
  mentions: z.array(z.object({ id: z.string(), name: z.string() })),
  createdAt: Moment,
  /** Written by a link in a mail. */
  byLink: z.boolean(),
}
export const Message = z.object({
  ...message,
  /** Between the vendor's people alone. */
  internal: z.boolean(),
})
export type Message = z.infer<typeof Message>
export const PortalMessage = z.object(message)
export type PortalMessage = z.infer<typeof PortalMessage>

/** Somebody who may be written to. */
export const Recipient = z.object({
  id: ActorId,
  name: z.string(),
  side: Side,
  /** False for a contact person: they read and answer by links in mails. */
  hasLogin: z.boolean(),
})
export type Recipient = z.infer<typeof Recipient>

const Body = paragraph(10_000)
  .min(1, word('must not be empty'))
  .meta({ title: word('Your message') })
const FileIds = z.array(id('doc')).max(10).default([])
const Mentions = z.array(ActorId).max(20).default([])
const pick = z.object({ id: id('thr') })

export const listThreads = endpoint({
  method: 'GET',
  path: '/threads',
  can: 'messages.read',
  summary: 'Threads; those that wait for an answer first, the longest waiting on top',
  input: listInput(['-inbox', '-lastMessageAt'], {
    partnerId: id('org').optional(),
    objectId: RecordId.optional(),
    waiting: z.enum(['yes', 'no']).optional(),
    unread: z.enum(['yes']).optional(),
  }),
  output: listOf(Thread),
})
export const countThreads = endpoint({
  method: 'GET',
  path: '/threads/count',
  can: 'messages.read',
  summary: 'How many threads wait for an answer, and how many the caller has not read',
  input: z.object({}),
  output: z.object({ waiting: z.int(), unread: z.int() }),
})
export const listRecipients = endpoint({
  method: 'GET',
  path: '/threads/recipients',
  can: 'messages.read',
  summary: 'Who may be written to: the vendor’s people and, of one partner, its people and contacts',
  input: z.object({ partnerId: id('org').optional() }),
  output: z.object({ items: z.array(Recipient) }),
})
export const startThread = endpoint({
  method: 'POST',
  path: '/threads',
  can: 'messages.write',
  summary: 'Begin a thread: with a partner, or between the vendor’s people where no partner is named',
  input: z.object({
    subject: line(),
    body: Body,
    partnerId: id('org').optional(),
    objectId: RecordId.optional(),
    /** Who gets it by mail; without any, the partner's administrators. */
    to: Mentions,
    fileIds: FileIds,
  }),
  output: Thread,
})
export const readThread = endpoint({
  method: 'GET',
  path: '/threads/:id',
  can: 'messages.read',
  summary: 'One thread',
  input: pick,
  output: Thread,
})
export const listMessages = endpoint({
  method: 'GET',
  path: '/threads/:id/messages',
  can: 'messages.read',
  summary: 'The messages of a thread, internal notes among them',
  input: listInput(['createdAt'], { id: id('thr') }),
  output: listOf(Message),
})
export const postMessage = endpoint({
  method: 'POST',
  path: '/threads/:id/messages',
  can: 'messages.write',
  summary: 'Answer in a thread, or leave an internal note that the partner never sees',
  input: pick.extend({ body: Body, internal: flag.default(false), mentions: Mentions, fileIds: FileIds }),
  output: Message,
})
export const markThread = endpoint({
  method: 'PATCH',
  path: '/threads/:id',
  can: 'messages.read',
  summary: 'Mark a thread as read, follow it by mail or not, or say that it needs no answer',
  input: pick.extend({
    read: z.literal(true).optional(),
    following: z.boolean().optional(),
    /** The vendor owes no answer any more. Needs `messages.write`. */
    settled: z.literal(true).optional(),
  }),
  output: Thread,
})

export const listPortalThreads = endpoint({
  method: 'GET',
  path: '/portal/threads',
  can: 'messages.take_part',
  summary: 'Threads with the vendor, the latest first',
  input: listInput(['-lastMessageAt'], { unread: z.enum(['yes']).optional() }),
  output: listOf(PortalThread),
})
export const startPortalThread = endpoint({
  method: 'POST',
  path: '/portal/threads',
  can: 'messages.take_part',
  summary: 'Write to the vendor',
  input: z.object({ subject: line(), body: Body, fileIds: FileIds }),
  output: PortalThread,
})
export const readPortalThread = endpoint({
  method: 'GET',
  path: '/portal/threads/:id',
  can: 'messages.take_part',
  summary: 'One thread with the vendor',
  input: pick,
  output: PortalThread,
})
export const listPortalMessages = endpoint({
  method: 'GET',
  path: '/portal/threads/:id/messages',
  can: 'messages.take_part',
  summary: 'The messages of a thread with the vendor',
  input: listInput(['createdAt'], { id: id('thr') }),
  output: listOf(PortalMessage),
})
export const replyToThread = endpoint({
  method: 'POST',
  path: '/portal/threads/:id/messages',
  can: 'messages.take_part',
  summary: 'Answer the vendor in a thread',
  input: pick.extend({ body: Body, fileIds: FileIds }),
  output: PortalMessage,
})
export const markPortalThread = endpoint({
  method: 'PATCH',
  path: '/portal/threads/:id',
  can: 'messages.take_part',
  summary: 'Mark a thread as read, or follow it by mail or not',
  input: pick.extend({ read: z.literal(true).optional(), following: z.boolean().optional() }),
  output: PortalThread,
})
