import { deleteView, listViews, saveView } from '@hansa/contract/identity'
import { useQuery } from '@tanstack/react-query'
import { ask, useSend } from './api.ts'
import { SavedViews } from './kit/SavedViews.tsx'
import { t } from './kit/language.tsx'
import { refused, told } from './kit/toast.ts'
import type { Url } from './kit/useUrl.ts'

/** The kept views of a list, for the end of its `FilterBar`. `list` is the name under which they are kept: `partners`. */
export function ListViews({ list, url }: { list: string; url: Url }) {
  const views = useQuery(ask(listViews, { list, limit: 200 })).data?.items ?? []
  const save = useSend(saveView)
  const remove = useSend(deleteView)
  return (
    <SavedViews
      views={views}
      url={url}
      onSave={async ({ query, ...view }) => {
        const kept = Object.fromEntries(
          Object.entries(query).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
        )
        await save.mutateAsync({ list, ...view, query: kept })
        told(t('View “{name}” kept', { name: view.name }))
      }}
      onDelete={(id) => remove.mutate({ id }, { onError: refused })}
    />
  )
}
