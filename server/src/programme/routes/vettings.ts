import { isDeepStrictEqual } from 'node:util'
import * as api from '@hansa/contract/applications'
import { handle, type Route } from '../../core/http/route.ts'
import { presentVetting, readApplication } from '../queries/applications.ts'
import { defaultProgramme, readProgramme, rulesOf } from '../queries/programmes.ts'
import { takeIn } from '../queries/take-in.ts'
import { lastVettings, readVetting } from '../queries/vetting.ts'
import { vet } from '../rules/vet.ts'

export const vettings: Route[] = [
  handle(api.createApplications, async (ctx, { programmeId: asked, source, applications }) => {
    const { db, now } = ctx
    const programmeId = asked ? (await readProgramme(db, asked, now)).id : await defaultProgramme(db)
    const given = applications.map(({ key = null, submittedAt, ...applicant }) => ({
      ...applicant,
      key,
      submittedAt: submittedAt === undefined ? null : new Date(submittedAt),
    }))
    const { outcomes, events } = await takeIn(db, given, { programmeId, source, now })
    await ctx.record(...events)
    return { items: outcomes.map((one, i) => ({ ...one, key: given[i]!.key })) }
  }),
  handle(api.replayVetting, async ({ db }, { id, number }) => {
    const row = await readVetting(db, id, number)
    const { rules } = await rulesOf(db, (await readApplication(db, id)).programmeId, row.rulesVersion)
    const decision = vet(row.facts, rules)
    const stored = presentVetting(row)
    const { proposal, bySelf, findings } = stored
    return {
      same: isDeepStrictEqual(decision, { proposal, bySelf, findings }),
      stored,
      replayed: { ...stored, ...decision },
      inputs: { ...row.facts },
    }
  }),
  handle(api.tryProgrammeRules, async ({ db, now }, { id, rules, newest }) => {
    await readProgramme(db, id, now)
    const past = await lastVettings(db, id, newest)
    const different = past.flatMap(({ applicationId, company, state, proposal, bySelf, facts }) => {
      const after = vet(facts, rules)
      return after.proposal === proposal && after.bySelf === bySelf
        ? []
        : [{ id: applicationId, company, state, before: { proposal, bySelf }, after }]
    })
    return { tried: past.length, different }
  }),
]
