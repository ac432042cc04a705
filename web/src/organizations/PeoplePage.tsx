import { exportPeople, listPeople, listPersonOptions } from '@hansa/contract/organizations'
import { useQuery } from '@tanstack/react-query'
import { IconDownload } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
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
import { NewPerson } from './NewPerson.tsx'
import { columns, filtersOf } from './people.tsx'

/** Every contact at an organization. Those with a login are members, in the settings. */
export function PeoplePage() {
  const url = useUrl()
  const [adding, setAdding] = useState(false)
  const list = useList(listPeople, {}, url.query)
  const used = useQuery(ask(listPersonOptions, {})).data
  const filters = useMemo(() => filtersOf(used), [used])
  const mayWrite = useMay('organizations.write')
  const mayExport = useMay('organizations.export')
  const { sort: _sort, columns: _columns, ...filtered } = url.query
  return (
    <Page
      title={t('People')}
      actions={
        <>
          <Button icon={IconDownload} may={mayExport} href={hrefOf(exportPeople, {}, filtered)}>
            {t('Export')}
          </Button>
          <Button kind="primary" may={mayWrite} onClick={() => setAdding(true)}>
            {t('New person')}
          </Button>
        </>
      }
    >
      <FilterBar url={url} filters={filters} search={t('Name or e-mail')}>
        <ListViews list="people" url={url} />
      </FilterBar>
      <DataTable
        label={t('People')}
        list={list}
        columns={columns}
        url={url}
        defaultSort="name"
        rowLink={(person) => paths.person(person.id)}
        empty={
          Object.keys(filtered).length > 0 ? (
            <Empty title={t('Nobody fits')}>{t('Take a filter off, or search for something else.')}</Empty>
          ) : (
            <Empty title={t('Nobody is known yet')}>
              {t(
                'People are contacts at organizations. Those who work here, with a login, are members in the settings.',
              )}
            </Empty>
          )
        }
      />
      <NewPerson opened={adding} onClose={() => setAdding(false)} />
    </Page>
  )
}
