import { listPortalMessages, markPortalThread, readPortalThread, type PortalThread } from '@hansa/contract/messages'
import { downloadPortalFile } from '@hansa/contract/shared-files'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ask, useList, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { t } from '../kit/language.tsx'
import { Stack } from '../kit/layout.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { Tag } from '../kit/Tag.tsx'
import { refused } from '../kit/toast.ts'
import { portalPaths } from '../paths.ts'
import { FileLinks } from './files.tsx'
import { MessageList } from './MessageList.tsx'
import { WritePortalMessage } from './WriteMessage.tsx'

/** One thread, as a partner's people see it. */
export const PortalThreadPage = ({ id }: { id: string }) => (
  <Ready query={useQuery(ask(readPortalThread, { id }))}>{(thread) => <Shown thread={thread} />}</Ready>
)

function Shown({ thread }: { thread: PortalThread }) {
  const { id, unread, following } = thread
  const list = useList(listPortalMessages, { id, limit: 200 })
  const { mutate } = useSend(markPortalThread)
  useEffect(() => {
    if (unread > 0) mutate({ id, read: true })
  }, [unread, id, mutate])
  return (
    <Page
      title={thread.subject}
      crumbs={[{ label: t('Messages'), to: portalPaths.messages() }]}
      actions={
        <Button onClick={() => mutate({ id, following: !following }, { onError: refused })}>
          {following ? t('Follow no more') : t('Follow by mail')}
        </Button>
      }
      width="text"
    >
      <Stack gap="lg">
        <MessageList
          list={list}
          said={(message) => ({
            id: message.id,
            who: message.authorName,
            at: message.createdAt,
            text: message.body,
            from: message.side === 'partner' ? 'here' : 'there',
            meta: message.byLink && <Tag>{t('By link')}</Tag>,
            more: message.files.length > 0 && <FileLinks files={message.files} from={downloadPortalFile} />,
          })}
        />
        <Section title={t('Answer')} boxed>
          <WritePortalMessage threadId={id} />
        </Section>
      </Stack>
    </Page>
  )
}
