import { Conversation, type Said } from '../kit/Conversation.tsx'
import { t } from '../kit/language.tsx'
import type { List } from '../kit/list.ts'
import { Failed, Loading } from '../kit/State.tsx'
import { LoadMore } from '../kit/LoadMore.tsx'

/** The messages of a thread, page by page. */
export const MessageList = <Message,>({ list, said }: { list: List<Message>; said: (message: Message) => Said }) => (
  <>
    {list.error && list.items.length === 0 ? (
      <Failed error={list.error} />
    ) : list.loading ? (
      <Loading />
    ) : (
      <Conversation label={t('Messages')} messages={list.items.map(said)} />
    )}
    <LoadMore list={list} label={t('Load later ones')} />
  </>
)
