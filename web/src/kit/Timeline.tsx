import type { ReactNode } from 'react'
import { DateText, DateTime } from './DateTime.tsx'
import { dayOf, dayText } from './format.ts'
import { t } from './language.tsx'
import type { List } from './list.ts'
import { Empty, Failed, Loading } from './State.tsx'
import styles from './Timeline.module.css'
import { LoadMore } from './LoadMore.tsx'

export interface TimelineEntry {
  id: string
  /** When it happened (ISO). */
  at: string
  /** Who: a person, a key, the system. */
  who?: string | null
  /** What happened, in words; links to what it happened to. */
  what: ReactNode
  /** Further lines: a note, a `Diff`. */
  more?: ReactNode
}

/** What happened, newest first, by day of the reader. `entries` from `useList`, turned into words by the page. */
export function Timeline({ list }: { list: List<TimelineEntry> }) {
  if (list.loading) return <Loading />
  if (list.error && list.items.length === 0)
    return <Failed error={list.error} {...(list.retry && { retry: list.retry })} />
  if (list.items.length === 0) return <Empty title={t('Nothing has happened yet')} />
  const days = Map.groupBy(list.items, (entry) => dayOf(entry.at))
  return (
    <div className={styles.timeline}>
      {[...days].map(([day, entries]) => (
        <section key={day} aria-label={dayText(day)}>
          <h3 className={styles.day}>
            <DateText value={day} />
          </h3>
          <ol className={styles.entries}>
            {entries.map((entry) => (
              <li key={entry.id} className={styles.entry}>
                <div className={styles.line}>
                  <span className={styles.what}>{entry.what}</span>
                  <span className={styles.who}>
                    {entry.who && <>{entry.who} · </>}
                    <DateTime value={entry.at} ago />
                  </span>
                </div>
                {entry.more && <div className={styles.more}>{entry.more}</div>}
              </li>
            ))}
          </ol>
        </section>
      ))}
      <LoadMore list={list} label={t('Load older')} />
    </div>
  )
}
