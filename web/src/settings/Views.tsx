import { deleteView, listViews, type SavedView } from '@hansa/contract/identity'
import { IconTrash } from '@tabler/icons-react'
import { useList, useSend } from '../api.ts'
import { IconButton } from '../kit/Button.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { t } from '../kit/language.tsx'
import { listOf } from '../kit/list.ts'
import { wordsOf } from '../kit/format.ts'
import { Section } from '../kit/Page.tsx'
import { queryText } from '../kit/query.ts'
import { Empty } from '../kit/State.tsx'
import { refused, told } from '../kit/toast.ts'

const columns: Column<SavedView>[] = [
  { id: 'name', header: t('View'), cell: (view) => view.name },
  { id: 'list', header: t('List'), cell: (view) => t(wordsOf(view.list)) },
  { id: 'shared', header: t('Seen by'), cell: (view) => (view.shared ? t('Everyone who works here') : t('You')) },
]

/** The views that a person keeps, of all lists. A list's name is its address. */
export function Views() {
  const list = useList(listViews, { limit: 200 })
  const remove = useSend(deleteView)
  const mine = list.items.filter((view) => view.mine)
  const all: Column<SavedView>[] = [
    ...columns,
    {
      id: 'acts',
      header: t('Acts'),
      align: 'end',
      cell: (view) => (
        <IconButton
          small
          label={t('Remove {name}', { name: view.name })}
          icon={IconTrash}
          onClick={() =>
            remove.mutate(
              { id: view.id },
              { onSuccess: () => told(t('View “{name}” removed', { name: view.name })), onError: refused },
            )
          }
        />
      ),
    },
  ]
  return (
    <Section
      lead={t(
        'Search, filters, sort and columns of a list, kept under a name. They are kept and chosen above each list.',
      )}
    >
      <DataTable
        label={t('Views')}
        list={{ ...list, ...listOf(mine) }}
        columns={all}
        rowLink={(view) => `/${view.list}${queryText(view.query)}`}
        empty={
          <Empty title={t('You keep no views yet')}>
            {t('Filter a list, then choose “Keep or remove views” above it.')}
          </Empty>
        }
      />
    </Section>
  )
}
