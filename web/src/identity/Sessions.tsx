import { endOtherSessions, endSession, listSessions, type Session } from '@hansa/contract/security'
import { useQuery } from '@tanstack/react-query'
import { ask, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { t } from '../kit/language.tsx'
import { None } from '../kit/None.tsx'
import { Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { SimpleTable, type SimpleColumn } from '../kit/SimpleTable.tsx'
import { Tag } from '../kit/Tag.tsx'
import { refused, told } from '../kit/toast.ts'

const columns: SimpleColumn[] = [
  { key: 'device', label: t('Browser') },
  { key: 'place', label: t('Works in') },
  { key: 'createdAt', label: t('Signed in'), align: 'end' },
  { key: 'lastSeenAt', label: t('Last seen'), align: 'end' },
  { key: 'acts', label: t('Acts'), align: 'end' },
]

/** Where one is signed in, and a way to end it. */
export function Sessions() {
  const end = useSend(endSession)
  const endOthers = useSend(endOtherSessions)
  const cells = (session: Session) => ({
    device: session.device,
    place: session.place ?? <None />,
    createdAt: <DateTime ago value={session.createdAt} />,
    lastSeenAt: <DateTime ago value={session.lastSeenAt} />,
    acts: session.current ? (
      <Tag tone="blue">{t('This one')}</Tag>
    ) : (
      <Button
        small
        busy={end.isPending && end.variables.id === session.id}
        onClick={() =>
          end.mutate({ id: session.id }, { onSuccess: () => told(t('The session has ended')), onError: refused })
        }
      >
        {t('End')}
      </Button>
    ),
  })
  const others = () =>
    endOthers.mutate(
      {},
      {
        onSuccess: ({ ended }) =>
          told(
            t('{count, number} sessions have ended', { count: ended, defaultValue_one: '{count} session has ended' }),
          ),
        onError: refused,
      },
    )
  return (
    <Ready query={useQuery(ask(listSessions, {}))}>
      {({ items }) => (
        <Section
          title={t('Sessions')}
          lead={t('Browsers in which you are signed in.')}
          actions={
            <Button may={items.length > 1 || t('There is no other one.')} busy={endOthers.isPending} onClick={others}>
              {t('End all others')}
            </Button>
          }
        >
          <SimpleTable label={t('Sessions')} columns={columns} items={items.map(cells)} />
        </Section>
      )}
    </Ready>
  )
}
