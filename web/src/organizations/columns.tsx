import type { Organization, OptionInUse, OrganizationOptions } from '@hansa/contract/organizations'
import type { Column } from '../kit/DataTable.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import type { Filter } from '../kit/FilterBar.tsx'
import { countryText } from '../kit/format.ts'
import { None } from '../kit/None.tsx'
import { Count, CountryName } from '../kit/Numbers.tsx'
import { Tag, Tags } from '../kit/Tag.tsx'

const text = (value: string | null) => value ?? <None />
export const tagsOf = ({ tags }: { tags: readonly string[] }) =>
  tags.length > 0 ? <Tags values={tags} most={2} /> : <None />

export const columns: Column<Organization>[] = [
  { id: 'name', header: 'Organization', cell: (it) => it.name, sortable: true },
  {
    id: 'isPartner',
    header: 'Partner',
    cell: (it) =>
      it.isPartner ? (
        <Tag dot tone="green">
          Partner
        </Tag>
      ) : (
        <None />
      ),
  },
  { id: 'domain', header: 'Domain', cell: (it) => text(it.domain) },
  { id: 'country', header: 'Country', cell: (it) => <CountryName code={it.country} /> },
  { id: 'industry', header: 'Industry', cell: (it) => text(it.industry) },
  { id: 'employees', header: 'Employees', cell: (it) => <Count value={it.employees} />, sortable: true, align: 'end' },
  { id: 'tags', header: 'Tags', cell: tagsOf },
  { id: 'city', header: 'City', cell: (it) => text(it.city), optional: true },
  { id: 'parent', header: 'Parent', cell: (it) => text(it.parentName), optional: true },
  {
    id: 'createdAt',
    header: 'Added',
    cell: (it) => <DateTime ago value={it.createdAt} />,
    sortable: true,
    align: 'end',
    optional: true,
  },
  {
    id: 'updatedAt',
    header: 'Changed',
    cell: (it) => <DateTime ago value={it.updatedAt} />,
    align: 'end',
    optional: true,
  },
]

/** Values in use as choices, each with how many hold it. */
export const counted = (options: readonly OptionInUse[] = [], nameOf = (value: string) => value) =>
  options.map(({ value, count }) => ({ value, label: nameOf(value), count }))

/** The filters of the list; the values to choose from are those in use. */
export const filtersOf = (used: OrganizationOptions | undefined): Filter[] => [
  { kind: 'multi', name: 'country', label: 'Country', options: counted(used?.countries, countryText) },
  { kind: 'multi', name: 'industry', label: 'Industry', options: counted(used?.industries) },
  { kind: 'multi', name: 'tag', label: 'Tag', options: counted(used?.tags) },
  {
    kind: 'select',
    name: 'partner',
    label: 'Partner',
    options: [
      { value: 'yes', label: 'Partners' },
      { value: 'no', label: 'Not partners' },
    ],
  },
]
