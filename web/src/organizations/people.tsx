import { listPersonOptions, type Person, type PersonOptions } from '@hansa/contract/organizations'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { RecordPicker, TagsField, type Option } from '../kit/choices.tsx'
import { CountryField } from '../kit/CountryField.tsx'
import type { Column } from '../kit/DataTable.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { TextField } from '../kit/fields.tsx'
import type { Filter } from '../kit/FilterBar.tsx'
import { countryText } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { Columns } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { None } from '../kit/None.tsx'
import { CountryName } from '../kit/Numbers.tsx'
import { paths } from '../paths.ts'
import { counted, tagsOf } from './columns.tsx'
import { findOrganizations } from './fields.tsx'

const text = (value: string | null) => value ?? <None />
export const mailOf = ({ email }: Pick<Person, 'email'>) =>
  email ? <Link href={`mailto:${email}`}>{email}</Link> : <None />

/** The columns of a list within one organization. */
export const ownColumns: Column<Person>[] = [
  { id: 'name', header: t('Name'), cell: (it) => it.name, sortable: true },
  { id: 'title', header: t('Title'), cell: (it) => text(it.title) },
  { id: 'email', header: t('E-mail'), cell: mailOf },
  { id: 'phone', header: t('Phone'), cell: (it) => text(it.phone) },
]
export const columns: Column<Person>[] = [
  ...ownColumns.slice(0, 2),
  {
    id: 'organization',
    header: t('Organization'),
    cell: (it) =>
      it.organizationId ? (
        <Link quiet to={paths.organization(it.organizationId)}>
          {it.organizationName ?? t('Organization')}
        </Link>
      ) : (
        <None />
      ),
  },
  ...ownColumns.slice(2),
  { id: 'country', header: t('Country'), cell: (it) => <CountryName code={it.country} /> },
  { id: 'tags', header: t('Tags'), cell: tagsOf },
  {
    id: 'createdAt',
    header: t('Added'),
    cell: (it) => <DateTime ago value={it.createdAt} />,
    sortable: true,
    align: 'end',
    optional: true,
  },
]

/** The filters of the list; the values to choose from are those in use. */
export const filtersOf = (used: PersonOptions | undefined): Filter[] => [
  { kind: 'multi', name: 'country', label: t('Country'), options: counted(used?.countries, countryText) },
  { kind: 'multi', name: 'tag', label: t('Tag'), options: counted(used?.tags) },
]

/** The facts of a person, for adding and for editing one. */
export function PersonFields({ organization }: { organization?: Option | undefined }) {
  const tags = useQuery(ask(listPersonOptions, {})).data?.tags ?? []
  return (
    <>
      <Columns>
        <TextField name="name" label={t('Name')} />
        <TextField name="title" label={t('Title')} hint={t('What they do there.')} />
        <TextField name="email" label={t('E-mail')} type="email" />
        <TextField name="phone" label={t('Phone')} type="tel" />
        <CountryField name="country" label={t('Country')} />
      </Columns>
      <RecordPicker name="organizationId" label={t('Organization')} find={findOrganizations} chosen={organization} />
      <TagsField name="tags" label={t('Tags')} known={tags.map(({ value }) => value)} />
    </>
  )
}
