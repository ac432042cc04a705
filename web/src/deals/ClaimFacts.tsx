import { registrationKinds, type OwnRegistration } from '@hansa/contract/registrations'
import { DateText } from '../kit/DateTime.tsx'
import { Facts } from '../kit/Facts.tsx'
import { t } from '../kit/language.tsx'
import { Money } from '../kit/Money.tsx'
import { CountryName } from '../kit/Numbers.tsx'

type Claim = Pick<
  OwnRegistration,
  | 'customerName'
  | 'customerDomain'
  | 'country'
  | 'contactName'
  | 'contactEmail'
  | 'families'
  | 'value'
  | 'expectedCloseOn'
  | 'evidence'
  | 'evidenceOn'
  | 'isPublicSector'
  | 'kind'
>

/** What a partner claims. */
export const ClaimFacts = ({ claim, families }: { claim: Claim; families: ReadonlyMap<string, string> }) => (
  <Facts
    items={[
      { label: t('Customer'), value: claim.customerName },
      { label: t('Website'), value: claim.customerDomain },
      { label: t('Country'), value: claim.country && <CountryName code={claim.country} /> },
      { label: t('Contact'), value: [claim.contactName, claim.contactEmail].filter(Boolean).join(' · ') || null },
      { label: t('Products'), value: claim.families.map((key) => families.get(key) ?? key).join(', ') || null },
      { label: t('Value'), value: claim.value && <Money value={claim.value} /> },
      { label: t('Expected close'), value: claim.expectedCloseOn && <DateText value={claim.expectedCloseOn} /> },
      { label: t('Own activity'), value: claim.evidence },
      { label: t('On which day'), value: claim.evidenceOn && <DateText value={claim.evidenceOn} /> },
      ...(claim.kind === 'renewal' ? [{ label: t('Kind'), value: t(registrationKinds.renewal) }] : []),
      ...(claim.isPublicSector ? [{ label: t('Public sector'), value: t('Yes') }] : []),
    ]}
  />
)
