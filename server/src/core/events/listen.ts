import { everyEcosystem, type Db } from '../database/scope.ts'
import { enqueue, type NewJob } from '../jobs/queue.ts'
import type { Services } from '../services.ts'
import { advance, type EventRow } from './read.ts'

/** What a capability hears of the others. Each event reaches it once, after it was committed, in order. */
export interface Listener {
  /** Names its cursor: never change it. */
  readonly name: string
  readonly verbs: readonly string[]
  hear(db: Db, event: EventRow, enqueue: (job: NewJob) => Promise<string>): Promise<void>
}

const batch = 2000

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
  for (const ecosystemId of ecosystems)
    for (const listener of listeners)
      await services.database
        .scoped({ ecosystemId, partnerId: null }, async (db) => {
          const now = services.clock.now()
          const heard = await advance(db, listener.name, batch, async (events) => {
            for (const event of events)
              if (listener.verbs.includes(event.verb))
                await listener.hear(db, event, (job) => enqueue(db, job, now, null))
          })
          if (heard > 0) any = true
        })
        .catch((error: unknown) =>
          services.log.error(
            { err: error, listener: listener.name },
            'a listener failed; it hears the same events again',
          ),
        )
  if (any) services.wake()
  return any
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
