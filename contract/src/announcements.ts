import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Country, Done, flag, id, line, listInput, listOf, May, Moment, paragraph, Version } from './fields.ts'
import { word } from './language.ts'
import { PartnerType } from './partners.ts'

export const announcementStates = {
  draft: word('Draft'),
  published: word('Published'),
  withdrawn: word('Withdrawn'),
} as const
const AnnouncementState = z.enum(Object.keys(announcementStates) as [keyof typeof announcementStates])

/** Which partners it is for: those in the programme that are of one of the types and tiers and countries; empty means any. */
export const Audience = z.object({
  types: z.array(PartnerType).max(20).default([]),
  tiers: z.array(line(80)).max(50).default([]),
  countries: z.array(Country).max(100).default([]),
})
export type Audience = z.infer<typeof Audience>

const content = {
  title: line(),
  body: paragraph(10_000).min(1, word('must not be empty')),
  audience: Audience.prefault({}),
  /** Whether it also goes out as a mail, to those who did not opt out. */
  byMail: flag.default(false),
}
export const Announcement = z.object({
  id: id('ann'),
  title: z.string(),
  body: z.string(),
  audience: Audience,
  byMail: z.boolean(),
  state: AnnouncementState,
  author: z.string(),
  createdAt: Moment,
  publishedAt: Moment.nullable(),
  /** Partners that it reached, of those the ones where somebody has read it, and how many people have. */
  partners: z.int(),
  partnersRead: z.int(),
  peopleRead: z.int(),
  version: Version,
  may: May,
})
export type Announcement = z.infer<typeof Announcement>
export const PortalAnnouncement = z.object({
  id: id('ann'),
  title: z.string(),
  body: z.string(),
  publishedAt: Moment,
  read: z.boolean(),
})
export type PortalAnnouncement = z.infer<typeof PortalAnnouncement>

const pick = z.object({ id: id('ann') })
export const listAnnouncements = endpoint({
  method: 'GET',
  path: '/announcements',
  can: 'messages.read',
  summary: 'Announcements to partners, with how many have read them',
  input: listInput(['-createdAt', 'title'], { state: AnnouncementState.optional() }),
  output: listOf(Announcement),
})
export const readAnnouncement = endpoint({
  method: 'GET',
  path: '/announcements/:id',
  can: 'messages.read',
  summary: 'One announcement',
  input: pick,
  output: Announcement,
})
export const countAudience = endpoint({
  method: 'POST',
  path: '/announcements/audience',
  can: 'messages.announce',
  summary: 'How many partners and people an announcement would reach today',
  input: z.object({ audience: Audience.prefault({}) }),
  output: z.object({ partners: z.int(), people: z.int() }),
})
export const draftAnnouncement = endpoint({
  method: 'POST',
  path: '/announcements',
  can: 'messages.announce',
  summary: 'Write an announcement; nobody sees it before it is published',
  input: z.object(content),
  output: Announcement,
})
export const updateAnnouncement = endpoint({
  method: 'PATCH',
  path: '/announcements/:id',
  can: 'messages.announce',
  summary: 'Change a draft',
  input: pick.extend({
    version: Version,
    title: content.title.optional(),
    body: content.body.optional(),
    audience: Audience.optional(),
    byMail: z.boolean().optional(),
  }),
  output: Announcement,
})
export const publishAnnouncement = endpoint({
  method: 'POST',
  path: '/announcements/:id/publish',
  can: 'messages.announce',
  summary: 'Publish a draft to the partners that it is for, as of now',
  input: pick,
  output: Announcement,
})
export const withdrawAnnouncement = endpoint({
  method: 'POST',
  path: '/announcements/:id/withdraw',
  can: 'messages.announce',
  summary: 'Take an announcement back: partners see it no longer',
  input: pick,
  output: Announcement,
})

export const listPortalAnnouncements = endpoint({
  method: 'GET',
  path: '/portal/announcements',
  can: 'messages.take_part',
  summary: 'What the vendor has announced, the latest first',
  input: listInput(['-publishedAt'], { unread: z.enum(['yes']).optional() }),
  output: listOf(PortalAnnouncement),
})
export const markAnnouncement = endpoint({
  method: 'POST',
  path: '/portal/announcements/:id/read',
  can: 'messages.take_part',
  summary: 'Mark an announcement as read',
  input: pick,
  output: Done,
})
