import {
  claimColumns,
  downloadOpenClaims,
  listClaimRows,
  readClaimBatch,
  sendClaims,
  type ClaimBatch,
  type ClaimOutcome,
  type ClaimRow,
} from '@hansa/contract/claim-batches'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { IconDownload } from '@tabler/icons-react'
import { useEffect } from 'react'
import { ask, hrefOf, useList, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { countText } from '../kit/format.ts'
import { retold, t } from '../kit/language.tsx'
import { Link } from '../kit/Link.tsx'
import { None } from '../kit/None.tsx'
import { Notice } from '../kit/Notice.tsx'
import { Count } from '../kit/Numbers.tsx'
import { Page } from '../kit/Page.tsx'
import { ProgressJob } from '../kit/ProgressJob.tsx'
import { Ready } from '../kit/Ready.tsx'
import { Stat, Stats } from '../kit/Stat.tsx'
import { Empty } from '../kit/State.tsx'
import { refused } from '../kit/toast.ts'
import { useUrl } from '../kit/useUrl.ts'
import { portalPaths } from '../paths.ts'
import { BatchTag, OutcomeTag, outcomeText } from './claim-words.tsx'

const isLive = ({ state }: ClaimBatch) => state === 'checking' || state === 'sending'

/** One table of claims: what would become of each row, and, once it is sent, what did. */
export function PortalClaimBatchPage({ id }: { id: string }) {
  const query = useQuery({
    ...ask(readClaimBatch, { id }),
    refetchInterval: ({ state }) => (state.data && isLive(state.data) ? 700 : false),
  })
  return <Ready query={query}>{(it) => <Shown it={it} />}</Ready>
}

const outcomes: readonly ClaimOutcome[] = ['send', 'draft', 'same', 'refuse']

function Shown({ it }: { it: ClaimBatch }) {
  const send = useSend(sendClaims)
  const after = it.state === 'sending' || it.state === 'sent'
  const total = outcomes.reduce((sum, outcome) => sum + it.counts[outcome], 0)
  const cache = useQueryClient()
  useEffect(() => {
    void cache.invalidateQueries({ queryKey: [listClaimRows.path] })
  }, [cache, it.state, total])
  const open = it.counts.draft + it.counts.refuse
  return (
    <Page
      title={it.fileName}
      crumbs={[
        { label: t('Deal registrations'), to: portalPaths.registrations() },
        { label: t('Register many deals'), to: portalPaths.claims() },
      ]}
      meta={<BatchTag state={it.state} />}
      actions={
        <>
          {open > 0 && (
            <Button icon={IconDownload} href={hrefOf(downloadOpenClaims, { id: it.id })}>
              {t('Rows to complete')}
            </Button>
          )}
          {it.state !== 'sent' && (
            <Button
              kind="primary"
              may={it.may['send']}
              busy={send.isPending}
              onClick={() => send.mutate({ id: it.id }, { onError: refused })}
            >
              {t('Send the complete ones ({count, number})', { count: it.counts.send })}
            </Button>
          )}
        </>
      }
    >
      {it.problem && <Notice title={retold(it.problem)} />}
      {it.unknownColumns.length > 0 && (
        <Notice title={t('These columns mean nothing here: {names}', { names: it.unknownColumns.join(', ') })}>
          {t('Known are: {names}', { names: Object.keys(claimColumns).join(', ') })}
        </Notice>
      )}
      {isLive(it) && (
        <ProgressJob
          title={it.state === 'checking' ? t('Trying the rows') : t('Sending the claims')}
          state="running"
          done={total}
          total={null}
          unit={t('rows')}
        />
      )}
      <Stats>
        {outcomes.map((outcome) => (
          <Stat key={outcome} label={outcomeText(outcome, after)} value={countText(it.counts[outcome])} />
        ))}
      </Stats>
      <Rows it={it} after={after} />
    </Page>
  )
}

function Rows({ it, after }: { it: ClaimBatch; after: boolean }) {
  const url = useUrl()
  const list = useList(listClaimRows, { id: it.id }, url.query)
  const columns: Column<ClaimRow & { id: string }>[] = [
    { id: 'number', header: t('Row'), cell: ({ number }) => <Count value={number} />, align: 'end' },
    {
      id: 'customer',
      header: t('Customer'),
      cell: ({ customerName, registrationId }) =>
        registrationId ? (
          <Link to={portalPaths.registration(registrationId)}>{customerName}</Link>
        ) : (
          (customerName ?? <None />)
        ),
    },
    { id: 'outcome', header: t('Outcome'), cell: ({ outcome }) => <OutcomeTag outcome={outcome} after={after} /> },
    {
      id: 'problems',
      header: t('What to look at'),
      cell: ({ problems }) => <Problems problems={problems} />,
      long: true,
    },
  ]
  const filters: Filter[] = [
    {
      kind: 'select',
      name: 'outcome',
      label: t('Outcome'),
      options: outcomes.map((value) => ({ value, label: outcomeText(value, after) })),
    },
  ]
  return (
    <>
      <FilterBar url={url} filters={filters} search={t('Customer')} />
      <DataTable
        label={t('Rows')}
        list={{ ...list, items: list.items.map((row) => ({ ...row, id: String(row.number) })) }}
        columns={columns}
        url={url}
        defaultSort="number"
        empty={<Empty title={isLive(it) ? t('Rows come as they are read') : t('No row fits')} />}
      />
    </>
  )
}

const Problems = ({ problems }: Pick<ClaimRow, 'problems'>) =>
  problems.length === 0 ? (
    <None />
  ) : (
    problems.map(({ field, message }, index) => (
      <div key={index}>
        {field && `${field}: `}
        {retold(message)}
      </div>
    ))
  )
