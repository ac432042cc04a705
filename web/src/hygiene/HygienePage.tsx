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
import { reasonText } from './words.ts'

const merges: (undo: (merge: Merge) => void) => Column<Merge>[] = (undo) => [
  {
    id: 'into',
    header: 'Kept',
    cell: (merge) => <Link to={paths.organization(merge.into.id)}>{merge.into.name}</Link>,
  },
  { id: 'from', header: 'Merged into it', cell: (merge) => merge.from.name },
  { id: 'by', header: 'By', cell: (merge) => merge.mergedBy },
  {
    id: 'mergedAt',
    header: 'When',
    align: 'end',
    sortable: true,
    cell: (merge) => <DateTime value={merge.mergedAt} ago />,
  },
  {
    id: 'undo',
    header: 'Take back',
    align: 'end',
    cell: (merge) =>
      merge.undoneAt ? (
        <Tag>Undone</Tag>
      ) : (
        <Button small may={merge.may.undo} onClick={() => undo(merge)}>
          Undo
        </Button>
      ),
  },
]

const pairs: (open: (pair: Duplicate) => void) => Column<Duplicate>[] = (open) => [
  { id: 'left', header: 'Organization', cell: (pair) => <Side side={pair.left} /> },
  { id: 'right', header: 'may be the same as', cell: (pair) => <Side side={pair.right} /> },
  {
    id: 'reasons',
    header: 'Because',
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
    header: 'Probability',
    align: 'end',
    sortable: true,
    cell: (pair) => <Percent value={pair.probability} />,
  },
  {
    id: 'act',
    header: 'Decide',
    align: 'end',
    cell: (pair) => (
      <Button small onClick={() => open(pair)}>
        Review
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
      title="Data hygiene"
      lead="Figures are only as good as the records behind them. Two records of one company count it twice."
      tabs={[
        { label: 'Duplicate candidates', to: paths.hygiene() },
        { label: 'Merges', to: `${paths.hygiene()}?tab=merges` },
      ]}
      actions={
        <Button
          may={may}
          busy={find.isPending}
          onClick={() => find.mutate({}, { onSuccess: () => told('Looking for duplicates'), onError: refused })}
        >
          Look for duplicates
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
        label="Duplicate candidates"
        list={list}
        columns={pairs(setPair)}
        url={url}
        defaultSort="-probability"
        empty={
          <Empty title="No duplicates waiting">
            After each import Hansa compares all organizations with each other.
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
      { onSuccess: () => told(`${merge.from.name} stands on its own again`), onError: refused },
    )
  return (
    <DataTable
      label="Merges"
      list={list}
      columns={merges(take)}
      url={url}
      defaultSort="-mergedAt"
      empty={<Empty title="Nothing was merged yet">What is merged here can be taken back, record by record.</Empty>}
    />
  )
}
