import { english, say } from '@hansa/contract/language'
import * as api from '@hansa/contract/organizations'
import type { Organization } from '@hansa/contract/organizations'
import { mayIf, type Principal } from '../../core/access.ts'
import { Refusal, wrong } from '../../core/errors.ts'
import { handle, handleOutside, type Context, type Route } from '../../core/http/route.ts'
import { newId } from '../../core/ids.ts'
import { changes, defined } from '../../core/objects.ts'
import { csvDownload } from '../../core/http/csv.ts'
import { organizationOptions } from '../queries/options.ts'
import * as queries from '../queries/organizations.ts'
import { derived } from '../rules.ts'

type Facts = Partial<
  Pick<
    Organization,
    | 'name'
    | 'website'
    | 'country'
    | 'city'
    | 'industry'
    | 'employees'
    | 'parentId'
    | 'aliases'
    | 'tags'
    | 'traits'
    | 'description'
  >
>

const withMay = (principal: Principal, organization: Omit<Organization, 'may'>): Organization => ({
  ...organization,
  may: {
    edit: organization.mergedInto
      ? english`This record was merged into another one.`
      : mayIf(principal, 'organizations.write'),
  },
})

async function checkParent({ db }: Context, id: string, parentId: string | null | undefined) {
  if (!parentId) return
  const parent = await queries.readOrganization(db, parentId).catch(() => undefined)
  if (!parent || parent.mergedInto) throw wrong('parentId', say`"${parentId}" is not an organization here`)
  if (await queries.isBelow(db, id, parentId))
    throw wrong('parentId', say`${parent.name} is itself below this organization`)
}

const columns = [
  'id',
  'name',
  'domain',
  'website',
  'country',
  'city',
  'industry',
  'employees',
  'parentName',
  'aliases',
  'tags',
  'description',
] as const

export const organizations: Route[] = [
  handle(api.listOrganizations, async ({ db, principal }, input) => {
    const list = await queries.listOrganizations(db, input)
    return { ...list, items: list.items.map((item) => withMay(principal, item)) }
  }),
  handleOutside(api.exportOrganizations, async (ctx, input) =>
    csvDownload('organizations.csv', columns, (after) =>
      ctx.inside(({ db }) => queries.listOrganizations(db, { ...input, sort: 'name', after, limit: 200 })),
    ),
  ),
  handle(api.listOrganizationOptions, ({ db }) => organizationOptions(db)),
  handle(api.readOrganization, async ({ db, principal }, { id }) =>
    withMay(principal, await queries.readOrganization(db, id)),
  ),
  handle(api.createOrganization, async (ctx, input) => {
    const { db, now, principal } = ctx
    const id = newId('org', now)
    await checkParent(ctx, id, input.parentId)
    await queries.insertOrganization(db, {
      ...blank,
      ...defined(input),
      ...derived(input),
      id,
      traits: JSON.stringify(input.traits ?? {}),
      createdAt: now,
      updatedAt: now,
    })
    await ctx.record({ verb: 'organization.created', objectId: id, organizationId: id, data: { name: input.name } })
    return withMay(principal, await queries.readOrganization(db, id))
  }),
  handle(api.updateOrganization, async (ctx, { id, version, ...set }) => {
    const { db, now, principal } = ctx
    const before = await queries.readOrganization(db, id)
    if (before.mergedInto) throw new Refusal('conflict', say`This record was merged into another one; edit that one.`)
    await checkParent(ctx, id, set.parentId)
    const facts: Facts = defined(set)
    await queries.updateOrganization(db, id, version, {
      ...facts,
      ...derived({ ...before, ...facts }),
      ...(facts.traits && { traits: JSON.stringify(facts.traits) }),
      updatedAt: now,
    } as Parameters<typeof queries.updateOrganization>[3])
    await ctx.record({
      verb: 'organization.updated',
      objectId: id,
      organizationId: id,
      data: { changes: changes(before, facts) },
    })
    return withMay(principal, await queries.readOrganization(db, id))
  }),
  handle(api.bulkEditOrganizations, async (ctx, { ids, ...edit }) => {
    const changed = await queries.bulkEdit(ctx.db, ids, edit, ctx.now)
    const missed = ids.filter((id) => !changed.includes(id))
    if (missed.length > 0)
      throw wrong('ids', say`${missed.slice(0, 3).join(', ')}: not here (or merged away); nothing was changed`)
    await ctx.record(
      ...changed.map((id) => ({
        verb: 'organization.updated',
        objectId: id,
        organizationId: id,
        data: { bulk: edit },
      })),
    )
    return { changed: changed.length }
  }),
]

/** An organization of which nothing but the name is known. */
const blank = {
  website: null,
  country: null,
  city: null,
  industry: null,
  employees: null,
  parentId: null,
  description: null,
  mergedInto: null,
  aliases: [],
  tags: [],
}
