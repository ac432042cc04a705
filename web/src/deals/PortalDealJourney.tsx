import { readOwnJourney } from '@hansa/contract/customer-journey'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { t } from '../kit/language.tsx'
import { listOf } from '../kit/list.ts'
import { Section } from '../kit/Page.tsx'
import { Happenings } from './JourneyHappenings.tsx'

/** The partner's own part in the customer's journey; nothing is shown where there is none. */
export function PortalDealJourney({ dealId }: { dealId: string }) {
  const { data } = useQuery(ask(readOwnJourney, { id: dealId }))
  if (!data || data.items.length === 0) return null
  return (
    <Section title={t('Your part in the customer’s journey')} lead={t('Only what your own company did.')}>
      <Happenings list={listOf(data.items)} who={() => t('Your company')} />
    </Section>
  )
}
