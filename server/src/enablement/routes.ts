import { english, say } from '@hansa/contract/language'
import * as api from '@hansa/contract/enablement'
import type { Certification } from '@hansa/contract/enablement'
import { mayIf, type Principal } from '../core/access.ts'
import { today } from '../core/calendar.ts'
import { Refusal, wrong } from '../core/errors.ts'
import { handle, type Context, type Route } from '../core/http/route.ts'
import { newId } from '../core/ids.ts'
import { defined } from '../core/objects.ts'
import { readOrganization } from '../organizations/queries/organizations.ts'
import { readPerson } from '../organizations/queries/people.ts'
import * as queries from './queries/certifications.ts'
import { tellCertifications } from './queries/upsert.ts'
import { certificationProblems, change, renewed, type CertificationChange, type CertificationFacts } from './rules.ts'

const withMay = (principal: Principal, certification: Omit<Certification, 'may'>): Certification => {
  const edit = mayIf(principal, 'enablement.write')
  const ended = english`It ended on ${certification.endedOn} (${certification.endReason}).`
  return { ...certification, may: { edit, end: edit === true && certification.endedOn ? ended : edit } }
}

async function checkPerson({ db }: Context, personId: string | null | undefined) {
  if (!personId) return
  await readPerson(db, personId).catch(() => {
    throw wrong('personId', say`"${personId}" is not a person here`)
  })
}

function refuse(certification: CertificationFacts, day: string): void {
  const [problem] = certificationProblems(certification, day)
  if (problem) throw wrong(problem.field, problem.message)
}

/** Tells the log and answers the certification as it is now. */
async function told(ctx: Context, what: CertificationChange, day: string): Promise<Certification> {
  await ctx.record(...(await tellCertifications(ctx.db, [what], { now: ctx.now, day })))
  return withMay(ctx.principal, await queries.readCertification(ctx.db, what.id))
}

export const enablement: Route[] = [
  handle(api.listCertifications, async ({ db, principal }, input) => {
    const list = await queries.listCertifications(db, input)
    return { ...list, items: list.items.map((item) => withMay(principal, item)) }
  }),
  handle(api.listOwnCertifications, ({ db, principal }, input) =>
    queries.listCertifications(db, { ...input, organizationId: [principal.partnerId ?? ''], state: 'valid' }),
  ),
  handle(api.grantCertification, async (ctx, input) => {
    const { db, now, principal } = ctx
    const day = await today(db, now)
    const organization = await readOrganization(db, input.organizationId).catch(() => undefined)
    if (!organization || organization.mergedInto)
      throw wrong('organizationId', say`"${input.organizationId}" is not an organization here`)
    await checkPerson(ctx, input.personId)
    const granted = change(newId('cert', now), undefined, { ...input, endedOn: null, endReason: null })
    refuse(granted.certification, day)
    await queries.insertCertification(db, granted, principal.kind === 'key' ? 'api' : 'workspace', now)
    return told(ctx, granted, day)
  }),
  handle(api.updateCertification, async (ctx, { id, version, ...set }) => {
    const day = await today(ctx.db, ctx.now)
    const before = await queries.holdCertification(ctx.db, id, version)
    await checkPerson(ctx, set.personId)
    const after = change(id, before, renewed({ ...before, ...defined(set) }, before))
    refuse(after.certification, day)
    await queries.updateCertification(ctx.db, after, ctx.now)
    return told(ctx, after, day)
  }),
  handle(api.endCertification, async (ctx, { id, version, endedOn: given, reason }) => {
    const day = await today(ctx.db, ctx.now)
    const before = await queries.holdCertification(ctx.db, id, version)
    if (before.endedOn)
      throw new Refusal('conflict', say`This certification ended already, on ${before.endedOn} (${before.endReason}).`)
    const endedOn = given ?? day
    if (endedOn > day) throw wrong('endedOn', say`${endedOn} lies in the future; today is ${day}`)
    const after = change(id, before, { ...before, endedOn, endReason: reason })
    refuse(after.certification, day)
    await queries.updateCertification(ctx.db, after, ctx.now)
    return told(ctx, after, day)
  }),
]
