import type { Organization } from '@hansa/contract/organizations'
import { DateTime } from '../kit/DateTime.tsx'
import { Facts } from '../kit/Facts.tsx'
import { Link } from '../kit/Link.tsx'
import { Count, CountryName } from '../kit/Numbers.tsx'
import { Section } from '../kit/Page.tsx'
import { Tags } from '../kit/Tag.tsx'
import { paths } from '../paths.ts'
import { Traits } from './Traits.tsx'

const all = (values: readonly string[]) => (values.length > 0 ? <Tags most={9} values={values} /> : null)

/** What is known of an organization. */
export const OrganizationFacts = ({ organization }: { organization: Organization }) => (
  <>
    <Section title="Organization">
      <Facts
        items={[
          {
            label: 'Domain',
            value: organization.domain && <Link href={`https://${organization.domain}`}>{organization.domain}</Link>,
          },
          { label: 'Country', value: <CountryName code={organization.country} /> },
          { label: 'City', value: organization.city },
          { label: 'Industry', value: organization.industry },
          { label: 'Employees', value: <Count value={organization.employees} /> },
          {
            label: 'Parent',
            value: organization.parentId && (
              <Link to={paths.organization(organization.parentId)}>{organization.parentName ?? 'Parent'}</Link>
            ),
          },
          { label: 'Other names', value: all(organization.aliases) },
          { label: 'Tags', value: all(organization.tags) },
          { label: 'Description', value: organization.description },
          { label: 'Added', value: <DateTime ago value={organization.createdAt} /> },
          { label: 'Changed', value: <DateTime ago value={organization.updatedAt} /> },
        ]}
      />
    </Section>
    <Traits organization={organization} />
  </>
)
