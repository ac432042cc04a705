import { listOwnRegistrations } from '@hansa/contract/own-registrations'
import type { OwnRegistration } from '@hansa/contract/registrations'
import { useList } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateText, DateTime } from '../kit/DateTime.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { t } from '../kit/language.tsx'
import { Money } from '../kit/Money.tsx'
import { None } from '../kit/None.tsx'
import { Page } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { portalPaths } from '../paths.ts'
import { PortalFairnessLine } from './PortalFairnessPage.tsx'
import { RegistrationTag, stateOptions } from './registration-words.tsx'

const columns: Column<OwnRegistration>[] = [
  { id: 'customer', header: t('Customer'), cell: (it) => it.customerName ?? <None /> },
  { id: 'state', header: t('State'), cell: (it) => <RegistrationTag dot state={it.state} /> },
  { id: 'value', header: t('Value'), cell: (it) => <Money value={it.value} />, align: 'end' },
  { id: 'close', header: t('Expected close'), cell: (it) => <DateText value={it.expectedCloseOn} />, align: 'end' },
  { id: 'until', header: t('Protected until'), cell: (it) => <DateTime value={it.protectedUntil} />, align: 'end' },
  {
    id: 'createdAt',
    header: t('Begun'),
    cell: (it) => <DateTime ago value={it.createdAt} />,
    align: 'end',
    sortable: true,
  },
]
const filters: Filter[] = [{ kind: 'multi', name: 'state', label: t('State'), options: stateOptions }]

/** A partner's claims: drafts, what waits, what is protected, what ended. */
export function PortalRegistrationsPage() {
  const url = useUrl()
  const list = useList(listOwnRegistrations, {}, url.query)
  const { sort: _sort, columns: _columns, ...filtered } = url.query
  const register = (
    <Button kind="primary" to={portalPaths.newRegistration()}>
      {t('Register a deal')}
    </Button>
  )
  return (
    <Page
      title={t('Deal registrations')}
      lead={<PortalFairnessLine />}
      actions={
        <>
          <Button to={portalPaths.claims()}>{t('Register many')}</Button>
          {register}
        </>
      }
    >
      <FilterBar url={url} filters={filters} search={t('Customer')} />
      <DataTable
        label={t('Deal registrations')}
        list={list}
        columns={columns}
        url={url}
        defaultSort="-createdAt"
        rowLink={(it) => portalPaths.registration(it.id)}
        empty={
          Object.keys(filtered).length > 0 ? (
            <Empty title={t('No registration fits')}>{t('Take a filter off, or search for something else.')}</Empty>
          ) : (
            <Empty title={t('No deal registered yet')} action={register}>
              {t('Register a customer whom you have won over: once approved, you are protected with this customer.')}
            </Empty>
          )
        }
      />
    </Page>
  )
}
