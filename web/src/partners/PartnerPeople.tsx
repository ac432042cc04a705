import {
  listPeople,
  listRelationships,
  relationshipKinds,
  type Person,
  type Relationship,
} from '@hansa/contract/organizations'
import { useList } from '../api.ts'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateText } from '../kit/DateTime.tsx'
import { t } from '../kit/language.tsx'
import { Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { None } from '../kit/None.tsx'
import { Section } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { paths } from '../paths.ts'

const people: Column<Person>[] = [
  { id: 'name', header: t('Name'), cell: (person) => person.name },
  { id: 'title', header: t('Title'), cell: (person) => person.title ?? <None /> },
  {
    id: 'email',
    header: t('E-mail'),
    cell: (person) => (person.email ? <Link href={`mailto:${person.email}`}>{person.email}</Link> : <None />),
  },
  { id: 'phone', header: t('Phone'), cell: (person) => person.phone ?? <None /> },
]

const end = (of: Relationship['from']) => (
  <Link quiet to={paths.organization(of.id)}>
    {of.name}
  </Link>
)
const relationships: Column<Relationship>[] = [
  { id: 'from', header: t('Organization'), cell: (relationship) => end(relationship.from) },
  { id: 'kind', header: t('Relationship'), cell: (relationship) => t(relationshipKinds[relationship.kind]) },
  { id: 'to', header: t('To'), cell: (relationship) => end(relationship.to) },
  { id: 'since', header: t('Since'), cell: (relationship) => <DateText value={relationship.since} />, align: 'end' },
  { id: 'until', header: t('Until'), cell: (relationship) => <DateText value={relationship.until} />, align: 'end' },
]

/** Who works at the partner, and to whom it is related. */
export const PartnerPeople = ({ organizationId }: { organizationId: string }) => (
  <Stack gap="lg">
    <Section title={t('People')}>
      <DataTable
        label={t('People')}
        list={useList(listPeople, { organizationId })}
        columns={people}
        rowLink={(person) => paths.person(person.id)}
        empty={<Empty title={t('Nobody is known here yet')} />}
      />
    </Section>
    <Section title={t('Relationships')}>
      <DataTable
        label={t('Relationships')}
        list={useList(listRelationships, { organizationId })}
        columns={relationships}
        empty={<Empty title={t('No relationships are recorded')} />}
      />
    </Section>
  </Stack>
)
