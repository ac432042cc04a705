import { listApplications, type Application } from '@hansa/contract/applications'
import { listProgrammes } from '@hansa/contract/programme'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { ask, useList } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { t } from '../kit/language.tsx'
import { CountryName } from '../kit/Numbers.tsx'
import { Page } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { Tag, Tags } from '../kit/Tag.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { ListViews } from '../ListViews.tsx'
import { useMay } from '../me.ts'
import { paths, portalPaths } from '../paths.ts'
import { checkText, proposals, proposalTones, stateOptions, stateText, stateTones } from './words.ts'

const DecideMany = lazy(async () => ({ default: (await import('./DecideMany.tsx')).DecideMany }))

const columns: Column<Application>[] = [
  { id: 'company', header: t('Company'), cell: (it) => it.company, sortable: true },
  {
    id: 'state',
    header: t('State'),
    cell: (it) => (
      <Tag dot tone={stateTones[it.state]}>
        {stateText(it.state)}
      </Tag>
    ),
  },
  {
    id: 'proposal',
    header: t('Proposal'),
    cell: (it) => it.proposal && <Tag tone={proposalTones[it.proposal]}>{proposals[it.proposal]}</Tag>,
  },
  { id: 'found', header: t('Found'), cell: (it) => <Tags most={2} values={it.found.map(checkText)} /> },
  { id: 'country', header: t('Country'), cell: (it) => <CountryName code={it.country} /> },
  { id: 'contact', header: t('Contact'), cell: (it) => it.contact, optional: true },
  { id: 'programme', header: t('Programme'), cell: (it) => it.programme, optional: true },
  {
    id: 'submittedAt',
    header: t('Submitted'),
    cell: (it) => <DateTime ago value={it.submittedAt} />,
    align: 'end',
    sortable: true,
  },
]
const filters: Filter[] = [
  { kind: 'multi', name: 'state', label: t('State'), options: stateOptions },
  {
    kind: 'multi',
    name: 'proposal',
    label: t('Proposal'),
    options: Object.entries(proposals).map(([value, label]) => ({ value, label })),
  },
  {
    kind: 'select',
    name: 'open',
    label: t('Open'),
    options: [
      { value: 'true', label: t('To be decided') },
      { value: 'false', label: t('Decided') },
    ],
  },
]

/** The queue of applications: those that wait for a person on top, the oldest of them first. */
export function ApplicationsPage() {
  const url = useUrl()
  const list = useList(listApplications, {}, url.query)
  const mayDecide = useMay('applications.decide')
  const [deciding, setDeciding] = useState<{ items: readonly Application[]; clear: () => void }>()
  const close = () => setDeciding(undefined)
  const form = useQuery(ask(listProgrammes, {})).data?.items.find((programme) => programme.applicationsOpen)
  const { sort: _sort, columns: _columns, ...filtered } = url.query
  const next = list.items.find((it) => it.may['approve'] === true)
  return (
    <Page
      title={t('Applications')}
      actions={
        <>
          {form && <Button to={portalPaths.apply(form.slug)}>{t('See the form')}</Button>}
          {next && (
            <Button kind="primary" to={paths.application(next.id)}>
              {t('Decide one by one')}
            </Button>
          )}
        </>
      }
    >
      <FilterBar url={url} filters={filters} search={t('Company, contact or e-mail')}>
        <ListViews list="applications" url={url} />
      </FilterBar>
      <DataTable
        label={t('Applications')}
        list={list}
        columns={columns}
        url={url}
        defaultSort="queue"
        rowLink={(it) => paths.application(it.id)}
        bulk={(items, clear) => (
          <Button small may={mayDecide} onClick={() => setDeciding({ items, clear })}>
            {t('Decide')}
          </Button>
        )}
        empty={
          Object.keys(filtered).length > 0 ? (
            <Empty title={t('No application fits')}>{t('Take a filter off, or search for something else.')}</Empty>
          ) : (
            <Empty
              title={t('No applications yet')}
              action={<Button to={paths.settings('programme')}>{t('Set up the form')}</Button>}
            >
              {t(
                'They come by the public form of a programme, by a file, or by the API, and are vetted by themselves.',
              )}
            </Empty>
          )
        }
      />
      <Suspense fallback={null}>
        {deciding && (
          <DecideMany
            items={deciding.items}
            onClose={close}
            onDone={() => {
              deciding.clear()
              close()
            }}
          />
        )}
      </Suspense>
    </Page>
  )
}
