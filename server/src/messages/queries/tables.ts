import type { Audience } from '@hansa/contract/announcements'
import type { Side } from '@hansa/contract/messages'
import type { ColumnType, Generated } from 'kysely'
import type { Json } from '../../core/database/tables.ts'

/** A moment that begins in the past before all others; never read, only compared. */
type Since = ColumnType<never, Date | undefined, Date>

declare module '../../core/database/tables.ts' {
  interface Tables {
    thread: {
      ecosystemId: Generated<string>
      id: string
      subject: string
      partnerId: string | null
      objectId: string | null
      createdBy: string
      createdAt: Date
      lastMessageAt: Date
      lastAuthor: string
      excerpt: string
      waitingSince: Date | null
      inbox: Generated<string>
    }
    message: {
      ecosystemId: Generated<string>
      id: string
      threadId: string
      partnerId: string | null
      internal: boolean
      authorId: string
      authorName: string
      side: Side
      byLink: boolean
      body: string
      mentions: ColumnType<{ id: string; name: string }[], string, never>
      searchText: string
      createdAt: Date
    }
    threadPerson: {
      ecosystemId: Generated<string>
      threadId: string
      actorId: string
      partnerId: string | null
      following: boolean
      readUntil: Since
      toldUntil: Since
      toldAt: ColumnType<Date | null, Date | null | undefined, Date | null>
      tellAt: ColumnType<Date | null, Date | null | undefined, Date | null>
    }
    sharedFile: {
      ecosystemId: Generated<string>
      id: string
      fileId: string
      partnerId: string | null
      name: string
      sortName: string
      bytes: number
      note: string | null
      side: Side
      sharedBy: string
      sharedByName: string
      draft: boolean
      messageId: string | null
      threadId: string | null
      internal: Generated<boolean>
      downloads: Generated<number>
      createdAt: Date
    }
    announcement: {
      ecosystemId: Generated<string>
      id: string
      title: string
      sortTitle: string
      body: string
      audience: Json<Audience>
      byMail: boolean
      state: Generated<'draft' | 'published' | 'withdrawn'>
      authorId: string
      authorName: string
      createdAt: Date
      publishedAt: Date | null
      version: Generated<number>
    }
    announcementPartner: { ecosystemId: Generated<string>; announcementId: string; partnerId: string }
    announcementRead: {
      ecosystemId: Generated<string>
      announcementId: string
      actorId: string
      partnerId: string
      readAt: Date
    }
  }
}
