import { say } from '@hansa/contract/language'
import * as api from '@hansa/contract/feedback'
import type { Satisfaction } from '@hansa/contract/feedback'
import { mayIf, type Principal } from '../core/access.ts'
import { today } from '../core/calendar.ts'
import { wrong } from '../core/errors.ts'
import { done, handle, type Route } from '../core/http/route.ts'
import { readOrganization } from '../organizations/queries/organizations.ts'
import * as queries from './queries.ts'
import { satisfactionProblems } from './rules.ts'

const withMay = (principal: Principal, satisfaction: Omit<Satisfaction, 'may'>): Satisfaction => ({
  ...satisfaction,
  may: { remove: mayIf(principal, 'feedback.write') },
})

export const feedback: Route[] = [
  handle(api.listSatisfaction, async ({ db, principal }, input) => {
    const list = await queries.listSatisfaction(db, input)
    return { ...list, items: list.items.map((item) => withMay(principal, item)) }
  }),
  handle(api.recordSatisfaction, async (ctx, input) => {
    const { db, now, principal } = ctx
    const day = await today(db, now)
    const [problem] = satisfactionProblems(input, day)
    if (problem) throw wrong(problem.field, problem.message)
    const organization = await readOrganization(db, input.organizationId).catch(() => undefined)
    if (!organization || organization.mergedInto)
      throw wrong('organizationId', say`"${input.organizationId}" is not an organization here`)
    const source = principal.kind === 'key' ? 'api' : 'workspace'
    const recorded = await queries.upsertSatisfaction(db, [{ ...input, sourceKey: null }], { source, now })
    await ctx.record(...(await queries.tellSatisfaction(db, recorded, { now, day })))
    return withMay(principal, await queries.readSatisfaction(db, recorded[0]!.id))
  }),
  handle(api.removeSatisfaction, async (ctx, { id }) => {
    const { organizationId, day, score, scaleMin, scaleMax } = await queries.readSatisfaction(ctx.db, id)
    await queries.deleteSatisfaction(ctx.db, id)
    await ctx.record({
      verb: 'satisfaction.removed',
      objectId: id,
      organizationId,
      partnerId: organizationId,
      data: { day, score, scaleMin, scaleMax },
    })
    return done
  }),
]
