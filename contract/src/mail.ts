import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Done, id, listInput, listOf, many, Moment } from './fields.ts'
import { languages, word, type Language } from './language.ts'

export const mailStates = {
  queued: word('Waiting'),
  sent: word('Sent'),
  kept: word('Kept here'),
  failed: word('Failed'),
  unwanted: word('Unsubscribed'),
} as const
const MailState = z.enum(Object.keys(mailStates) as [keyof typeof mailStates])
export const LanguageName = z.enum(Object.keys(languages) as [Language, ...Language[]])

/** A mail as the outbox lists it. */
export const Mail = z.object({
  id: id('mail'),
  to: z.string(),
  toName: z.string().nullable(),
  subject: z.string(),
  state: MailState,
  tries: z.int(),
  /** What the mail server said last. */
  error: z.string().nullable(),
  createdAt: Moment,
  nextTryAt: Moment.nullable(),
  finishedAt: Moment.nullable(),
})
export type Mail = z.infer<typeof Mail>

export const listMails = endpoint({
  method: 'GET',
  path: '/mails',
  can: 'ecosystem.manage',
  summary: 'Mails that Hansa sent, waits to send, or keeps because there is no mail server',
  input: listInput(['-createdAt'], { state: many(MailState).optional() }),
  /** `sending`: whether a mail server is set. */
  output: listOf(Mail).extend({ sending: z.boolean() }),
})
export const readMail = endpoint({
  method: 'GET',
  path: '/mails/:id',
  can: 'ecosystem.manage',
  summary: 'One mail; its text is shown only where no mail server is set, and never that of a private one',
  input: z.object({ id: id('mail') }),
  output: Mail.extend({ text: z.string().nullable(), link: z.string().nullable(), hidden: z.boolean() }),
})
export const sendMailAgain = endpoint({
  method: 'POST',
  path: '/mails/:id/send',
  can: 'ecosystem.manage',
  summary: 'Send a mail that failed or was kept',
  input: z.object({ id: id('mail') }),
  output: Done,
})

/** What a reader of notifications has chosen. */
export const MailChoice = z.object({
  email: z.string(),
  ecosystemName: z.string(),
  notifications: z.boolean(),
  language: LanguageName.nullable(),
})
export type MailChoice = z.infer<typeof MailChoice>
export const readMailChoice = endpoint({
  method: 'GET',
  path: '/me/mail',
  can: 'signed-in',
  summary: 'Whether the caller gets notifications by mail, and in which language',
  input: z.object({}),
  output: MailChoice,
})
export const chooseMail = endpoint({
  method: 'PATCH',
  path: '/me/mail',
  can: 'signed-in',
  summary: 'Choose whether to get notifications by mail, and in which language',
  input: z.object({ notifications: z.boolean().optional(), language: LanguageName.nullable().optional() }),
  output: MailChoice,
})

const Token = z.string().max(100)
export const unsubscribe = endpoint({
  method: 'POST',
  path: '/mail/unsubscribe',
  can: 'public',
  summary: 'One click in a mail program: no more notifications to the address that the token stands for',
  input: z.object({ token: Token }),
  output: Done,
  takes: 'bytes',
})
export const changeSubscription = endpoint({
  method: 'POST',
  path: '/mail/subscription',
  can: 'public',
  summary: 'Read, by the token of a mail, whether its address gets notifications; or change it',
  input: z.object({ token: Token, notifications: z.boolean().optional() }),
  output: MailChoice.omit({ language: true }),
})
