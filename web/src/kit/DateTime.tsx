import { agoText, dayText, momentText } from './format.ts'
import { None } from './None.tsx'
import { useNow } from './useNow.ts'

/** A moment with its time in the reader's zone; `ago` shows the distance from now and keeps the moment in the tooltip. */
export function DateTime({ value, ago }: { value: string | null | undefined; ago?: boolean }) {
  const now = useNow()
  if (!value) return <None />
  const exact = momentText(value)
  return (
    <time dateTime={value} title={exact}>
      {ago ? agoText(value, now) : exact}
    </time>
  )
}

/** A calendar day (`2026-03-31`), the same in every time zone; for a moment, its day in UTC. */
export function DateText({ value }: { value: string | null | undefined }) {
  if (!value) return <None />
  return <time dateTime={value}>{dayText(value)}</time>
}
