import { readCustomerJourney } from '@hansa/contract/customer-journey'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { DateText } from '../kit/DateTime.tsx'
import { rich, t } from '../kit/language.tsx'
import { Muted, Row } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { Tag } from '../kit/Tag.tsx'
import { paths } from '../paths.ts'
import { JourneyTag } from './journey-words.tsx'
import { JourneySuggestions } from './JourneySuggestions.tsx'

/** Where the customer stands with this deal, whether a partner is there, and the way to its whole journey. */
export function DealJourney({ dealId, customerId }: { dealId: string; customerId: string }) {
  const query = useQuery(ask(readCustomerJourney, { id: customerId }))
  return (
    <Ready query={query}>
      {({ open }) => {
        const here = open.find((it) => it.dealId === dealId)
        return (
          <Section title={t('Customer’s journey')} boxed actions={here && <JourneySuggestions dealId={dealId} />}>
            <Row>
              {here && <JourneyTag stage={here.stage} />}
              {here && (
                <Muted>
                  {t('for {count, number} days', { count: here.days, defaultValue_one: 'for {count, number} day' })}
                  {' · '}
                  {here.partnerLast === null
                    ? t('no partner was there in this stage')
                    : rich('a partner was there last on {day}', { day: <DateText value={here.partnerLast} /> })}
                </Muted>
              )}
              {here?.whiteSpot && <Tag tone="amber">{t('White spot')}</Tag>}
              <Link to={paths.organization(customerId, 'journey')}>{t('The whole journey')}</Link>
            </Row>
          </Section>
        )
      }}
    </Ready>
  )
}
