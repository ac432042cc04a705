import type { Deal, DealOptions } from '@hansa/contract/deals'
import { closeReasons, forecastCategories } from '@hansa/contract/pipeline'
import type { Column } from '../kit/DataTable.tsx'
import { DateText, DateTime } from '../kit/DateTime.tsx'
import type { Filter } from '../kit/FilterBar.tsx'
import { Money } from '../kit/Money.tsx'
import { None } from '../kit/None.tsx'
import { t } from '../kit/language.tsx'
import { DealStageTag } from './DealStageTag.tsx'
import { stageOptions } from './words.ts'

const text = (value: string | null) => value ?? <None />

export const columns: Column<Deal>[] = [
  { id: 'name', header: t('Deal'), cell: (deal) => deal.name, sortable: true },
  { id: 'customer', header: t('Customer'), cell: (deal) => text(deal.customerName) },
  { id: 'partner', header: t('Partner'), cell: (deal) => text(deal.partnerName) },
  {
    id: 'stage',
    header: t('Stage'),
    cell: (deal) => <DealStageTag dot stage={deal.stage} name={deal.pipelineStageName} />,
  },
  { id: 'amount', header: t('Value'), cell: (deal) => <Money value={deal.value} />, sortable: true, align: 'end' },
  {
    id: 'expectedClose',
    header: t('Expected close'),
    cell: (deal) => <DateText value={deal.expectedCloseOn} />,
    sortable: true,
    align: 'end',
  },
  { id: 'owner', header: t('Owner'), cell: (deal) => text(deal.owner) },
  {
    id: 'closedOn',
    header: t('Closed on'),
    cell: (deal) => <DateText value={deal.closedOn} />,
    align: 'end',
    optional: true,
  },
  { id: 'product', header: t('Product'), cell: (deal) => text(deal.product), optional: true },
  {
    id: 'stageSince',
    header: t('In stage since'),
    cell: (deal) => <DateText value={deal.stageSince} />,
    sortable: true,
    align: 'end',
    optional: true,
  },
  {
    id: 'openedOn',
    header: t('Opened on'),
    cell: (deal) => <DateText value={deal.openedOn} />,
    align: 'end',
    optional: true,
  },
  { id: 'sourceStage', header: t('Source’s stage'), cell: (deal) => text(deal.sourceStage), optional: true },
  {
    id: 'forecast',
    header: t('Forecast'),
    cell: (deal) => t(forecastCategories[deal.forecastCategory]),
    optional: true,
  },
  { id: 'nextStep', header: t('Next step'), cell: (deal) => text(deal.nextStep), optional: true },
  {
    id: 'nextStepOn',
    header: t('Next step due'),
    cell: (deal) => <DateText value={deal.nextStepOn} />,
    align: 'end',
    optional: true,
  },
  {
    id: 'closeReason',
    header: t('Won or lost because'),
    cell: (deal) => text(deal.closeReason && t(closeReasons[deal.closeReason].name)),
    optional: true,
  },
  { id: 'competitor', header: t('Competitor'), cell: (deal) => text(deal.competitor), optional: true },
  { id: 'source', header: t('Source'), cell: (deal) => deal.source, optional: true },
  {
    id: 'createdAt',
    header: t('Added'),
    cell: (deal) => <DateTime ago value={deal.createdAt} />,
    sortable: true,
    align: 'end',
    optional: true,
  },
]

/** The filters of the list; the values to choose from are those in use. */
export function filtersOf(used: DealOptions | undefined): Filter[] {
  const counted = (options: DealOptions['owners'] = []) =>
    options.map(({ value, label, count }) => ({ value, label: `${label} (${count})` }))
  return [
    { kind: 'multi', name: 'stage', label: t('Stage'), options: stageOptions },
    { kind: 'multi', name: 'partnerId', label: t('Partner'), options: counted(used?.partners) },
    { kind: 'multi', name: 'owner', label: t('Owner'), options: counted(used?.owners) },
    { kind: 'dates', name: 'close', label: t('Closes'), from: 'closeFrom', until: 'closeUntil' },
    { kind: 'multi', name: 'currency', label: t('Currency'), options: counted(used?.currencies) },
  ]
}
