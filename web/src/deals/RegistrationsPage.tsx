import { listRegistrations, type Registration } from '@hansa/contract/registrations'
import { useList } from '../api.ts'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateText, DateTime } from '../kit/DateTime.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { t } from '../kit/language.tsx'
import { Money } from '../kit/Money.tsx'
import { None } from '../kit/None.tsx'
import { Page } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { ListViews } from '../ListViews.tsx'
import { paths } from '../paths.ts'
import { RegistrationTag, stateOptions } from './registration-words.tsx'

const Due = ({ it }: { it: Registration }) =>
  it.missedDeadline && it.state === 'in_review' ? (
    <Tag dot tone="red">
      {t('Deadline missed')}
    </Tag>
  ) : (
    <DateTime value={it.reviewDueAt} />
  )

const columns: Column<Registration>[] = [
  { id: 'customer', header: t('Customer'), cell: (it) => it.customerName ?? <None /> },
  { id: 'partner', header: t('Partner'), cell: (it) => it.partnerName },
  { id: 'state', header: t('State'), cell: (it) => <RegistrationTag dot state={it.state} /> },
  { id: 'value', header: t('Value'), cell: (it) => <Money value={it.value} />, align: 'end' },
  { id: 'reviewDue', header: t('Decision due'), cell: (it) => <Due it={it} />, align: 'end', sortable: true },
  { id: 'completeAt', header: t('Complete since'), cell: (it) => <DateTime value={it.completeAt} />, align: 'end' },
  { id: 'until', header: t('Protected until'), cell: (it) => <DateTime value={it.protectedUntil} />, align: 'end' },
  {
    id: 'close',
    header: t('Expected close'),
    cell: (it) => <DateText value={it.expectedCloseOn} />,
    align: 'end',
    optional: true,
  },
  {
    id: 'createdAt',
    header: t('Begun'),
    cell: (it) => <DateTime ago value={it.createdAt} />,
    align: 'end',
    sortable: true,
    optional: true,
  },
]
const filters: Filter[] = [
  { kind: 'multi', name: 'state', label: t('State'), options: stateOptions.filter(({ value }) => value !== 'draft') },
]

/** The queue of claims, what is due first on top; decided ones below. */
export function RegistrationsPage() {
  const url = useUrl()
  const list = useList(listRegistrations, {}, url.query)
  const { sort: _sort, columns: _columns, ...filtered } = url.query
  return (
    <Page title={t('Registrations')}>
      <FilterBar url={url} filters={filters} search={t('Customer')}>
        <ListViews list="registrations" url={url} />
      </FilterBar>
      <DataTable
        label={t('Registrations')}
        list={list}
        columns={columns}
        url={url}
        defaultSort="reviewDue"
        rowLink={(it) => paths.registration(it.id)}
        empty={
          Object.keys(filtered).length > 0 ? (
            <Empty title={t('No registration fits')}>{t('Take a filter off, or search for something else.')}</Empty>
          ) : (
            <Empty title={t('No claims yet')}>
              {t('Partners register their deals in the portal; what they send waits here.')}
            </Empty>
          )
        }
      />
    </Page>
  )
}
