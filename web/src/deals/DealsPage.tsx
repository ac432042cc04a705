import { exportDeals, listDealOptions, listDeals } from '@hansa/contract/deals'
import { useQuery } from '@tanstack/react-query'
import { IconDownload } from '@tabler/icons-react'
import { lazy, Suspense, useMemo } from 'react'
import { ask, hrefOf, useList } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DataTable } from '../kit/DataTable.tsx'
import { FilterBar } from '../kit/FilterBar.tsx'
import { Page } from '../kit/Page.tsx'
import { Segments } from '../kit/Segments.tsx'
import { Empty, Loading } from '../kit/State.tsx'
import { t } from '../kit/language.tsx'
import { useUrl, type Url } from '../kit/useUrl.ts'
import { ListViews } from '../ListViews.tsx'
import { useMay } from '../me.ts'
import { paths } from '../paths.ts'
import { columns, filtersOf } from './columns.tsx'
import { NewDeal } from './NewDeal.tsx'

/** Every deal: open, won and lost, with partners and direct. */
export function DealsPage() {
  const url = useUrl()
  const used = useQuery(ask(listDealOptions, {})).data
  const filters = useMemo(() => filtersOf(used), [used])
  const mayExport = useMay('organizations.export')
  const { sort: _sort, columns: _columns, view, ...filtered } = url.query
  const isBoard = view === 'board'
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
      <FilterBar
        url={url}
        filters={isBoard ? filters.filter(({ name }) => name !== 'stage') : filters}
        search={t('Deal, customer or partner')}
      >
        <Segments
          label={t('View')}
          options={[
            { value: 'table', label: t('Table') },
            { value: 'board', label: t('Board') },
          ]}
          value={isBoard ? 'board' : 'table'}
          onChoose={(chosen) => url.set({ view: chosen === 'board' ? chosen : undefined })}
        />
        <ListViews list="deals" url={url} />
      </FilterBar>
      {isBoard ? (
        <Suspense fallback={<Loading />}>
          <DealsBoard url={url} />
        </Suspense>
      ) : (
        <DealsTable url={url} isFiltered={Object.keys(filtered).length > 0} />
      )}
    </Page>
  )
}

const DealsBoard = lazy(async () => ({ default: (await import('./DealsBoard.tsx')).DealsBoard }))

function DealsTable({ url, isFiltered }: { url: Url; isFiltered: boolean }) {
  const list = useList(listDeals, {}, url.query)
  return (
    <DataTable
      label={t('Deals')}
      list={list}
      columns={columns}
      url={url}
      defaultSort="-createdAt"
      rowLink={(deal) => paths.deal(deal.id)}
      empty={
        isFiltered ? (
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
  )
}
