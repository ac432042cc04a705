import { Button } from '../kit/Button.tsx'
import { Conversation, type Said } from '../kit/Conversation.tsx'
import { t } from '../kit/language.tsx'
import type { List } from '../kit/list.ts'
import { Failed, Loading } from '../kit/State.tsx'

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
    {list.hasMore && list.more && (
      <div>
        <Button small onClick={list.more}>
          {t('Load later ones')}
        </Button>
      </div>
    )}
  </>
)
