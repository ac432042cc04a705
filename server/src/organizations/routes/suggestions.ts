import * as api from '@hansa/contract/company'
import type { CompanyField, OpenSuggestion, Suggestion } from '@hansa/contract/company'
import { say } from '@hansa/contract/language'
import { mayIf } from '../../core/access.ts'
import { wrong } from '../../core/errors.ts'
import { done, handle, type Context, type Route } from '../../core/http/route.ts'
import { newId } from '../../core/ids.ts'
import { changes } from '../../core/objects.ts'
import { companyRights, holdOrganization, writeCompanyRights } from '../queries/company.ts'
import * as organizations from '../queries/organizations.ts'
import { insertRelationship } from '../queries/relationships.ts'
import * as suggestions from '../queries/suggestions.ts'
import { derived } from '../rules.ts'

type Proposed = NonNullable<Suggestion['relationship']>

/** The company here that a proposal most likely means: of the same domain, else of the same name. */
const meantBy = ({ db }: Pick<Context, 'db'>, { name, website }: Proposed) => {
  const { domain, matchName } = derived({ name, website })
  return organizations.namesake(db, domain, matchName)
}

/** The new value holds from now on. */
async function takeOver(ctx: Context, organizationId: string, field: CompanyField, value: unknown) {
  await holdOrganization(ctx.db, organizationId)
  const before = await organizations.readOrganization(ctx.db, organizationId)
  const facts = { [field]: value }
  await organizations.updateOrganization(ctx.db, organizationId, before.version, {
    ...facts,
    ...derived({ ...before, ...facts }),
    updatedAt: ctx.now,
  })
  return changes(before, facts)
}

/** Makes the relationship, shown to both sides, with the company that was chosen or a new one of the name given. */
async function relate(ctx: Context, organizationId: string, proposed: Proposed, chosen: string | undefined) {
  const { db, now } = ctx
  const other = chosen ?? newId('org', now)
  if (chosen) {
    if (chosen === organizationId) throw wrong('organizationId', say`is the partner itself`)
    await organizations.readOrganization(db, chosen)
  } else {
    const { name, website } = proposed
    await organizations.insertOrganization(db, {
      id: other,
      name,
      website,
      ...derived({ name, website }),
      traits: JSON.stringify({}),
      createdAt: now,
      updatedAt: now,
    })
    await ctx.record({ verb: 'organization.created', objectId: other, organizationId: other, data: { name } })
  }
  const [fromId, toId] = proposed.direction === 'from' ? [organizationId, other] : [other, organizationId]
  const { id } = await insertRelationship(db, {
    id: newId('rel', now),
    kind: proposed.kind,
    fromId,
    toId,
    since: null,
    until: null,
    note: null,
    disclosed: true,
    createdAt: now,
  })
  const kind = proposed.kind
  await ctx.record(
    { verb: 'relationship.created', objectId: id, organizationId: fromId, data: { kind, with: toId } },
    { verb: 'relationship.created', objectId: id, organizationId: toId, data: { kind, with: fromId } },
  )
}

/** What the vendor decides about what partners do with their own companies. */
export const suggested: Route[] = [
  handle(api.readCompanyRights, ({ db }) => companyRights(db)),
  handle(api.updateCompanyRights, async ({ db, record }, { version, rights }) => {
    const before = await companyRights(db)
    const after = { ...before.rights, ...rights }
    await writeCompanyRights(db, version, after)
    await record({ verb: 'company_rights.updated', data: { changes: changes(before.rights, after) } })
    return companyRights(db)
  }),
  handle(api.listSuggestions, async (ctx, input) => {
    const may = { decide: mayIf(ctx.principal, 'organizations.write') }
    const list = await suggestions.listSuggestions(ctx.db, input, (row): OpenSuggestion => ({
      ...suggestions.presentSuggestion(row),
      organization: { id: row.organizationId, name: row.organizationName },
      meant: null,
      may,
    }))
    for (const item of list.items)
      if (item.relationship && item.state === 'open') item.meant = (await meantBy(ctx, item.relationship)) ?? null
    return list
  }),
  handle(api.decideSuggestion, async (ctx, { id, version, outcome, reason, organizationId }) => {
    if (outcome === 'refused' && !reason)
      throw wrong('reason', say`is missing; the partner is told why a suggestion is refused`)
    const row = await suggestions.holdSuggestion(ctx.db, id, version)
    const { what, field, value, relationship } = suggestions.presentSuggestion(row)
    const changed = outcome === 'approved' && field ? await takeOver(ctx, row.organizationId, field, value) : undefined
    if (outcome === 'approved' && relationship) await relate(ctx, row.organizationId, relationship, organizationId)
    await suggestions.endSuggestion(ctx.db, row, outcome, ctx.now, reason ?? null)
    await ctx.record({
      verb: `organization.suggestion_${outcome}`,
      objectId: id,
      organizationId: row.organizationId,
      partnerId: row.organizationId,
      data: {
        what,
        field,
        before: row.before,
        after: row.value,
        reason: reason ?? null,
        ...(changed && { changes: changed }),
      },
    })
    return done
  }),
]
