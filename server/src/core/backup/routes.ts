import * as api from '@hansa/contract/backups'
import { say } from '@hansa/contract/language'
import { Readable } from 'node:stream'
import { everyEcosystem } from '../database/scope.ts'
import { Refusal } from '../errors.ts'
import { handleOutside, type OutsideContext, type Route } from '../http/route.ts'
import { seesAll } from './dump.ts'
import { isOverdue, keptBackups, lastDue, type BackupKeeper } from './plan.ts'
import { sameSecret } from '../secrets.ts'
import { firstEcosystem } from './schedule.ts'
import { fileName, packed } from './write.ts'

/**
 * A backup holds every ecosystem of the installation. Where there is one, its administrator is who runs Hansa. Where
 * there are several, no administrator of one may take away the others: only who also knows the operator's token.
 */
async function refuseOthers({ services, request }: OutsideContext, backups: BackupKeeper): Promise<void> {
  const { operatorToken } = backups.plan
  const given = request.headers.get('x-hansa-operator')
  if (operatorToken !== undefined && given !== null && sameSecret(given, operatorToken)) return
  if ((await everyEcosystem(services.database)).length > 1)
    throw new Refusal(
      'conflict',
      say`This installation holds several ecosystems, and a backup holds all of them. It needs the operator’s token as well: HANSA_OPERATOR_TOKEN.`,
    )
}

function keeperOf({ services }: OutsideContext): BackupKeeper {
  if (!services.backups) throw new Refusal('conflict', say`This installation keeps no backups.`)
  return services.backups
}

export const backupRoutes: Route[] = [
  handleOutside(api.readBackups, async (ctx) => {
    const backups = keeperOf(ctx)
    const { hour, keep, folder } = backups.plan
    await refuseOthers(ctx, backups)
    const first = await firstEcosystem(ctx.services.database)
    const items = await keptBackups(folder)
    const planned = hour !== null && first
    return {
      plan: planned ? { hour, keep, timeZone: first.timeZone } : null,
      folder,
      problem: backups.problem,
      overdue: planned
        ? isOverdue(items[0]?.madeAt, lastDue(ctx.now, hour, first.timeZone), first.createdAt, ctx.now)
        : false,
      items: items.map((item) => ({ ...item, madeAt: item.madeAt.toISOString() })),
    }
  }),
  handleOutside(api.takeBackup, async (ctx) => {
    const backups = keeperOf(ctx)
    await refuseOthers(ctx, backups)
    if (backups.busy) throw new Refusal('conflict', say`A backup is being made just now. Try again when it is done.`)
    backups.busy = true
    const { engine } = ctx.services.database
    try {
      if (!(await seesAll(engine)))
        throw new Refusal(
          'conflict',
          say`Hansa serves with a database login that may not read everything, so it cannot make a backup. Make it with the login that owns the tables: npm start -- backup.`,
        )
      await ctx.inside(({ record }) => record({ verb: 'backup.taken' }))
      const frozen = await engine.frozen()
      const body = packed(frozen, ctx.now).on('close', () => {
        void frozen.close().finally(() => (backups.busy = false))
      })
      return { fileName: fileName(ctx.now), body: Readable.toWeb(body) as ReadableStream<Uint8Array> }
    } catch (error) {
      backups.busy = false
      throw error
    }
  }),
]
