import { everyEcosystem, type Db } from '../database/scope.ts'
import { recordEvents, type NewEvent } from '../events/record.ts'
import type { Services } from '../services.ts'

/**
 * A rule that time alone makes true: protection ends, a certificate lapses. `run` moves whatever became due in
 * (from, until], also when that span covers days of downtime.
 */
export interface ClockRule {
  readonly name: string
  run(db: Db, span: { from: Date; until: Date }): Promise<readonly NewEvent[]>
}

/** Runs every clock rule of every ecosystem up to now; each span once, its changes and its events in one transaction. */
export async function tick(services: Services, rules: readonly ClockRule[], only?: readonly string[]): Promise<void> {
  const ecosystems = only ?? (await everyEcosystem(services.database))
  for (const ecosystemId of ecosystems)
    for (const rule of rules)
      await services.database
        .scoped({ ecosystemId, partnerId: null }, (db) => runRule(db, rule, services.clock.now()))
        .catch((error: unknown) =>
          services.log.error(
            { err: error, clock: rule.name, ecosystem: ecosystemId },
            'a clock failed; it runs again at the next tick',
          ),
        )
}

async function runRule(db: Db, rule: ClockRule, now: Date): Promise<void> {
  await db
    .insertInto('clockRun')
    .values({ clock: rule.name, ranUntil: new Date(0) })
    .onConflict((on) => on.doNothing())
    .execute()
  const { ranUntil } = await db
    .selectFrom('clockRun')
    .select('ranUntil')
    .where('clock', '=', rule.name)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (ranUntil >= now) return
  const events = await rule.run(db, { from: ranUntil, until: now })
  await recordEvents(db, { kind: 'system', id: null }, now, `clock:${rule.name}`, events)
  await db.updateTable('clockRun').set({ ranUntil: now }).where('clock', '=', rule.name).execute()
}

/** Ticks every `everyMs`, never two at once. */
export function startClocks(services: Services, rules: readonly ClockRule[], everyMs = 60_000) {
  let running = Promise.resolve()
  const run = () => {
    running = running
      .then(() => tick(services, rules))
      .catch((error: unknown) => services.log.error({ err: error }, 'the clocks could not run'))
  }
  run()
  const timer = setInterval(run, everyMs)
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
