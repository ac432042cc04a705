import { t } from '../kit/language.tsx'

/** What the log tells of messages, files, announcements, mails and links, by its verb. */
export const messageVerbs: Readonly<Record<string, string>> = {
  'message.posted': t('Message written'),
  'thread.settled': t('Thread needs no answer'),
  'file.shared': t('File shared'),
  'file.downloaded': t('File fetched'),
  'file.removed': t('File removed'),
  'announcement.drafted': t('Announcement written'),
  'announcement.updated': t('Announcement changed'),
  'announcement.published': t('Announcement published'),
  'announcement.withdrawn': t('Announcement withdrawn'),
  'announcement.read': t('Announcement read'),
  'mail.sent_again': t('Mail sent again'),
  'mail.subscribed': t('Notifications by mail wanted'),
  'mail.unsubscribed': t('Notifications by mail declined'),
  'link.revoked': t('Link withdrawn'),
}
