import { listCustomerHappenings, type JourneyHappening } from '@hansa/contract/customer-journey'
import { useList } from '../api.ts'
import { DateText } from '../kit/DateTime.tsx'
import { monthText } from '../kit/format.ts'
import { rich, t } from '../kit/language.tsx'
import { Muted, Row, Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import type { List } from '../kit/list.ts'
import type { Query } from '../kit/query.ts'
import { Empty, Failed, Loading } from '../kit/State.tsx'
import { LoadMore } from '../kit/LoadMore.tsx'
import { paths } from '../paths.ts'
import { JourneyTag, sentenceOf } from './journey-words.tsx'

/** What happened on a customer's journey, by month and stage, a sentence for each thing. */
export function JourneyHappenings({ customerId, query }: { customerId: string; query: Query }) {
  const list = useList(listCustomerHappenings, { id: customerId, limit: 100 }, query)
  return (
    <Happenings
      list={list}
      who={(it) =>
        it.organizationId === null ? (
          t('The vendor')
        ) : (
          <Link to={paths.organization(it.organizationId)}>{it.organizationName ?? it.organizationId}</Link>
        )
      }
      about={(it) => it.dealId && <Link to={paths.deal(it.dealId)}>{it.dealName ?? it.dealId}</Link>}
    />
  )
}

type Told = Pick<JourneyHappening, 'id' | 'month' | 'stage' | 'what' | 'channel' | 'count' | 'first' | 'last'>

/** Happenings under the heading of their month and stage. */
export function Happenings<T extends Told>({
  list,
  who,
  about,
}: {
  list: List<T>
  who: (it: T) => React.ReactNode
  about?: (it: T) => React.ReactNode
}) {
  if (list.loading) return <Loading />
  if (list.error && list.items.length === 0)
    return <Failed error={list.error} {...(list.retry && { retry: list.retry })} />
  if (list.items.length === 0) return <Empty title={t('Nothing has happened yet')} />
  const groups = Map.groupBy(list.items, ({ month, stage }) => `${month} ${stage}`)
  return (
    <Stack gap="lg">
      {[...groups].map(([key, items]) => (
        <section key={key} aria-label={monthText(items[0]!.month)}>
          <Stack gap="xs">
            <Row>
              <strong>{monthText(items[0]!.month)}</strong>
              <JourneyTag stage={items[0]!.stage} />
            </Row>
            {items.map((it) => (
              <div key={it.id}>
                {sentenceOf(it, who(it))}{' '}
                <Muted small>
                  {it.first === it.last ? (
                    <DateText value={it.first} />
                  ) : (
                    rich('{from} to {until}', {
                      from: <DateText value={it.first} />,
                      until: <DateText value={it.last} />,
                    })
                  )}
                  {about?.(it) && <> · {about(it)}</>}
                </Muted>
              </div>
            ))}
          </Stack>
        </section>
      ))}
      <LoadMore list={list} label={t('Load older')} />
    </Stack>
  )
}
