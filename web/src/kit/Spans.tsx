import type { CSSProperties } from 'react'
import { dayText } from './format.ts'
import { t } from './language.tsx'
import { Scroller } from './Scroller.tsx'
import styles from './Spans.module.css'
import type { Tone } from './tokens.ts'

/** Something that lasted from a day on, up to but not including another; `to` is null while it lasts. */
export interface Span {
  id: string
  label: string
  from: string
  to: string | null
  tone?: Tone
}
export interface SpanTrack {
  label: string
  spans: readonly Span[]
}

const number = (day: string) => Date.parse(day) / 86_400_000

/** What held when: one line per track, one bar per span, along one axis of years up to `until` (a day, usually today). */
export function Spans({ label, tracks, until }: { label: string; tracks: readonly SpanTrack[]; until: string }) {
  const days = tracks.flatMap((track) => track.spans.flatMap((span) => [span.from, span.to ?? until]))
  const first = days.reduce((a, b) => (a < b ? a : b), until)
  const last = days.reduce((a, b) => (a > b ? a : b), until)
  const start = number(first)
  // What begins on the last day needs some room to be seen.
  const beyond = last > until ? Math.max(14, (number(last) - start) / 10) : 0
  const end = Math.max(number(last) + beyond, start + 30)
  const at = (day: string) => ((number(day) - start) / (end - start)) * 100
  const untilText = (span: Span) => (span.to !== null ? dayText(span.to) : span.from > until ? t('open') : t('today'))
  const years = yearsBetween(first, last)
  return (
    <Scroller label={label}>
      <div className={styles.spans}>
        {tracks.map((track) => (
          <div key={track.label} className={styles.track}>
            <div className={styles.label}>{track.label}</div>
            <ol className={styles.line} aria-label={track.label}>
              {track.spans.map((span) => {
                const words = `${span.label}, ${dayText(span.from)} – ${untilText(span)}`
                const place = {
                  '--from': `${at(span.from)}%`,
                  '--to': `${span.to === null ? (beyond ? 100 : at(last)) : at(span.to)}%`,
                } as CSSProperties
                return (
                  <li key={span.id} className={styles.span} data-tone={span.tone ?? 'grey'} style={place} title={words}>
                    <span aria-hidden>{span.label}</span>
                    <span className={styles.hidden}>{words}</span>
                  </li>
                )
              })}
            </ol>
          </div>
        ))}
        <div className={styles.track} aria-hidden>
          <div />
          <div className={styles.axis}>
            {beyond > 0 && <span className={styles.today} style={{ '--from': `${at(until)}%` } as CSSProperties} />}
            {years.map((year) => (
              <span key={year} className={styles.year} style={{ '--from': `${at(`${year}-01-01`)}%` } as CSSProperties}>
                {year}
              </span>
            ))}
          </div>
        </div>
      </div>
    </Scroller>
  )
}

/** The turns of years within, at most about eight of them. */
function yearsBetween(first: string, last: string): string[] {
  const [from, to] = [Number(first.slice(0, 4)) + 1, Number(last.slice(0, 4))]
  const step = Math.max(1, Math.ceil((to - from + 1) / 8))
  return Array.from({ length: Math.max(0, Math.floor((to - from) / step) + 1) }, (_, i) => String(from + i * step))
}
