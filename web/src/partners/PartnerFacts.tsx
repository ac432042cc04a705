import { partnerTypes, type Partner } from '@hansa/contract/partners'
import { DateText } from '../kit/DateTime.tsx'
import { Facts } from '../kit/Facts.tsx'
import { Link } from '../kit/Link.tsx'
import { Count, CountryName } from '../kit/Numbers.tsx'
import { Section } from '../kit/Page.tsx'
import { Tags } from '../kit/Tag.tsx'
import { t } from '../kit/language.tsx'

/** What is known of the partnership and of the organization behind it. */
export const PartnerFacts = ({ partner }: { partner: Partner }) => (
  <>
    <Section title={t('Partnership')}>
      <Facts
        items={[
          {
            label: t('Types'),
            value:
              partner.types.length > 0 ? (
                <Tags most={9} values={partner.types.map((type) => t(partnerTypes[type]))} />
              ) : null,
          },
          { label: t('Manager'), value: partner.manager?.name },
          { label: t('Territory'), value: partner.territory },
          { label: t('Since'), value: <DateText value={partner.since} /> },
          ...(partner.leftOn ? [{ label: t('Left on'), value: <DateText value={partner.leftOn} /> }] : []),
          { label: t('Came through'), value: partner.origin },
          { label: t('Campaign'), value: partner.campaign },
          { label: t('Recruited by'), value: partner.recruiter },
        ]}
      />
    </Section>
    <Section title={t('Organization')}>
      <Facts
        items={[
          {
            label: t('Domain'),
            value: partner.domain && <Link href={`https://${partner.domain}`}>{partner.domain}</Link>,
          },
          { label: t('Country'), value: <CountryName code={partner.country} /> },
          { label: t('City'), value: partner.city },
          { label: t('Industry'), value: partner.industry },
          { label: t('Employees'), value: <Count value={partner.employees} /> },
          { label: t('Tags'), value: partner.tags.length > 0 ? <Tags most={9} values={partner.tags} /> : null },
        ]}
      />
    </Section>
  </>
)
