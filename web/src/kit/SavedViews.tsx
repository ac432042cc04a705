import { Menu, Switch, TextInput } from '@mantine/core'
import { IconBookmark, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { Button, IconButton } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { t } from './language.tsx'
import type { Query } from './query.ts'
import styles from './SavedViews.module.css'
import type { Url } from './useUrl.ts'

export interface View {
  id: string
  name: string
  query: Query
  shared: boolean
  mine: boolean
}

export interface SavedViewsProps {
  views: readonly View[]
  url: Url
  /** Keeps what is in the address now under a name. */
  onSave: (view: { name: string; shared: boolean; query: Query }) => Promise<unknown>
  onDelete: (id: string) => void
}

const sameQuery = (a: Query, b: Query) => {
  const flat = (query: Query) => JSON.stringify(Object.entries(query).sort(([x], [y]) => (x < y ? -1 : 1)))
  return flat(a) === flat(b)
}

/** Views of a list: search, filters, sort and columns under a name, one's own and the shared ones. */
export function SavedViews({ views, url, onSave, onDelete }: SavedViewsProps) {
  const [naming, setNaming] = useState(false)
  const current = views.find((view) => sameQuery(view.query, url.query))
  const show = (view: View) =>
    url.set({ ...Object.fromEntries(Object.keys(url.query).map((name) => [name, undefined])), ...view.query })
  return (
    <>
      <Menu width={240}>
        <Menu.Target>
          <button type="button" className={styles.button}>
            <IconBookmark size={15} stroke={1.75} aria-hidden />
            {current?.name ?? t('Views')}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.length === 0 && <Menu.Label>{t('No views are kept yet')}</Menu.Label>}
          {views.map((view) => (
            <Menu.Item
              key={view.id}
              onClick={() => show(view)}
              rightSection={
                view === current ? '✓' : view.shared ? <span className={styles.shared}>{t('shared')}</span> : null
              }
            >
              {view.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setNaming(true)}>{t('Keep or remove views …')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Dialog opened={naming} title={t('Views')} onClose={() => setNaming(false)}>
        <NameView
          onSave={async (name, shared) => {
            await onSave({ name, shared, query: url.query })
            setNaming(false)
          }}
        />
        {views.some((view) => view.mine) && (
          <ul className={styles.mine}>
            {views
              .filter((view) => view.mine)
              .map((view) => (
                <li key={view.id}>
                  {view.name}
                  <IconButton
                    small
                    label={t('Remove the view {name}', { name: view.name })}
                    icon={IconTrash}
                    onClick={() => onDelete(view.id)}
                  />
                </li>
              ))}
          </ul>
        )}
      </Dialog>
    </>
  )
}

function NameView({ onSave }: { onSave: (name: string, shared: boolean) => Promise<void> }) {
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    await onSave(name.trim(), shared).catch((error: unknown) =>
      setProblem(error instanceof Error ? error.message : String(error)),
    )
    setBusy(false)
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim()) void save()
        else setProblem(t('Please fill this in'))
      }}
    >
      <TextInput
        label={t('Keep what is shown now as')}
        value={name}
        error={problem}
        maxLength={80}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Switch
        label={t('Share with everyone who works here')}
        checked={shared}
        onChange={(event) => setShared(event.currentTarget.checked)}
      />
      <div>
        <Button kind="primary" submit busy={busy}>
          {t('Keep view')}
        </Button>
      </div>
    </form>
  )
}
