import { everyEcosystem, type Db } from '../database/scope.ts'
import { enqueue, type NewJob } from '../jobs/queue.ts'
import type { Services } from '../services.ts'
import { advance, type EventRow, type Reader, readersConcerned } from './read.ts'
import { noteTrouble, readEvent, Troubles } from './trouble.ts'

/** What a capability hears of the others. Each event reaches it once, after it was committed, in order. Its name names its cursor: never change it. */
export interface Listener extends Reader {
  hear(db: Db, event: EventRow, enqueue: (job: NewJob) => Promise<string>): Promise<void>
}

const batch = 2000
/** Of the newest events, how many are looked at to tell whom they concern. */
const looked = 200

/**
 * Lets every listener hear what is new. Answers whether there was anything.
 *
 * @param only these ecosystems, instead of all.
 */
export async function hearNews(
  services: Services,
  listeners: readonly Listener[],
  only?: readonly string[],
): Promise<boolean> {
  const ecosystems = only ?? (await everyEcosystem(services.database))
  let any = false
  for (const ecosystemId of ecosystems) {
    const concerned = await services.database.scoped({ ecosystemId, partnerId: null }, (db) =>
      readersConcerned(db, listeners, looked),
    )
    for (const listener of listeners)
      if (concerned.has(listener.name) && (await hearAs(services, listener, ecosystemId, batch))) any = true
  }
  if (any) services.wake()
  return any
}

/**
 * One listener's turn: events in their order, as many as `most`. One that cannot be heard is tried again after a while;
 * those before it stay heard, those behind it wait, until it is set aside.
 */
async function hearAs(services: Services, listener: Listener, ecosystemId: string, most: number): Promise<boolean> {
  const { database, clock } = services
  const scope = { ecosystemId, partnerId: null }
  const now = clock.now()
  /** What is being heard, and how many were before it. */
  let at: { event: string; before: number } | undefined
  try {
    return await database.scoped(scope, async (db) => {
      at = undefined
      const troubles = await Troubles.read(db, listener.name)
      if (troubles.waits(now)) return false
      const hear = async (event: EventRow, before: number) => {
        at = { event: event.id, before }
        await listener.hear(db, event, (job) => enqueue(db, job, now, null))
        await troubles.over(db, event.id)
      }
      const again = troubles.askedFor()
      if (again[0] !== undefined) await hear(await readEvent(db, again[0]), 0)
      const heard = await advance(db, listener.name, again.length > 0 ? 0 : most, async (events) => {
        for (const [before, event] of events.entries())
          if (listener.verbs.includes(event.verb) && !troubles.isParked(event.id)) await hear(event, before)
      })
      return heard > 0 || again.length > 0
    })
  } catch (error) {
    services.log.error(
      { err: error, listener: listener.name, event: at?.event },
      'a listener failed; it is tried again',
    )
    const failed = at
    if (!failed) return false
    const heard = failed.before > 0 && (await hearAs(services, listener, ecosystemId, failed.before))
    const why = error instanceof Error ? error.message : String(error)
    await database
      .scoped(scope, (db) => noteTrouble(db, listener.name, failed.event, now, why))
      .catch((cause: unknown) => services.log.error({ err: cause }, 'what a listener failed on could not be noted'))
    return heard
  }
}

/** Listens every `idleMs` at the latest, and whenever `wake` is called. */
export function startListening(services: Services, listeners: readonly Listener[], idleMs = 1000) {
  let stopped = false
  let wake: () => void = () => {}
  const loop = (async () => {
    while (!stopped) {
      const any = await hearNews(services, listeners).catch(() => false)
      if (any || stopped) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, idleMs)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  })()
  return {
    wake: () => wake(),
    async stop() {
      stopped = true
      wake()
      await loop
    },
  }
}
