import {
  customerSizes,
  listSegmentSpots,
  segmentDimensions,
  type CustomerSize,
  type SegmentSpot,
} from '@hansa/contract/journey-segments'
import { partnerTypes } from '@hansa/contract/partners'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { countryText, percentText } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { Muted, Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { Money } from '../kit/Money.tsx'
import { queryText } from '../kit/query.ts'
import { Ready } from '../kit/Ready.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { Empty } from '../kit/State.tsx'
import { paths } from '../paths.ts'
import { JourneyTag, RateText } from './journey-words.tsx'

const valueText = ({ dimension, value }: SegmentSpot): string =>
  dimension === 'country'
    ? countryText(value)
    : dimension === 'size'
      ? t(customerSizes[value as CustomerSize].name)
      : value
const percent = (value: number) => percentText(value, undefined, 0)

/** Segments that partners of a type touch less often than all other customers, by more than chance explains. */
export function SegmentSpots() {
  const query = useQuery(ask(listSegmentSpots, {}))
  return (
    <Ready query={query}>
      {({ items, looked }) => (
        <Stack>
          <Muted>
            {t(
              '{count, number} combinations of segment, stage and partner type were looked at. Listed are those whose share lies below that of all other customers with 99% certainty and by at least the programme’s margin.',
              { count: looked },
            )}
          </Muted>
          {items.length === 0 ? (
            <Empty title={t('No segment lies credibly below the others')} />
          ) : (
            <SimpleTable
              label={t('White spots of segments')}
              columns={[
                { key: 'segment', label: t('Segment') },
                { key: 'stage', label: t('Stage') },
                { key: 'type', label: t('Partner type') },
                { key: 'touched', label: t('Touched here'), align: 'end' },
                { key: 'others', label: t('Elsewhere'), align: 'end' },
                { key: 'difference', label: t('Difference'), align: 'end' },
                { key: 'stake', label: t('Open and untouched'), align: 'end' },
              ]}
              items={items.map((it) => ({
                segment: (
                  <Link
                    to={`${paths.journeys()}${queryText({ [it.dimension]: it.value, stage: it.stage, column: 'all' })}`}
                  >
                    {`${t(segmentDimensions[it.dimension])}: ${valueText(it)}`}
                  </Link>
                ),
                stage: <JourneyTag stage={it.stage} />,
                type: t(partnerTypes[it.type]),
                touched: <RateText rate={it.touched} />,
                others: <RateText rate={it.others} />,
                difference: (
                  <>
                    {percent(it.difference.value)}{' '}
                    <Muted small>
                      {t('{low} to {high}', { low: percent(it.difference.low), high: percent(it.difference.high) })}
                    </Muted>
                  </>
                ),
                stake: it.stake.slice(0, 2).map((value) => <Money key={value.currency} value={value} compact />),
              }))}
            />
          )}
        </Stack>
      )}
    </Ready>
  )
}
