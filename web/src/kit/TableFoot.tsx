import { Menu } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { Button } from './Button.tsx'
import type { Column } from './columns.ts'
import styles from './DataTable.module.css'
import { countText } from './format.ts'
import { t } from './language.tsx'
import type { List } from './list.ts'

/** Below the rows: how many there are, more of them, and which columns show. */
export function TableFoot<Row>({
  list,
  columns,
  shown,
  onColumns,
}: {
  list: List<Row>
  columns: readonly Column<Row>[]
  shown: readonly string[]
  onColumns: (ids: string[]) => void
}) {
  const end = useRef<HTMLDivElement>(null)
  const { hasMore = false, loadingMore = false, more } = list
  useEffect(() => {
    if (!hasMore || loadingMore || !end.current || !more) return
    const seen = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && more(), {
      rootMargin: '400px',
    })
    seen.observe(end.current)
    return () => seen.disconnect()
  }, [hasMore, loadingMore, more])
  const here = list.items.length
  const total =
    list.total === undefined || list.total === here
      ? null
      : list.total >= 10_000
        ? t('{count, number} or more', { count: 10_000 })
        : countText(list.total)
  const toggle = (id: string) =>
    onColumns(
      columns.map((column) => column.id).filter((each) => (each === id ? !shown.includes(id) : shown.includes(each))),
    )
  return (
    <div className={styles.foot} ref={end}>
      <span aria-live="polite">
        {total
          ? t('{done} of {total}', { done: countText(here), total })
          : hasMore
            ? t('{done} so far', { done: countText(here) })
            : countText(here)}
      </span>
      {list.error && <span className={styles.bad}>{list.error.message}</span>}
      {hasMore && more && (
        <Button small kind="quiet" onClick={more} busy={loadingMore}>
          {t('Load more')}
        </Button>
      )}
      {columns.some((column) => column.optional) && (
        <Menu closeOnItemClick={false} position="top-end">
          <Menu.Target>
            <button type="button" className={styles.columns}>
              <IconColumns3 size={14} stroke={1.75} aria-hidden /> {t('Columns')}
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {columns.slice(1).map((column) => (
              <Menu.CheckboxItem key={column.id} checked={shown.includes(column.id)} onChange={() => toggle(column.id)}>
                {column.header}
              </Menu.CheckboxItem>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  )
}
