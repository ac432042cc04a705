import { listWhiteSpots, type WhiteSpot } from '@hansa/contract/journey-segments'
import { useQuery } from '@tanstack/react-query'
import { ask, useList } from '../api.ts'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { countText } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { Muted, Row, Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { Money } from '../kit/Money.tsx'
import { queryText, type Query } from '../kit/query.ts'
import { Empty } from '../kit/State.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { paths } from '../paths.ts'
import { JourneyTag, RateText } from './journey-words.tsx'
import { JourneySuggestions } from './JourneySuggestions.tsx'

const columns: Column<WhiteSpot & { id: string }>[] = [
  {
    id: 'deal',
    header: t('Deal'),
    cell: (spot) => (
      <Stack gap="xs">
        <Link to={paths.deal(spot.dealId)}>{spot.dealName}</Link>
        <Link to={paths.organization(spot.customerId, 'journey')}>{spot.customerName}</Link>
      </Stack>
    ),
  },
  { id: 'stage', header: t('Stage'), cell: (spot) => <JourneyTag stage={spot.stage} /> },
  { id: 'value', header: t('At stake'), cell: (spot) => <Money value={spot.value} />, align: 'end' },
  { id: 'days', header: t('Days'), cell: (spot) => countText(spot.days), align: 'end' },
  {
    id: 'usual',
    header: t('Usual by then'),
    cell: (spot) => <RateText rate={spot.usual} />,
    align: 'end',
  },
  { id: 'acts', header: t('Actions'), cell: (spot) => <JourneySuggestions dealId={spot.dealId} />, align: 'end' },
]

const narrowed = ['type', 'stage', 'industry', 'country', 'size', 'product', 'currency']

/** Open deals in a stage that no partner touches although it is usual, the most valuable first. */
export function WhiteSpots() {
  const { query } = useUrl()
  const asked: Query = Object.fromEntries(narrowed.flatMap((name) => (query[name] ? [[name, query[name]]] : [])))
  const list = useList(listWhiteSpots, {}, asked)
  const { data } = useQuery(ask(listWhiteSpots, { ...asked, limit: 1 }))
  return (
    <Stack>
      <Muted>
        {t(
          'A stage of an open deal is a white spot once it has stood for the days that the programme names, no partner (of the type) was there, and most stays like it had seen one by then.',
        )}
      </Muted>
      {data && data.currencies.length > 1 && (
        <Row>
          {data.currencies.map((currency) =>
            currency === data.currency ? (
              <Tag key={currency}>{currency}</Tag>
            ) : (
              <Link key={currency} to={`${paths.journeys('white-spots')}${queryText({ ...asked, currency })}`}>
                {currency}
              </Link>
            ),
          )}
        </Row>
      )}
      <DataTable
        label={t('White spots')}
        list={{ ...list, items: list.items.map((spot) => ({ ...spot, id: spot.dealId })) }}
        columns={columns}
        empty={<Empty title={t('No white spots: where a partner is usual, one is there')} />}
      />
      {data && data.withoutValue > 0 && (
        <Muted small>
          {t('{count, number} open stays without a value are not in this list.', {
            count: data.withoutValue,
            defaultValue_one: '{count, number} open stay without a value is not in this list.',
          })}
        </Muted>
      )}
    </Stack>
  )
}
