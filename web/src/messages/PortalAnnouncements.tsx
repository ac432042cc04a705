import { listPortalAnnouncements, markAnnouncement } from '@hansa/contract/announcements'
import { useList, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Conversation } from '../kit/Conversation.tsx'
import { t } from '../kit/language.tsx'
import { Stack } from '../kit/layout.tsx'
import { Empty, Failed, Loading } from '../kit/State.tsx'
import { Tag } from '../kit/Tag.tsx'
import { refused } from '../kit/toast.ts'
import { LoadMore } from '../kit/LoadMore.tsx'

/** What the vendor has announced, the latest first; each can be marked as read. */
export function PortalAnnouncements() {
  const list = useList(listPortalAnnouncements, { limit: 5 })
  const mark = useSend(markAnnouncement)
  if (list.loading) return <Loading count={3} />
  if (list.error && list.items.length === 0) return <Failed error={list.error} />
  if (list.items.length === 0) return <Empty quiet title={t('No announcements yet')} />
  return (
    <Stack>
      <Conversation
        label={t('Announcements')}
        messages={list.items.map((one) => ({
          id: one.id,
          who: one.title,
          at: one.publishedAt,
          text: one.body,
          from: 'there',
          meta: !one.read && <Tag tone="accent">{t('New')}</Tag>,
          more: !one.read && (
            <Button
              small
              busy={mark.isPending && mark.variables.id === one.id}
              onClick={() => mark.mutate({ id: one.id }, { onError: refused })}
            >
              {t('Mark as read')}
            </Button>
          ),
        }))}
      />
      <LoadMore list={list} label={t('Load older')} />
    </Stack>
  )
}
