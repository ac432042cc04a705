import { exportPartners, listPartnerOptions, listPartners, type Partner } from '@hansa/contract/partners'
import { useQuery } from '@tanstack/react-query'
import { IconDownload } from '@tabler/icons-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import { ask, hrefOf, useList } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DataTable } from '../kit/DataTable.tsx'
import { FilterBar } from '../kit/FilterBar.tsx'
import { Page } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { t } from '../kit/language.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { ListViews } from '../ListViews.tsx'
import { useMay } from '../me.ts'
import { paths } from '../paths.ts'
import { columns, filtersOf } from './columns.tsx'

const BulkEdit = lazy(async () => ({ default: (await import('./BulkEdit.tsx')).BulkEdit }))

/** Every partnership: leads and applicants, partners, and those that left. */
export function PartnersPage() {
  const url = useUrl()
  const list = useList(listPartners, {}, url.query)
  const used = useQuery(ask(listPartnerOptions, {})).data
  const filters = useMemo(() => filtersOf(used), [used])
  const mayWrite = useMay('partners.write')
  const mayExport = useMay('organizations.export')
  const [editing, setEditing] = useState<{ partners: readonly Partner[]; clear: () => void }>()
  const close = () => setEditing(undefined)
  const { sort: _sort, columns: _columns, ...filtered } = url.query
  return (
    <Page
      title={t('Partners')}
      actions={
        <>
          <Button to={paths.tasks(true)}>{t('Stuck tasks')}</Button>
          <Button to={paths.lifecycle()}>{t('Lifecycle')}</Button>
          <Button icon={IconDownload} may={mayExport} href={hrefOf(exportPartners, {}, filtered)}>
            {t('Export')}
          </Button>
          <Button kind="primary" may={mayWrite} to={paths.newPartner()}>
            {t('New partner')}
          </Button>
        </>
      }
    >
      <FilterBar url={url} filters={filters} search={t('Name, domain or city')}>
        <ListViews list="partners" url={url} />
      </FilterBar>
      <DataTable
        label={t('Partners')}
        list={list}
        columns={columns}
        url={url}
        defaultSort="name"
        rowLink={(partner) => paths.partner(partner.organizationId)}
        bulk={(partners, clear) => (
          <Button small may={mayWrite} onClick={() => setEditing({ partners, clear })}>
            {t('Edit')}
          </Button>
        )}
        empty={
          Object.keys(filtered).length > 0 ? (
            <Empty title={t('No partner fits')}>{t('Take a filter off, or search for something else.')}</Empty>
          ) : (
            <Empty
              title={t('No partners yet')}
              action={
                <Button may={mayWrite} to={paths.newPartner()}>
                  {t('New partner')}
                </Button>
              }
            >
              {t(
                'A partnership begins with an organization: a lead, an applicant, or a partner that is already active.',
              )}
            </Empty>
          )
        }
      />
      <Suspense fallback={null}>
        {editing && (
          <BulkEdit
            partners={editing.partners}
            onClose={close}
            onDone={() => {
              editing.clear()
              close()
            }}
          />
        )}
      </Suspense>
    </Page>
  )
}
