import { listCertifications, type Certification } from '@hansa/contract/enablement'
import { useList } from '../api.ts'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { Link } from '../kit/Link.tsx'
import { Page } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { t } from '../kit/language.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { ListViews } from '../ListViews.tsx'
import { paths } from '../paths.ts'
import { facts, name } from './columns.tsx'

const columns: readonly Column<Certification>[] = [
  name,
  {
    id: 'partner',
    header: t('Partner'),
    cell: (one) => (
      <Link quiet to={paths.partner(one.organizationId, 'certifications')}>
        {one.organizationName ?? t('Partner')}
      </Link>
    ),
  },
  ...facts,
]

const filters: Filter[] = [
  {
    kind: 'select',
    name: 'state',
    label: t('Standing'),
    options: [
      { value: 'valid', label: t('Valid') },
      { value: 'ended', label: t('Ended') },
    ],
  },
  { kind: 'dates', name: 'expires', label: t('Expires'), from: 'expiresFrom', until: 'expiresUntil' },
]

/** Every certification of every partner. They are recorded on the partner’s own page. */
export function CertificationsPage() {
  const url = useUrl()
  const list = useList(listCertifications, {}, url.query)
  const { sort: _sort, columns: _columns, ...filtered } = url.query
  return (
    <Page title={t('Certifications')}>
      <FilterBar url={url} filters={filters} search={t('Certification')}>
        <ListViews list="certifications" url={url} />
      </FilterBar>
      <DataTable
        label={t('Certifications')}
        list={list}
        columns={columns}
        url={url}
        defaultSort="-grantedOn"
        empty={
          Object.keys(filtered).length > 0 ? (
            <Empty title={t('No certification fits')}>{t('Take a filter off, or search for something else.')}</Empty>
          ) : (
            <Empty title={t('No certifications yet')}>
              {t('Record them on a partner’s page, or import them from a file.')}
            </Empty>
          )
        }
      />
    </Page>
  )
}
