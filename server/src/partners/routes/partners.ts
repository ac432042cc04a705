import { say } from '@hansa/contract/language'
import * as api from '@hansa/contract/partners'
import type { Partner } from '@hansa/contract/partners'
import { mayIf, type Principal } from '../../core/access.ts'
import { Refusal, wrong } from '../../core/errors.ts'
import { csvDownload } from '../../core/http/csv.ts'
import { handle, handleOutside, type Route } from '../../core/http/route.ts'
import { changes } from '../../core/objects.ts'
import { bulkEdit } from '../../organizations/queries/organizations.ts'
import * as queries from '../queries/partners.ts'
import { edited } from '../rules/edit.ts'
import { wrongTurn } from '../rules/transitions.ts'
import { change, checkManager, theOne } from './change.ts'

export const withMay = (principal: Principal, partner: Omit<Partner, 'may'>): Partner => ({
  ...partner,
  may: { edit: mayIf(principal, 'partners.write') },
})

const columns = [
  'organizationId',
  'name',
  'domain',
  'country',
  'city',
  'industry',
  'employees',
  'types',
  'stage',
  'tier',
  'manager',
  'territory',
  'origin',
  'campaign',
  'recruiter',
  'since',
  'leftOn',
  'tags',
] as const

export const partnerships: Route[] = [
  handle(api.listPartners, async ({ db, principal }, input) => {
    const list = await queries.listPartners(db, input)
    return { ...list, items: list.items.map((item) => withMay(principal, item)) }
  }),
  handle(api.listPartnerOptions, ({ db }) => queries.partnerOptions(db)),
  handleOutside(api.exportPartners, async (ctx, input) =>
    csvDownload('partners.csv', columns, async (after) => {
      const list = await ctx.inside(({ db }) => queries.listPartners(db, { ...input, sort: 'name', after, limit: 200 }))
      return { ...list, items: list.items.map((item) => ({ ...item, manager: item.manager?.name ?? null })) }
    }),
  ),
  handle(api.readPartner, async ({ db, principal }, { organizationId }) =>
    withMay(principal, await queries.readPartner(db, organizationId)),
  ),
  handle(api.createPartner, async (ctx, { organizationId, from, reason = null, ...set }) => {
    await checkManager(ctx.db, set.manager)
    await change(ctx, [organizationId], (held, { day, source, newId }) => {
      const one = held.get(organizationId)
      if (!one) throw wrong('organizationId', say`"${organizationId}" is not an organization here`)
      if (one.partnership)
        throw new Refusal('conflict', say`This organization has a partnership already; edit that one.`)
      if (from !== undefined && from > day)
        throw wrong('from', say`${from} lies ahead; record the partnership at the stage at which it is now`)
      const how = { from: from ?? day, reason, source, newId: () => newId('spl') }
      return [{ held: one, spells: edited([], set, how), ...set }]
    })
    return withMay(ctx.principal, await queries.readPartner(ctx.db, organizationId))
  }),
  handle(api.updatePartner, async (ctx, { organizationId, version, from, reason = null, ...set }) => {
    await checkManager(ctx.db, set.manager)
    const before = await queries.readPartner(ctx.db, organizationId)
    const { origin = before.origin, campaign = before.campaign, recruiter = before.recruiter } = set
    const came = { origin, campaign, recruiter }
    await change(ctx, [organizationId], (held, { day, source, newId }) => {
      const one = theOne(held, organizationId, version)
      const how = { from: from ?? day, reason, source, newId: () => newId('spl') }
      const problem = wrongTurn(one.spells, set.stage, how.from)
      if (problem) throw wrong('stage', problem)
      return [{ held: one, spells: edited(one.spells, set, how), ...came }]
    })
    const different = changes<typeof came>(before, came)
    if (Object.keys(different).length > 0)
      await ctx.record({
        verb: 'partner.updated',
        objectId: before.id,
        organizationId,
        partnerId: organizationId,
        data: { changes: different },
      })
    return withMay(ctx.principal, await queries.readPartner(ctx.db, organizationId))
  }),
  handle(api.bulkEditPartners, async (ctx, { organizationIds, from, reason = null, addTags, removeTags, ...set }) => {
    const ids = [...new Set(organizationIds)]
    await checkManager(ctx.db, set.manager)
    const changed = await change(ctx, ids, (held, { day, source, newId }) => {
      const missed = ids.filter((id) => !held.get(id)?.partnership)
      if (missed.length > 0)
        throw wrong('organizationIds', say`${missed.slice(0, 3).join(', ')}: no partner here; nothing was changed`)
      const how = { from: from ?? day, reason, source, newId: () => newId('spl') }
      for (const one of held.values()) {
        const problem = wrongTurn(one.spells, set.stage, how.from)
        if (problem) throw wrong('stage', say`${problem}; nothing was changed`)
      }
      return [...held.values()].flatMap((one) =>
        one.partnership ? [{ held: one, spells: edited(one.spells, set, how), ...one.partnership }] : [],
      )
    })
    if (addTags.length + removeTags.length === 0) return { changed }
    await bulkEdit(ctx.db, ids, { addTags, removeTags }, ctx.now)
    await ctx.record(
      ...ids.map((id) => ({
        verb: 'organization.updated',
        objectId: id,
        organizationId: id,
        data: { bulk: { addTags, removeTags } },
      })),
    )
    return { changed: ids.length }
  }),
]
