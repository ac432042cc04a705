import { Popover, TextInput } from '@mantine/core'
import { IconChevronDown, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import styles from './FilterBar.module.css'
import { FilterOptions } from './FilterOptions.tsx'
import { filterText, isActive, namesOf, type Filter, type TextFilter } from './filters.ts'
import { t } from './language.tsx'
import { valueOf } from './query.ts'
import type { Url } from './useUrl.ts'

/** One filter of the bar: its name, its values when it is active, and the small panel that changes them. */
export function FilterPill({
  filter,
  url,
  openAtOnce,
  onClose,
}: {
  filter: Filter
  url: Url
  openAtOnce: boolean
  onClose: () => void
}) {
  const [opened, setOpened] = useState(openAtOnce)
  const active = isActive(filter, url.query)
  const close = () => {
    setOpened(false)
    onClose()
  }
  const clear = () => {
    url.set(Object.fromEntries(namesOf(filter).map((name) => [name, undefined])))
    close()
  }
  return (
    <span className={styles.pill} data-active={active || undefined}>
      <Popover
        opened={opened}
        onChange={(next) => (next ? setOpened(true) : close())}
        position="bottom-start"
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <button type="button" className={styles.name} onClick={() => (opened ? close() : setOpened(true))}>
            {filter.label}
            {active ? <b>{filterText(filter, url.query)}</b> : <IconChevronDown size={13} stroke={2} aria-hidden />}
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={filter.label}>
          {filter.kind === 'dates' ? (
            <div className={styles.dates}>
              {(
                [
                  [t('From'), filter.from],
                  [t('Until'), filter.until],
                ] as const
              ).map(([label, name]) => (
                <TextInput
                  key={name}
                  type="date"
                  label={label}
                  value={valueOf(url.query, name) ?? ''}
                  onChange={(event) => url.set({ [name]: event.currentTarget.value }, { replace: true })}
                />
              ))}
            </div>
          ) : filter.kind === 'text' ? (
            <TextPanel filter={filter} url={url} onDone={close} />
          ) : (
            <FilterOptions filter={filter} url={url} onDone={close} />
          )}
        </Popover.Dropdown>
      </Popover>
      {active && (
        <button
          type="button"
          className={styles.off}
          aria-label={t('Take off the filter {label}', { label: filter.label })}
          onClick={clear}
        >
          <IconX size={13} stroke={2} aria-hidden />
        </button>
      )}
    </span>
  )
}

function TextPanel({ filter, url, onDone }: { filter: TextFilter; url: Url; onDone: () => void }) {
  const [text, setText] = useState(valueOf(url.query, filter.name) ?? '')
  return (
    <form
      className={styles.dates}
      onSubmit={(event) => {
        event.preventDefault()
        url.set({ [filter.name]: text.trim() })
        onDone()
      }}
    >
      <TextInput
        label={filter.label}
        placeholder={filter.placeholder ?? t('Text, then Enter')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </form>
  )
}
