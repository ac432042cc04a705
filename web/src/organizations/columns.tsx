import type { Organization, OptionInUse, OrganizationOptions } from '@hansa/contract/organizations'
import type { Column } from '../kit/DataTable.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import type { Filter } from '../kit/FilterBar.tsx'
import { countryText } from '../kit/format.ts'
import { None } from '../kit/None.tsx'
import { Count, CountryName } from '../kit/Numbers.tsx'
import { Tag, Tags } from '../kit/Tag.tsx'
import { t } from '../kit/language.tsx'

const text = (value: string | null) => value ?? <None />
export const tagsOf = ({ tags }: { tags: readonly string[] }) =>
  tags.length > 0 ? <Tags values={tags} most={2} /> : <None />

export const columns: Column<Organization>[] = [
  { id: 'name', header: t('Organization'), cell: (it) => it.name, sortable: true },
  {
    id: 'isPartner',
    header: t('Partner'),
    cell: (it) =>
      it.isPartner ? (
        <Tag dot tone="green">
          {t('Partner')}
        </Tag>
      ) : (
        <None />
      ),
  },
  { id: 'domain', header: t('Domain'), cell: (it) => text(it.domain) },
  { id: 'country', header: t('Country'), cell: (it) => <CountryName code={it.country} /> },
  { id: 'industry', header: t('Industry'), cell: (it) => text(it.industry) },
  {
    id: 'employees',
    header: t('Employees'),
    cell: (it) => <Count value={it.employees} />,
    sortable: true,
    align: 'end',
  },
  { id: 'tags', header: t('Tags'), cell: tagsOf },
  { id: 'city', header: t('City'), cell: (it) => text(it.city), optional: true },
  { id: 'parent', header: t('Parent'), cell: (it) => text(it.parentName), optional: true },
  {
    id: 'createdAt',
    header: t('Added'),
    cell: (it) => <DateTime ago value={it.createdAt} />,
    sortable: true,
    align: 'end',
    optional: true,
  },
  {
    id: 'updatedAt',
    header: t('Changed'),
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
  { kind: 'multi', name: 'country', label: t('Country'), options: counted(used?.countries, countryText) },
  { kind: 'multi', name: 'industry', label: t('Industry'), options: counted(used?.industries) },
  { kind: 'multi', name: 'tag', label: t('Tag'), options: counted(used?.tags) },
  {
    kind: 'select',
    name: 'partner',
    label: t('Partner'),
    options: [
      { value: 'yes', label: t('Partners') },
      { value: 'no', label: t('Not partners') },
    ],
  },
]
