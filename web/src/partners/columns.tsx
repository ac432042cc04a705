import { partnerTypes, type Partner, type PartnerOptions } from '@hansa/contract/partners'
import type { Column } from '../kit/DataTable.tsx'
import { DateText, DateTime } from '../kit/DateTime.tsx'
import type { Filter } from '../kit/FilterBar.tsx'
import { countryText } from '../kit/format.ts'
import { None } from '../kit/None.tsx'
import { Count, CountryName } from '../kit/Numbers.tsx'
import { Tags } from '../kit/Tag.tsx'
import { StageTag } from './StageTag.tsx'
import { stageOptions, typeOptions } from './words.ts'

const text = (value: string | null) => value ?? <None />
const words = (values: readonly string[]) => (values.length > 0 ? <Tags values={values} most={2} /> : <None />)

export const columns: Column<Partner>[] = [
  { id: 'name', header: 'Partner', cell: (partner) => partner.name, sortable: true },
  { id: 'stage', header: 'Stage', cell: (partner) => <StageTag dot stage={partner.stage} />, sortable: true },
  { id: 'tier', header: 'Tier', cell: (partner) => text(partner.tier), sortable: true },
  { id: 'types', header: 'Types', cell: (partner) => words(partner.types.map((type) => partnerTypes[type])) },
  { id: 'manager', header: 'Manager', cell: (partner) => text(partner.manager?.name ?? null) },
  { id: 'country', header: 'Country', cell: (partner) => <CountryName code={partner.country} /> },
  { id: 'since', header: 'Since', cell: (partner) => <DateText value={partner.since} />, sortable: true, align: 'end' },
  {
    id: 'leftOn',
    header: 'Left on',
    cell: (partner) => <DateText value={partner.leftOn} />,
    align: 'end',
    optional: true,
  },
  { id: 'territory', header: 'Territory', cell: (partner) => text(partner.territory), optional: true },
  { id: 'tags', header: 'Tags', cell: (partner) => words(partner.tags), optional: true },
  { id: 'domain', header: 'Domain', cell: (partner) => text(partner.domain), optional: true },
  { id: 'city', header: 'City', cell: (partner) => text(partner.city), optional: true },
  { id: 'industry', header: 'Industry', cell: (partner) => text(partner.industry), optional: true },
  {
    id: 'employees',
    header: 'Employees',
    cell: (partner) => <Count value={partner.employees} />,
    align: 'end',
    optional: true,
  },
  { id: 'origin', header: 'Came through', cell: (partner) => text(partner.origin), optional: true },
  { id: 'campaign', header: 'Campaign', cell: (partner) => text(partner.campaign), optional: true },
  { id: 'recruiter', header: 'Recruited by', cell: (partner) => text(partner.recruiter), optional: true },
  {
    id: 'updatedAt',
    header: 'Changed',
    cell: (partner) => <DateTime ago value={partner.updatedAt} />,
    sortable: true,
    align: 'end',
    optional: true,
  },
]

/** The filters of the list; the values to choose from are those in use. */
export function filtersOf(used: PartnerOptions | undefined): Filter[] {
  return [
    { kind: 'multi', name: 'stage', label: 'Stage', options: stageOptions },
    { kind: 'multi', name: 'tier', label: 'Tier', options: used?.tiers ?? [] },
    { kind: 'multi', name: 'type', label: 'Type', options: typeOptions },
    { kind: 'multi', name: 'manager', label: 'Manager', options: used?.managers ?? [] },
    {
      kind: 'select',
      name: 'in',
      label: 'In the programme',
      options: [
        { value: 'yes', label: 'In it now' },
        { value: 'no', label: 'Not yet, or not any more' },
      ],
    },
    { kind: 'multi', name: 'territory', label: 'Territory', options: used?.territories ?? [] },
    {
      kind: 'multi',
      name: 'country',
      label: 'Country',
      options: (used?.countries ?? []).map((option) => ({ ...option, label: countryText(option.value) })),
    },
    { kind: 'multi', name: 'tag', label: 'Tag', options: used?.tags ?? [] },
    { kind: 'dates', name: 'since', label: 'Since', from: 'sinceFrom', until: 'sinceTo' },
  ]
}
