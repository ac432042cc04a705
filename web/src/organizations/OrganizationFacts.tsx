import type { Organization } from '@hansa/contract/organizations'
import { DateTime } from '../kit/DateTime.tsx'
import { Facts } from '../kit/Facts.tsx'
import { Link } from '../kit/Link.tsx'
import { Count, CountryName } from '../kit/Numbers.tsx'
import { Section } from '../kit/Page.tsx'
import { Tags } from '../kit/Tag.tsx'
import { t } from '../kit/language.tsx'
import { paths } from '../paths.ts'
import { Traits } from './Traits.tsx'

const all = (values: readonly string[]) => (values.length > 0 ? <Tags most={9} values={values} /> : null)

/** What is known of an organization. */
export const OrganizationFacts = ({ organization }: { organization: Organization }) => (
  <>
    <Section title={t('Organization')}>
      <Facts
        items={[
          {
            label: t('Domain'),
            value: organization.domain && <Link href={`https://${organization.domain}`}>{organization.domain}</Link>,
          },
          { label: t('Country'), value: <CountryName code={organization.country} /> },
          { label: t('City'), value: organization.city },
          { label: t('Industry'), value: organization.industry },
          { label: t('Employees'), value: <Count value={organization.employees} /> },
          {
            label: t('Parent'),
            value: organization.parentId && (
              <Link to={paths.organization(organization.parentId)}>{organization.parentName ?? t('Parent')}</Link>
            ),
          },
          { label: t('Other names'), value: all(organization.aliases) },
          { label: t('Tags'), value: all(organization.tags) },
          { label: t('Description'), value: organization.description },
          { label: t('Added'), value: <DateTime ago value={organization.createdAt} /> },
          { label: t('Changed'), value: <DateTime ago value={organization.updatedAt} /> },
        ]}
      />
    </Section>
    <Traits organization={organization} />
  </>
)
