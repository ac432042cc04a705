import {
  findDuplicates,
  listDuplicates,
  listMerges,
  undoMerge,
  type Duplicate,
  type Merge,
} from '@hansa/contract/hygiene'
import { useState } from 'react'
import { useList, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { Link } from '../kit/Link.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Row, Stack } from '../kit/layout.tsx'
import { Percent } from '../kit/Numbers.tsx'
import { Page } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { Tag } from '../kit/Tag.tsx'
import { refused, told } from '../kit/toast.ts'
import { useUrl } from '../kit/useUrl.ts'
import { useMay } from '../me.ts'
import { paths } from '../paths.ts'
import { MergeDialog } from './MergeDialog.tsx'
import { reasonText } from '../likeness.ts'

const merges: (undo: (merge: Merge) => void) => Column<Merge>[] = (undo) => [
  {
    id: 'into',
    header: t('Kept'),
    cell: (merge) => <Link to={paths.organization(merge.into.id)}>{merge.into.name}</Link>,
  },
  { id: 'from', header: t('Merged into it'), cell: (merge) => merge.from.name },
  { id: 'by', header: t('By'), cell: (merge) => merge.mergedBy },
  {
    id: 'mergedAt',
    header: t('When'),
    align: 'end',
    sortable: true,
    cell: (merge) => <DateTime value={merge.mergedAt} ago />,
  },
  {
    id: 'undo',
    header: t('Take back'),
    align: 'end',
    cell: (merge) =>
      merge.undoneAt ? (
        <Tag>{t('Undone')}</Tag>
      ) : (
        <Button small may={merge.may.undo} onClick={() => undo(merge)}>
          {t('Undo')}
        </Button>
      ),
  },
]

const pairs: (open: (pair: Duplicate) => void) => Column<Duplicate>[] = (open) => [
  { id: 'left', header: t('Organization'), cell: (pair) => <Side side={pair.left} /> },
  { id: 'right', header: t('may be the same as'), cell: (pair) => <Side side={pair.right} /> },
  {
    id: 'reasons',
    header: t('Because'),
    cell: (pair) => (
      <Muted small>
        {pair.reasons
          .filter((reason) => reason.weight > 1)
          .map(reasonText)
          .join(' · ')}
      </Muted>
    ),
  },
  {
    id: 'probability',
    header: t('Probability'),
    align: 'end',
    sortable: true,
    cell: (pair) => <Percent value={pair.probability} />,
  },
  {
    id: 'act',
    header: t('Decide'),
    align: 'end',
    cell: (pair) => (
      <Button small onClick={() => open(pair)}>
        {t('Review')}
      </Button>
    ),
  },
]

const Side = ({ side }: { side: Duplicate['left'] }) => (
  <Row gap="xs">
    <Link to={paths.organization(side.id)}>{side.name}</Link>
    <Muted small>{[side.domain, side.country].filter(Boolean).join(', ')}</Muted>
  </Row>
)

/** What may be entered twice, for a person to decide; and what was merged, to be taken back. */
export function HygienePage() {
  const url = useUrl()
  const tab = url.query.tab === 'merges' ? 'merges' : 'duplicates'
  const may = useMay('hygiene.merge')
  const find = useSend(findDuplicates)
  return (
    <Page
      title={t('Data hygiene')}
      lead={t('Figures are only as good as the records behind them. Two records of one company count it twice.')}
      tabs={[
        { label: t('Duplicate candidates'), to: paths.hygiene() },
        { label: t('Merges'), to: `${paths.hygiene()}?tab=merges` },
      ]}
      actions={
        <Button
          may={may}
          busy={find.isPending}
          onClick={() => find.mutate({}, { onSuccess: () => told(t('Looking for duplicates')), onError: refused })}
        >
          {t('Look for duplicates')}
        </Button>
      }
    >
      {tab === 'merges' ? <Merges /> : <Duplicates />}
    </Page>
  )
}

function Duplicates() {
  const url = useUrl()
  const list = useList(listDuplicates, {}, url.query)
  const [pair, setPair] = useState<Duplicate | null>(null)
  return (
    <Stack>
      <DataTable
        label={t('Duplicate candidates')}
        list={list}
        columns={pairs(setPair)}
        url={url}
        defaultSort="-probability"
        empty={
          <Empty title={t('No duplicates waiting')}>
            {t('After each import Hansa compares all organizations with each other.')}
          </Empty>
        }
      />
      <MergeDialog pair={pair} onClose={() => setPair(null)} />
    </Stack>
  )
}

function Merges() {
  const url = useUrl()
  const list = useList(listMerges, {}, url.query)
  const undo = useSend(undoMerge)
  const take = (merge: Merge) =>
    undo.mutate(
      { id: merge.id },
      { onSuccess: () => told(t('{name} stands on its own again', { name: merge.from.name })), onError: refused },
    )
  return (
    <DataTable
      label={t('Merges')}
      list={list}
      columns={merges(take)}
      url={url}
      defaultSort="-mergedAt"
      empty={
        <Empty title={t('Nothing was merged yet')}>
          {t('What is merged here can be taken back, record by record.')}
        </Empty>
      }
    />
  )
}
