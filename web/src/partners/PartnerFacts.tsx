import { partnerTypes, type Partner } from '@hansa/contract/partners'
import { DateText } from '../kit/DateTime.tsx'
import { Facts } from '../kit/Facts.tsx'
import { Link } from '../kit/Link.tsx'
import { Count, CountryName } from '../kit/Numbers.tsx'
import { Section } from '../kit/Page.tsx'
import { Tags } from '../kit/Tag.tsx'

/** What is known of the partnership and of the organization behind it. */
export const PartnerFacts = ({ partner }: { partner: Partner }) => (
  <>
    <Section title="Partnership">
      <Facts
        items={[
          {
            label: 'Types',
            value:
              partner.types.length > 0 ? (
                <Tags most={9} values={partner.types.map((type) => partnerTypes[type])} />
              ) : null,
          },
          { label: 'Manager', value: partner.manager?.name },
          { label: 'Territory', value: partner.territory },
          { label: 'Since', value: <DateText value={partner.since} /> },
          ...(partner.leftOn ? [{ label: 'Left on', value: <DateText value={partner.leftOn} /> }] : []),
          { label: 'Came through', value: partner.origin },
          { label: 'Campaign', value: partner.campaign },
          { label: 'Recruited by', value: partner.recruiter },
        ]}
      />
    </Section>
    <Section title="Organization">
      <Facts
        items={[
          {
            label: 'Domain',
            value: partner.domain && <Link href={`https://${partner.domain}`}>{partner.domain}</Link>,
          },
          { label: 'Country', value: <CountryName code={partner.country} /> },
          { label: 'City', value: partner.city },
          { label: 'Industry', value: partner.industry },
          { label: 'Employees', value: <Count value={partner.employees} /> },
          { label: 'Tags', value: partner.tags.length > 0 ? <Tags most={9} values={partner.tags} /> : null },
        ]}
      />
    </Section>
  </>
)
