import type { Side } from '@hansa/contract/messages'

/** How a message begins, on one line. */
export function excerptOf(body: string): string {
  const line = body.replace(/\s+/g, ' ').trim()
  return line.length <= 160 ? line : `${line.slice(0, 159).trimEnd()}…`
}

/** Since when the vendor owes an answer, after a message that both sides see. */
export function waitingAfter(side: Side, before: Date | null, at: Date, withPartner: boolean): Date | null {
  if (!withPartner || side === 'vendor') return null
  return before ?? at
}

/** A message's moment: after every earlier one of its thread, also where two were written at once. */
export const momentAfter = (last: Date | null, now: Date): Date =>
  last && last >= now ? new Date(last.getTime() + 1) : now

const minutesBetweenMails = 10

/** When somebody is told of news in a thread: at once, but not twice within ten minutes. */
export function tellAt(toldAt: Date | null, now: Date): Date {
  const next = toldAt ? toldAt.getTime() + minutesBetweenMails * 60_000 : 0
  return new Date(Math.max(next, now.getTime()))
}
