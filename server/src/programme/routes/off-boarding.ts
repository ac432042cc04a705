import { Readable } from 'node:stream'
import * as api from '@hansa/contract/lifecycle'
import type { OffBoarding } from '@hansa/contract/lifecycle'
import { english, say } from '@hansa/contract/language'
import { today } from '../../core/calendar.ts'
import { Refusal } from '../../core/errors.ts'
import { readFile } from '../../core/files.ts'
import { handle, handleOutside, type Context, type Route } from '../../core/http/route.ts'
import { newId } from '../../core/ids.ts'
import { readPartner } from '../../partners/queries/partners.ts'
import { signedText } from '../queries/form.ts'
import * as queries from '../queries/off-boarding.ts'
import { defaultProgramme, rulesAt } from '../queries/programmes.ts'
import { dropTasks } from '../queries/tasks.ts'
import { step } from './partnership.ts'

const aDay = 86_400_000

function present(row: queries.OffBoardingRow, now: Date, stage: string): OffBoarding {
  const { exportUntil: until } = row
  return {
    id: row.id,
    organizationId: row.organizationId,
    reason: row.reason,
    note: row.note,
    from: row.fromDay,
    stageBefore: row.stageBefore,
    graceUntil: row.graceUntil.toISOString(),
    runOffUntil: row.runOffUntil,
    people: row.members.length,
    export: {
      state: until === null ? 'making' : until > now ? 'ready' : 'expired',
      until: until?.toISOString() ?? null,
    },
    begunAt: row.begunAt.toISOString(),
    begunBy: row.begunByName,
    undoneAt: row.undoneAt?.toISOString() ?? null,
    mayUndo:
      row.undoneAt !== null
        ? english`It was taken back already.`
        : stage !== 'off_boarded'
          ? english`The partner has come back since.`
          : row.graceUntil < now
            ? english`The days of grace are over. Begin the partnership anew.`
            : true,
  }
}

async function list({ db, now }: Context, organizationId: string): Promise<OffBoarding[]> {
  const { stage } = await readPartner(db, organizationId)
  return (await queries.offBoardingsOf(db, organizationId)).map((row) => present(row, now, stage))
}

export const offBoarding: Route[] = [
  handle(api.listOffBoardings, async (ctx, { organizationId }) => ({ items: await list(ctx, organizationId) })),
  handle(api.offBoardPartner, async (ctx, { organizationId, reason, note }) => {
    const { db, now, principal } = ctx
    const { stage, id: partnershipId } = await readPartner(db, organizationId)
    if (stage === 'off_boarded') throw new Refusal('conflict', say`This partner has left already.`)
    const { rules, version } = await rulesAt(db, await defaultProgramme(db), now)
    const day = await today(db, now)
    await step(ctx, [
      {
        organizationId,
        stage: 'off_boarded',
        reason: note || api.leavingReasons[reason],
        types: [],
        appliedAt: now,
        from: [stage],
      },
    ])
    const members = await queries.shutOut(db, organizationId, now)
    await dropTasks(db, organizationId)
    const runOffUntil = new Date(Date.parse(day) + rules.offBoarding.runOffDays * aDay).toISOString().slice(0, 10)
    const row = {
      id: newId('off', now),
      organizationId,
      reason,
      note,
      fromDay: day,
      stageBefore: stage,
      graceUntil: new Date(now.getTime() + rules.offBoarding.graceDays * aDay),
      runOffUntil,
      rulesVersion: version,
      members: members.map((member) => member.id),
      exportFileId: null,
      exportUntil: null,
      begunAt: now,
      begunBy: principal.memberId,
      begunByName: principal.name,
      undoneAt: null,
    }
    await queries.insertOffBoarding(db, row)
    await ctx.record({
      verb: 'partner.off_boarded',
      objectId: partnershipId,
      organizationId,
      partnerId: organizationId,
      data: { reason, people: members.length, runOffUntil },
    })
    const to = members.map(({ name, email }) => ({ name, email }))
    await ctx.enqueue({ kind: 'programme.export', input: { organizationId, to } })
    return (await list(ctx, organizationId))[0]!
  }),
  handle(api.undoOffBoarding, async (ctx, { organizationId }) => {
    const { db, now } = ctx
    const [last] = await list(ctx, organizationId)
    if (!last) throw new Refusal('conflict', say`This partner was not off-boarded.`)
    if (last.mayUndo !== true) throw new Refusal('conflict', last.mayUndo)
    const [row] = await queries.offBoardingsOf(db, organizationId)
    await step(ctx, [
      {
        organizationId,
        stage: last.stageBefore,
        reason: english`Off-boarding taken back`,
        types: [],
        appliedAt: now,
        from: ['off_boarded'],
      },
    ])
    await queries.letBackIn(db, row!.members)
    await queries.changeOffBoarding(db, last.id, { undoneAt: now, exportUntil: now })
    const { id } = await readPartner(db, organizationId)
    await ctx.record({
      verb: 'partner.off_boarding_undone',
      objectId: id,
      organizationId,
      partnerId: organizationId,
      data: { people: row!.members.length },
    })
    return (await list(ctx, organizationId))[0]!
  }),
  handleOutside(api.downloadPartnerExport, async ({ services, now }, { key }) => {
    const unknown = new Refusal('missing', say`This link does not work, or has expired. Ask for a new one.`)
    const [ecosystemId = '', fileId = '', until = ''] = key.slice(0, Math.max(0, key.lastIndexOf('.'))).split('~')
    if (!/^eco_[0-9a-z]{26}$/.test(ecosystemId)) throw unknown
    const scope = { ecosystemId, partnerId: null }
    const good = await services.database.scoped(
      scope,
      async (db) => (await signedText(db, 'export', key)) !== undefined && (await queries.isOpen(db, fileId, now)),
    )
    if (!good || Number(until) < now.getTime()) throw unknown
    return {
      fileName: 'my-data.ndjson',
      body: Readable.toWeb(Readable.from(readFile(services.database, scope, fileId))) as ReadableStream<Uint8Array>,
    }
  }),
]
