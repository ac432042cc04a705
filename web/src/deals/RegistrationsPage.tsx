import { listRegistrationChoices, type RegistrationRulingAct } from '@hansa/contract/registration-queue'
import { listRegistrations, type Registration } from '@hansa/contract/registrations'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import type { z } from 'zod'
import { ask, useList } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateText, DateTime } from '../kit/DateTime.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { KeysDialog } from '../kit/KeysDialog.tsx'
import { t } from '../kit/language.tsx'
import { Money } from '../kit/Money.tsx'
import { None } from '../kit/None.tsx'
import { Page } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { Tags } from '../kit/Tag.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { ListViews } from '../ListViews.tsx'
import { useMay } from '../me.ts'
import { paths } from '../paths.ts'
import { FairnessLine } from './FairnessPage.tsx'
import { RegistrationTag, stateOptions } from './registration-words.tsx'
import { Likeness, ReviewClock } from './review-words.tsx'
import { RulingButtons, useRulingKeys, type Picked } from './RulingKeys.tsx'

const DecideRegistrations = lazy(async () => ({
  default: (await import('./DecideRegistrations.tsx')).DecideRegistrations,
}))

type Choices = z.output<typeof listRegistrationChoices.output>

const columnsOf = ({ families, programmes }: Choices): Column<Registration>[] => {
  const names = new Map(families.map(({ key, name }) => [key, name]))
  return [
    { id: 'customer', header: t('Customer'), cell: (it) => it.customerName ?? <None /> },
    { id: 'reviewDue', header: t('Decision'), cell: (it) => <ReviewClock it={it} />, sortable: true },
    { id: 'partner', header: t('Partner'), cell: (it) => it.partnerName },
    { id: 'state', header: t('State'), cell: (it) => <RegistrationTag dot state={it.state} /> },
    { id: 'found', header: t('Found against it'), cell: (it) => <Likeness proposal={it.proposal} /> },
    {
      id: 'products',
      header: t('Products'),
      cell: (it) => <Tags most={2} values={it.families.map((key) => names.get(key) ?? key)} />,
    },
    { id: 'value', header: t('Value'), cell: (it) => <Money value={it.value} />, align: 'end' },
    // Which programme a claim belongs to is told where there is more than one.
    { id: 'programme', header: t('Programme'), cell: (it) => it.programmeName, optional: programmes.length < 2 },
    { id: 'completeAt', header: t('Complete since'), cell: (it) => <DateTime value={it.completeAt} />, align: 'end' },
    {
      id: 'until',
      header: t('Protected until'),
      cell: (it) => <DateTime value={it.protectedUntil} />,
      align: 'end',
      optional: true,
    },
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
}

const filtersOf = ({ partners, families, programmes }: Choices): Filter[] => [
  {
    kind: 'select',
    name: 'open',
    label: t('Open'),
    options: [
      { value: 'true', label: t('To be decided') },
      { value: 'false', label: t('Decided') },
    ],
  },
  {
    kind: 'select',
    name: 'overdue',
    label: t('Overdue'),
    options: [
      { value: 'true', label: t('Overdue') },
      { value: 'false', label: t('In time') },
    ],
  },
  { kind: 'multi', name: 'state', label: t('State'), options: stateOptions.filter(({ value }) => value !== 'draft') },
  {
    kind: 'multi',
    name: 'partnerId',
    label: t('Partner'),
    options: partners.map(({ id, name, waiting }) => ({ value: id, label: name, count: waiting })),
  },
  {
    kind: 'multi',
    name: 'family',
    label: t('Products'),
    options: families.map(({ key, name }) => ({ value: key, label: name })),
  },
  ...(programmes.length > 1
    ? ([
        {
          kind: 'multi',
          name: 'programmeId',
          label: t('Programme'),
          options: programmes.map(({ id, name }) => ({ value: id, label: name })),
        },
      ] as const)
    : []),
]

const nothing: Choices = { partners: [], families: [], programmes: [] }
const keys = [
  ['J', t('The next row')],
  ['K', t('The row before')],
  ['X', t('Select the row')],
  ['Enter', t('Open the claim')],
  ['A', t('Approve what is selected, or the row')],
  ['R', t('Refuse')],
  ['D', t('Already registered')],
  ['I', t('Ask for information')],
  ['?', t('These keys')],
] as const

/** The queue of claims: what is due first on top, one ruling for one or for many, by button or by key. */
export function RegistrationsPage() {
  const url = useUrl()
  const list = useList(listRegistrations, {}, url.query)
  const choices = useQuery(ask(listRegistrationChoices, {})).data ?? nothing
  const columns = useMemo(() => columnsOf(choices), [choices])
  const filters = useMemo(() => filtersOf(choices), [choices])
  const mayReview = useMay('registrations.review')
  const [deciding, setDeciding] = useState<Picked & { act: RegistrationRulingAct }>()
  const pickedRef = useRef<Picked | null>(null)
  useRulingKeys(list.items, pickedRef, mayReview === true ? setDeciding : undefined)
  const { sort: _sort, columns: _columns, ...filtered } = url.query
  const next = list.items.find((it) => it.state === 'in_review')
  return (
    <Page
      title={t('Registrations')}
      lead={<FairnessLine />}
      actions={
        next && (
          <Button kind="primary" to={paths.registration(next.id)}>
            {t('Decide one by one')}
          </Button>
        )
      }
    >
      <KeysDialog keys={keys} />
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
        bulk={(items, clear) => (
          <RulingButtons items={items} clear={clear} pickedRef={pickedRef} may={mayReview} onRule={setDeciding} />
        )}
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
      <Suspense fallback={null}>
        {deciding && <DecideRegistrations {...deciding} onClose={() => setDeciding(undefined)} />}
      </Suspense>
    </Page>
  )
}
