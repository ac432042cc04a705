import { listMessages, markThread, readThread, type Message, type Thread } from '@hansa/contract/messages'
import { downloadSharedFile } from '@hansa/contract/shared-files'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ask, useList, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { Facts } from '../kit/Facts.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { Tag } from '../kit/Tag.tsx'
import { refused, told } from '../kit/toast.ts'
import { useMay } from '../me.ts'
import { paths } from '../paths.ts'
import { FileLinks } from './files.tsx'
import { MessageList } from './MessageList.tsx'
import { WriteMessage } from './WriteMessage.tsx'

/** One thread, as the vendor's people see it. */
export const ThreadPage = ({ id }: { id: string }) => (
  <Ready query={useQuery(ask(readThread, { id }))}>{(thread) => <Shown thread={thread} />}</Ready>
)

function Shown({ thread }: { thread: Thread }) {
  const { id, partner, unread, following } = thread
  const list = useList(listMessages, { id, limit: 200 })
  const mark = useSend(markThread)
  const { mutate } = mark
  const may = useMay('messages.write')
  useEffect(() => {
    if (unread > 0) mutate({ id, read: true })
  }, [unread, id, mutate])
  const facts = [
    ...(partner
      ? [{ label: t('Partner'), value: <Link to={paths.partner(partner.id, 'messages')}>{partner.name}</Link> }]
      : []),
    { label: t('Began'), value: <DateTime value={thread.createdAt} /> },
    { label: t('By mail'), value: following ? t('News of it come to you') : t('No news of it come to you') },
  ]
  return (
    <Page
      title={thread.subject}
      crumbs={[{ label: t('Messages'), to: paths.messages() }]}
      meta={
        thread.waitingSince ? (
          <Tag tone="amber">{t('Waits for an answer')}</Tag>
        ) : partner ? null : (
          <Tag>{t('Own people')}</Tag>
        )
      }
      actions={
        <>
          <Button onClick={() => mutate({ id, following: !following }, { onError: refused })}>
            {following ? t('Follow no more') : t('Follow by mail')}
          </Button>
          {thread.waitingSince && (
            <Button
              may={may}
              onClick={() =>
                mutate({ id, settled: true }, { onSuccess: () => told(t('It waits no more')), onError: refused })
              }
            >
              {t('Needs no answer')}
            </Button>
          )}
        </>
      }
      aside={<Facts items={facts} />}
    >
      <Stack gap="lg">
        <MessageList list={list} said={(message) => said(message, partner !== null)} />
        <Section title={t('Answer')} boxed>
          <WriteMessage threadId={id} partnerId={partner?.id ?? null} />
        </Section>
      </Stack>
    </Page>
  )
}

const said = (message: Message, withPartner: boolean) => ({
  id: message.id,
  who: message.authorName,
  at: message.createdAt,
  text: message.body,
  from:
    message.internal && withPartner
      ? ('note' as const)
      : message.side === 'vendor'
        ? ('here' as const)
        : ('there' as const),
  meta: (
    <>
      {message.internal && withPartner && <Tag tone="violet">{t('Internal note')}</Tag>}
      {message.byLink && <Tag>{t('By link')}</Tag>}
      {message.mentions.length > 0 && (
        <Muted small>{t('called in {names}', { names: message.mentions.map((one) => one.name).join(', ') })}</Muted>
      )}
    </>
  ),
  more: message.files.length > 0 && <FileLinks files={message.files} from={downloadSharedFile} />,
})
