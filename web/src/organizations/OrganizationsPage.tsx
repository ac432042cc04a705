import { exportOrganizations, listOrganizationOptions, listOrganizations } from '@hansa/contract/organizations'
import { useQuery } from '@tanstack/react-query'
import { IconDownload } from '@tabler/icons-react'
import { useMemo } from 'react'
import { ask, hrefOf, useList } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DataTable } from '../kit/DataTable.tsx'
import { FilterBar } from '../kit/FilterBar.tsx'
import { Page } from '../kit/Page.tsx'
import { t } from '../kit/language.tsx'
import { valueOf } from '../kit/query.ts'
import { Empty } from '../kit/State.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { ListViews } from '../ListViews.tsx'
import { useMay } from '../me.ts'
import { paths } from '../paths.ts'
import { BulkEdit } from './BulkEdit.tsx'
import { columns, filtersOf } from './columns.tsx'
import { NewOrganization } from './NewOrganization.tsx'

/** Every company that is known: partners, candidates, customers, prospects. */
export function OrganizationsPage() {
  const url = useUrl()
  const list = useList(listOrganizations, {}, url.query)
  const used = useQuery(ask(listOrganizationOptions, {})).data
  const filters = useMemo(() => filtersOf(used), [used])
  const mayWrite = useMay('organizations.write')
  const mayExport = useMay('organizations.export')
  const { sort: _sort, columns: _columns, new: _new, ...filtered } = url.query
  const add = () => url.set({ new: 'yes' })
  return (
    <Page
      title={t('Organizations')}
      actions={
        <>
          <Button icon={IconDownload} may={mayExport} href={hrefOf(exportOrganizations, {}, filtered)}>
            {t('Export')}
          </Button>
          <Button kind="primary" may={mayWrite} onClick={add}>
            {t('New organization')}
          </Button>
        </>
      }
    >
      <FilterBar url={url} filters={filters} search={t('Name, domain or city')}>
        <ListViews list="organizations" url={url} />
      </FilterBar>
      <DataTable
        label={t('Organizations')}
        list={list}
        columns={columns}
        url={url}
        defaultSort="name"
        rowLink={(it) => paths.organization(it.id)}
        bulk={(rows, clear) => <BulkEdit rows={rows} clear={clear} />}
        empty={
          Object.keys(filtered).length > 0 ? (
            <Empty title={t('No organization fits')}>{t('Take a filter off, or search for something else.')}</Empty>
          ) : (
            <Empty
              title={t('No organizations yet')}
              action={
                <Button may={mayWrite} to={paths.newImport()}>
                  {t('Import a file')}
                </Button>
              }
            >
              {t(
                'Any company is one: partners, candidates, customers and prospects. Bring them from a file, or add them one by one.',
              )}
            </Empty>
          )
        }
      />
      <NewOrganization
        opened={valueOf(url.query, 'new') !== undefined && mayWrite === true}
        onClose={() => url.set({ new: undefined }, { replace: true })}
      />
    </Page>
  )
}
