import { listPortalThreads } from '@hansa/contract/messages'
import { call } from '../api.ts'
import { t } from '../kit/language.tsx'
import { portalPaths } from '../paths.ts'
import type { WaitingItem } from '../portal-sections.ts'

/** Threads with something new. */
export async function messagesWaiting(): Promise<WaitingItem[]> {
  const { items } = await call(listPortalThreads, { unread: 'yes', limit: 5 })
  return items.map((thread) => ({
    id: thread.id,
    title: t('Read: {subject}', { subject: thread.subject }),
    hint: `${thread.lastAuthor}: ${thread.excerpt}`,
    to: portalPaths.thread(thread.id),
  }))
}
