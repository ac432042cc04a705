import { Menu, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconPlus, IconSearch, IconX } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import styles from './FilterBar.module.css'
import { FilterPill } from './FilterPill.tsx'
import { isActive, namesOf, type Filter } from './filters.ts'
import { t } from './language.tsx'
import { valueOf } from './query.ts'
import type { Url } from './useUrl.ts'

export type { Filter } from './filters.ts'

export interface FilterBarProps {
  url: Url
  /** Defined once, outside the component, in order of use: the first four always show, the others on demand. */
  filters?: readonly Filter[]
  /** What the search looks through: `Name, domain or city`. Without it there is no search box. */
  search?: string
  /** At the end of the line: saved views, an export. */
  children?: ReactNode
}

const alwaysShown = 4

/** Search and filters above a list, kept in the address. An active filter shows its values and can be taken off. */
export function FilterBar({ url, filters = [], search, children }: FilterBarProps) {
  const [wanted, setWanted] = useState<string>()
  const inUrl = valueOf(url.query, 'q') ?? ''
  const [text, setText] = useState(inUrl)
  const [seen, setSeen] = useState(inUrl)
  // The address changes under us (Back, a saved view): then it is right.
  if (inUrl !== seen) {
    setSeen(inUrl)
    if (inUrl !== text.trim()) setText(inUrl)
  }
  const ask = useDebouncedCallback((q: string) => url.set({ q: q.trim() }, { replace: true }), 250)
  const shown = filters.filter(
    (filter, index) => index < alwaysShown || isActive(filter, url.query) || wanted === filter.name,
  )
  const more = filters.filter((filter) => !shown.includes(filter))
  const active = filters.filter((filter) => isActive(filter, url.query))
  const clear = () => url.set(Object.fromEntries(active.flatMap(namesOf).map((name) => [name, undefined])))
  return (
    <search className={styles.bar}>
      {search !== undefined && (
        <TextInput
          className={styles.search}
          type="search"
          aria-label={t('Search: {search}', { search })}
          placeholder={search}
          leftSection={<IconSearch size={15} stroke={1.75} aria-hidden />}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            ask(event.currentTarget.value)
          }}
        />
      )}
      {shown.map((filter) => (
        <FilterPill
          key={filter.name}
          filter={filter}
          url={url}
          openAtOnce={wanted === filter.name}
          onClose={() => setWanted(undefined)}
        />
      ))}
      {more.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <button type="button" className={styles.more}>
              <IconPlus size={13} stroke={2} aria-hidden /> {t('More filters')}
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {more.map((filter) => (
              <Menu.Item key={filter.name} onClick={() => setWanted(filter.name)}>
                {filter.label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {active.length > 1 && (
        <button type="button" className={styles.more} onClick={clear}>
          <IconX size={13} stroke={2} aria-hidden /> {t('Clear filters')}
        </button>
      )}
      {children && <div className={styles.end}>{children}</div>}
    </search>
  )
}
