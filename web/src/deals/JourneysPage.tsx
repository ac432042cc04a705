import { customerSizes, readJourneyMatrix } from '@hansa/contract/journey-segments'
import { partnerTypes } from '@hansa/contract/partners'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { optionsOf } from '../kit/choices.tsx'
import { DateText, DateTime } from '../kit/DateTime.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { countryText } from '../kit/format.ts'
import { rich, t } from '../kit/language.tsx'
import { Muted } from '../kit/layout.tsx'
import { Page } from '../kit/Page.tsx'
import type { Query } from '../kit/query.ts'
import { Ready } from '../kit/Ready.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { paths } from '../paths.ts'
import { journeyOptions } from './journey-words.tsx'
import { JourneyMatrix } from './JourneyMatrix.tsx'
import { SegmentSpots } from './SegmentSpots.tsx'
import { WhiteSpots } from './WhiteSpots.tsx'

const words = (of: Record<string, string>) =>
  optionsOf(Object.fromEntries(Object.entries(of).map(([key, name]) => [key, t(name)])))
const typeOptions = words(partnerTypes)
const sizeOptions = words(Object.fromEntries(Object.entries(customerSizes).map(([size, { name }]) => [size, name])))

const tabs = [
  { tab: undefined, label: t('Segments') },
  { tab: 'white-spots', label: t('White spots') },
  { tab: 'segment-white-spots', label: t('White spots of segments') },
] as const

/** Customers' journeys by segment: who touches which stage, what comes of it, and where partners are missing. */
export function JourneysPage({ tab }: { tab?: string }) {
  const url = useUrl()
  const asked = pick(url.query, ['by', 'type', 'industry', 'country', 'size', 'product'])
  const query = useQuery(ask(readJourneyMatrix, asked))
  const options = query.data?.options
  const plain = (values: readonly string[] = []) => values.map((value) => ({ value, label: value }))
  const countries = (options?.country ?? []).map((value) => ({ value, label: countryText(value) }))
  const filters: Filter[] = [
    { kind: 'select', name: 'type', label: t('Partner type'), options: typeOptions },
    { kind: 'select', name: 'industry', label: t('Industry'), options: plain(options?.industry) },
    { kind: 'select', name: 'country', label: t('Country'), options: countries },
    { kind: 'select', name: 'product', label: t('Product'), options: plain(options?.product) },
    { kind: 'select', name: 'size', label: t('Size'), options: sizeOptions },
    ...(tab === 'white-spots'
      ? [{ kind: 'select', name: 'stage', label: t('Stage'), options: journeyOptions } as const]
      : tab === undefined
        ? [
            {
              kind: 'select',
              name: 'by',
              label: t('Columns'),
              options: [
                { value: 'type', label: t('Partner types') },
                { value: 'partner', label: t('Partners') },
              ],
            } as const,
          ]
        : []),
  ]
  return (
    <Page
      title={t('Journeys')}
      lead={t('How customers come from hearing of the offer to renewing it, and which partners touch each stage.')}
      meta={
        query.data && (
          <Muted>
            {query.data.readAt
              ? rich('{day}, log read {ago}', {
                  day: <DateText value={query.data.asOf} />,
                  ago: <DateTime value={query.data.readAt} ago />,
                })
              : t('The log is not read yet')}
          </Muted>
        )
      }
      tabs={tabs.map((it) => ({ label: it.label, to: paths.journeys(it.tab) }))}
    >
      {tab !== 'segment-white-spots' && <FilterBar url={url} filters={filters} />}
      {tab === 'white-spots' ? (
        <WhiteSpots />
      ) : tab === 'segment-white-spots' ? (
        <SegmentSpots />
      ) : (
        <Ready query={query}>{(matrix) => <JourneyMatrix matrix={matrix} asked={asked} />}</Ready>
      )}
    </Page>
  )
}

const pick = (query: Query, names: readonly string[]): Query =>
  Object.fromEntries(names.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]]])))
