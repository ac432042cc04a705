import { partnerTypes, type Partner, type PartnerOptions } from '@hansa/contract/partners'
import type { Column } from '../kit/DataTable.tsx'
import { DateText, DateTime } from '../kit/DateTime.tsx'
import type { Filter } from '../kit/FilterBar.tsx'
import { countryText } from '../kit/format.ts'
import { None } from '../kit/None.tsx'
import { Count, CountryName } from '../kit/Numbers.tsx'
import { Tags } from '../kit/Tag.tsx'
import { t } from '../kit/language.tsx'
import { StageTag } from './StageTag.tsx'
import { stageOptions, typeOptions } from './words.ts'

const text = (value: string | null) => value ?? <None />
const words = (values: readonly string[]) => (values.length > 0 ? <Tags values={values} most={2} /> : <None />)

export const columns: Column<Partner>[] = [
  { id: 'name', header: t('Partner'), cell: (partner) => partner.name, sortable: true },
  { id: 'stage', header: t('Stage'), cell: (partner) => <StageTag dot stage={partner.stage} />, sortable: true },
  { id: 'tier', header: t('Tier'), cell: (partner) => text(partner.tier), sortable: true },
  { id: 'types', header: t('Types'), cell: (partner) => words(partner.types.map((type) => t(partnerTypes[type]))) },
  { id: 'manager', header: t('Manager'), cell: (partner) => text(partner.manager?.name ?? null) },
  { id: 'country', header: t('Country'), cell: (partner) => <CountryName code={partner.country} /> },
  {
    id: 'since',
    header: t('Since'),
    cell: (partner) => <DateText value={partner.since} />,
    sortable: true,
    align: 'end',
  },
  {
    id: 'leftOn',
    header: t('Left on'),
    cell: (partner) => <DateText value={partner.leftOn} />,
    align: 'end',
    optional: true,
  },
  { id: 'territory', header: t('Territory'), cell: (partner) => text(partner.territory), optional: true },
  { id: 'tags', header: t('Tags'), cell: (partner) => words(partner.tags), optional: true },
  { id: 'domain', header: t('Domain'), cell: (partner) => text(partner.domain), optional: true },
  { id: 'city', header: t('City'), cell: (partner) => text(partner.city), optional: true },
  { id: 'industry', header: t('Industry'), cell: (partner) => text(partner.industry), optional: true },
  {
    id: 'employees',
    header: t('Employees'),
    cell: (partner) => <Count value={partner.employees} />,
    align: 'end',
    optional: true,
  },
  { id: 'origin', header: t('Came through'), cell: (partner) => text(partner.origin), optional: true },
  { id: 'campaign', header: t('Campaign'), cell: (partner) => text(partner.campaign), optional: true },
  { id: 'recruiter', header: t('Recruited by'), cell: (partner) => text(partner.recruiter), optional: true },
  {
    id: 'updatedAt',
    header: t('Changed'),
    cell: (partner) => <DateTime ago value={partner.updatedAt} />,
    sortable: true,
    align: 'end',
    optional: true,
  },
]

/** The filters of the list; the values to choose from are those in use. */
export function filtersOf(used: PartnerOptions | undefined): Filter[] {
  return [
    { kind: 'multi', name: 'stage', label: t('Stage'), options: stageOptions },
    { kind: 'multi', name: 'tier', label: t('Tier'), options: used?.tiers ?? [] },
    { kind: 'multi', name: 'type', label: t('Type'), options: typeOptions },
    { kind: 'multi', name: 'manager', label: t('Manager'), options: used?.managers ?? [] },
    {
      kind: 'select',
      name: 'in',
      label: t('In the programme'),
      options: [
        { value: 'yes', label: t('In it now') },
        { value: 'no', label: t('Not yet, or not any more') },
      ],
    },
    { kind: 'multi', name: 'territory', label: t('Territory'), options: used?.territories ?? [] },
    {
      kind: 'multi',
      name: 'country',
      label: t('Country'),
      options: (used?.countries ?? []).map((option) => ({ ...option, label: countryText(option.value) })),
    },
    { kind: 'multi', name: 'tag', label: t('Tag'), options: used?.tags ?? [] },
    { kind: 'dates', name: 'since', label: t('Since'), from: 'sinceFrom', until: 'sinceTo' },
  ]
}
