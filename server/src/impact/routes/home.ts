import * as api from '@hansa/contract/home'
import { changeKinds, waitingKinds, type ChangeKind, type WaitingKind } from '@hansa/contract/home'
import { today } from '../../core/calendar.ts'
import { handle, type Route } from '../../core/http/route.ts'
import * as queries from '../queries/home.ts'

const aDay = 86_400_000
const keysOf = <K extends string>(of: Record<K, unknown>) => Object.keys(of) as K[]

export const home: Route[] = [
  handle(api.readHome, async ({ db, now }, asked) => {
    const day = await today(db, now)
    const earliest = now.getTime() - 366 * aDay
    const wanted = asked.since === undefined ? now.getTime() - 7 * aDay : Date.parse(asked.since)
    const since = new Date(Math.min(now.getTime(), Math.max(earliest, wanted)))
    const counts = await queries.waiting(db, day, now)
    const changed = new Map((await queries.changed(db, since, now)).map((group) => [group.kind, group]))
    return {
      today: day,
      empty: !(await queries.hasPartners(db)),
      since: since.toISOString(),
      waiting: keysOf<WaitingKind>(waitingKinds).flatMap((kind) =>
        counts[kind] > 0
          ? [{ kind, count: counts[kind], until: kind === 'certifications_expiring' ? soon(day) : null }]
          : [],
      ),
      changed: keysOf<ChangeKind>(changeKinds).flatMap((kind) => changed.get(kind) ?? []),
    }
  }),
]

const soon = (day: string) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + queries.soonDays * aDay).toISOString().slice(0, 10)
