import { say, term } from '@hansa/contract/language'
import * as api from '@hansa/contract/deals'
import { dealStages } from '@hansa/contract/pipeline'
import type { DealRecord } from '@hansa/contract/deals'
import type { z } from 'zod'
import { today } from '../../core/calendar.ts'
import { refuseFields, wrong } from '../../core/errors.ts'
import { handle, type Context, type Route } from '../../core/http/route.ts'
import { newId } from '../../core/ids.ts'
import { readOrganization } from '../../organizations/queries/organizations.ts'
import * as queries from '../queries/deals.ts'
import { fieldHistory } from '../queries/history.ts'
import { namesOf, readLines } from '../queries/lines.ts'
import { pipelineFor, pipelines, type Pipeline } from '../queries/pipelines.ts'
import { readStages } from '../queries/stages.ts'
import { tellDeals } from '../queries/upsert.ts'
import { sayingProblem } from '../rules/close.ts'
import { dealProblems, edited, unknown, type DealChange, type Known, type Said } from '../rules/deal.ts'
import { lineProblem } from '../rules/lines.ts'
import { stageHistory } from '../rules/stages.ts'
import { shown } from './deal-lists.ts'

async function readRecord({ db, principal, now }: Context, id: string): Promise<DealRecord> {
  const deal = shown(principal, await pipelines(db, now), await queries.readDeal(db, id))
  const lines = (await readLines(db, [id])).get(id) ?? []
  const names = await namesOf(
    db,
    lines.flatMap(({ partnerId }) => partnerId ?? []),
  )
  const currency = deal.value?.currency ?? ''
  return {
    ...deal,
    stages: stageHistory((await readStages(db, [id])).get(id) ?? []).map(({ stage, fromDay, sourceStage }) => ({
      stage,
      fromDay,
      sourceStage,
    })),
    lines: lines.map(({ product, family, quantity, partnerId, unitPrice, amount }) => ({
      product,
      family,
      quantity,
      partnerId,
      unitPrice: unitPrice === null ? null : { amount: unitPrice, currency },
      amount: { amount, currency },
      partnerName: (partnerId && names.get(partnerId)) || null,
    })),
  }
}

/** Refuses what is not there: companies of the deal and of its lines. */
async function checkCompanies({ db }: Context, said: Said): Promise<void> {
  const asked = [
    { field: 'customerId', id: said.customerId },
    { field: 'partnerId', id: said.partnerId },
    ...(said.lines ?? []).map((line, i) => ({ field: `lines.${i}.partnerId`, id: line.partnerId })),
  ]
  for (const { field, id } of asked) {
    if (!id) continue
    const organization = await readOrganization(db, id).catch(() => undefined)
    if (!organization || organization.mergedInto) throw wrong(field, say`"${id}" is not an organization here`)
  }
}

type Edit = Omit<z.output<typeof api.updateDeal.input>, 'id' | 'version'>

/** What a person says of a deal, with the stage of its programme looked up, and the pipeline that it is judged by. */
async function heard({ db, now }: Context, { pipelineStage, stageSince, ...edit }: Edit, before: Known['before']) {
  const all = await pipelines(db, now)
  const programmeId = edit.programmeId === undefined ? before?.programmeId : edit.programmeId
  if (programmeId && !all.some((it) => it.programmeId === programmeId))
    throw wrong('programmeId', say`"${programmeId}" is not a programme here`)
  const pipeline = pipelineFor(all, programmeId)
  const { stage: asked, ...said } = edit
  if (pipelineStage === undefined) return { pipeline, said, stage: asked, stageSince }
  const found = pipeline.stages.find(({ key }) => key === pipelineStage)
  if (!found) {
    const keys = pipeline.stages.map(({ key }) => key).join(', ')
    throw wrong('pipelineStage', say`"${pipelineStage}" is not one of ${keys}`)
  }
  if (asked && asked !== found.stage)
    throw wrong('pipelineStage', say`counts as “${term(dealStages[found.stage].name)}”, not as “${asked}”`)
  const isFirst = pipeline.stages.find(({ stage }) => stage === found.stage) === found
  const refined = { key: isFirst ? null : found.key, stage: found.stage }
  return { pipeline, said: { ...said, refined }, stage: found.stage, stageSince }
}

/** Refuses what cannot be, writes, tells the log, and answers the deal as it is now. */
async function settle(
  ctx: Context,
  { said, pipeline }: { said: Said; pipeline: Pipeline },
  known: Known,
  to: Parameters<typeof edited>[2],
  write: (change: DealChange) => Promise<void>,
): Promise<DealRecord> {
  await checkCompanies(ctx, said)
  const notLines = said.lines && lineProblem(said.lines)
  if (notLines) throw refuseFields([notLines])
  const day = await today(ctx.db, ctx.now)
  const change = edited(said, known, to)
  const [problem] = dealProblems(change, day)
  if (problem) throw wrong(problem.field, problem.message)
  const notSaid = sayingProblem(said, change, known.before?.stage, pipeline.rules)
  if (notSaid) throw refuseFields([notSaid])
  await write(change)
  await ctx.record(...(await tellDeals(ctx.db, [change], { now: ctx.now, day })))
  return readRecord(ctx, change.id)
}

export const pipeline: Route[] = [
  handle(api.readDeal, (ctx, { id }) => readRecord(ctx, id)),
  handle(api.readDealHistory, async ({ db }, { id }) => ({ items: await fieldHistory(db, id) })),
  handle(api.createDeal, async (ctx, input) => {
    const { db, now, principal } = ctx
    const day = await today(db, now)
    const it = await heard(ctx, input, undefined)
    const stage = it.stage ?? 'prospecting'
    const fromDay = it.stageSince ?? (dealStages[stage].closed ? day : (input.openedOn ?? day))
    const source = principal.kind === 'key' ? 'api' : 'workspace'
    return settle(ctx, it, unknown(newId('deal', now)), { stage, fromDay, sourceStage: null }, (change) =>
      queries.insertDeal(db, change, source, now),
    )
  }),
  handle(api.updateDeal, async (ctx, { id, version, ...input }) => {
    const { db, now } = ctx
    const known = await queries.holdDeal(db, id, version)
    const it = await heard(ctx, input, known.before)
    if (it.stageSince && !it.stage) throw wrong('stageSince', say`needs the stage that it speaks of`)
    // Nothing moves where the deal stands there already and no day is named.
    const stays = it.stage === undefined || (it.stageSince === undefined && it.stage === known.before.stage)
    const to = stays
      ? undefined
      : { stage: it.stage!, fromDay: it.stageSince ?? (await today(db, now)), sourceStage: null }
    return settle(ctx, it, known, to, (change) => queries.updateDeal(db, change, now))
  }),
]
