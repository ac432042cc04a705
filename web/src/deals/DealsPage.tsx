import { exportDeals, listDealOptions, listDeals } from '@hansa/contract/deals'
import { useQuery } from '@tanstack/react-query'
import { IconDownload } from '@tabler/icons-react'
import { useMemo } from 'react'
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
import { NewDeal } from './NewDeal.tsx'

/** Every deal: open, won and lost, with partners and direct. */
export function DealsPage() {
  const url = useUrl()
  const list = useList(listDeals, {}, url.query)
  const used = useQuery(ask(listDealOptions, {})).data
  const filters = useMemo(() => filtersOf(used), [used])
  const mayExport = useMay('organizations.export')
  const { sort: _sort, columns: _columns, ...filtered } = url.query
  return (
    <Page
      title={t('Deals')}
      actions={
        <>
          <Button icon={IconDownload} may={mayExport} href={hrefOf(exportDeals, {}, filtered)}>
            {t('Export')}
          </Button>
          <NewDeal />
        </>
      }
    >
      <FilterBar url={url} filters={filters} search={t('Deal, customer or partner')}>
        <ListViews list="deals" url={url} />
      </FilterBar>
      <DataTable
        label={t('Deals')}
        list={list}
        columns={columns}
        url={url}
        defaultSort="-createdAt"
        rowLink={(deal) => paths.deal(deal.id)}
        empty={
          Object.keys(filtered).length > 0 ? (
            <Empty title={t('No deal fits')}>{t('Take a filter off, or search for something else.')}</Empty>
          ) : (
            <Empty title={t('No deals yet')}>
              {t(
                'A deal is an opportunity to sell to one customer, with a partner or without. Add one, or import them from a file.',
              )}
            </Empty>
          )
        }
      />
    </Page>
  )
}
