import '@mantine/spotlight/styles.layer.css'
import { Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { PaletteProps } from './Palette.tsx'
import styles from './State.module.css'
import { t } from './language.tsx'

const [store, palette] = createSpotlight()

/** The palette itself; `Palette` brings it when it is first asked for. */
export function CommandPalette({ opened, onOpened, groups, find }: PaletteProps) {
  const [text, setText] = useState('')
  useEffect(() => (opened ? palette.open() : palette.close()), [opened])
  const [settled] = useDebouncedValue(text.trim(), 180)
  const found = useQuery({
    queryKey: ['palette', settled],
    queryFn: ({ signal }) => find?.(settled, signal) ?? [],
    enabled: find !== undefined && settled.length > 1,
    placeholderData: keepPreviousData,
  })
  const wanted = text.trim().toLowerCase()
  const own = groups.map((group) => ({
    ...group,
    commands: group.commands.filter((command) => command.label.toLowerCase().includes(wanted)),
  }))
  const shown = [...own, ...(wanted.length > 1 ? (found.data ?? []) : [])].filter((group) => group.commands.length > 0)
  return (
    <Spotlight.Root
      store={store}
      query={text}
      onQueryChange={setText}
      shortcut={null}
      onSpotlightClose={() => onOpened(false)}
      scrollable
      maxHeight={420}
      size={560}
      radius="lg"
      centered={false}
      yOffset="14vh"
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
    >
      <Modal.Title className={styles.hidden}>{t('Search')}</Modal.Title>
      <Spotlight.Search
        placeholder={t('Search, or go to a page')}
        aria-label={t('Search, or go to a page')}
        leftSection={<IconSearch size={17} stroke={1.75} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {shown.map((group) => (
          <Spotlight.ActionsGroup key={group.label} label={group.label}>
            {group.commands.map(({ id, label, hint, icon: Icon, run }) => (
              <Spotlight.Action
                key={id}
                label={label}
                {...(hint !== undefined && { description: hint })}
                leftSection={Icon && <Icon size={16} stroke={1.75} aria-hidden />}
                onClick={run}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {shown.length === 0 && (
          <Spotlight.Empty>
            {found.isError ? found.error.message : found.isFetching ? t('Searching …') : t('Nothing found')}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
