import * as api from '@hansa/contract/company'
import type { Company, CompanyField, Suggestion } from '@hansa/contract/company'
import { say } from '@hansa/contract/language'
import { mayIf } from '../../core/access.ts'
import { Refusal } from '../../core/errors.ts'
import { done, handle, type Context, type Route } from '../../core/http/route.ts'
import { changes, defined } from '../../core/objects.ts'
import { companyRights, disclosedRelationships, holdOrganization } from '../queries/company.ts'
import { readOrganization, updateOrganization } from '../queries/organizations.ts'
import * as suggestions from '../queries/suggestions.ts'
import { derived } from '../rules.ts'
import { sorted, visible } from '../rules/company.ts'

/** For how many days partners see what was decided. */
const shownDays = 30
const aDay = 86_400_000

/** The company that the caller acts for. */
function ownCompany({ principal }: Context): string {
  if (!principal.partnerId) throw new Error('The portal was entered without a partner')
  return principal.partnerId
}

const recently = ({ now }: Context) => new Date(now.getTime() - shownDays * aDay)

async function readCompany(ctx: Context): Promise<Company> {
  const organizationId = ownCompany(ctx)
  const { rights } = await companyRights(ctx.db)
  const organization = await readOrganization(ctx.db, organizationId)
  const shown = (Object.keys(rights) as CompanyField[]).filter((field) => rights[field] !== 'hidden')
  const waiting = await suggestions.suggestionsOf(ctx.db, organizationId, 'field', recently(ctx))
  return {
    organizationId,
    facts: visible(rights, organization),
    rights: Object.fromEntries(shown.map((field) => [field, rights[field]])),
    suggestions: waiting.filter(({ field }) => field !== null && rights[field] !== 'hidden'),
    version: organization.version,
    may: { edit: mayIf(ctx.principal, 'portal.company') },
  }
}

/** Leaves a suggestion for the vendor, in the caller's name. */
async function suggest(
  ctx: Context,
  it: Pick<suggestions.NewSuggestion, 'what' | 'field' | 'before' | 'value' | 'note'>,
): Promise<Suggestion> {
  const organizationId = ownCompany(ctx)
  const { memberId: byId, name: byName } = ctx.principal
  const made = await suggestions.insertSuggestion(ctx.db, { ...it, organizationId, byId, byName }, ctx.now)
  await ctx.record({
    verb: 'organization.suggested',
    objectId: made.id,
    organizationId,
    partnerId: organizationId,
    data: { what: it.what, field: it.field, before: it.before, after: it.value },
  })
  return made
}

/** What a partner's people do with their own company. */
export const companyInPortal: Route[] = [
  handle(api.readCompany, (ctx) => readCompany(ctx)),
  handle(api.updateCompany, async (ctx, { version, note, ...sent }) => {
    const { db, now } = ctx
    const id = ownCompany(ctx)
    await holdOrganization(db, id)
    const before = await readOrganization(db, id)
    if (before.mergedInto) throw new Refusal('conflict', say`This record was merged into another one; edit that one.`)
    const { suggested, refused, ...decided } = sorted((await companyRights(db)).rights, before, sent)
    const edits = defined(decided.edits)
    if (refused.length > 0)
      throw new Refusal('invalid', say`Some of these facts are not yours to change; nothing was saved.`, refused)
    // Also for suggestions alone: whoever looked at an older state judged by it.
    await updateOrganization(db, id, version, {
      ...edits,
      ...derived({ ...before, ...edits }),
      ...(Object.keys(edits).length > 0 && { updatedAt: now }),
    })
    if (Object.keys(edits).length > 0)
      await ctx.record({
        verb: 'organization.updated',
        objectId: id,
        organizationId: id,
        partnerId: id,
        data: { changes: changes(before, edits) },
      })
    const fields = Object.keys(suggested) as CompanyField[]
    await suggestions.withdrawEarlier(db, id, fields, now)
    for (const field of fields)
      await suggest(ctx, { what: 'field', field, before: before[field], value: suggested[field], note: note ?? null })
    return readCompany(ctx)
  }),
  handle(api.withdrawSuggestion, async (ctx, { id }) => {
    const suggestion = await suggestions.holdSuggestion(ctx.db, id)
    await suggestions.endSuggestion(ctx.db, suggestion, 'withdrawn', ctx.now)
    const organizationId = ownCompany(ctx)
    await ctx.record({
      verb: 'organization.suggestion_withdrawn',
      objectId: id,
      organizationId,
      partnerId: organizationId,
      data: { what: suggestion.what, field: suggestion.field },
    })
    return done
  }),
  handle(api.listCompanyRelationships, async (ctx) => ({
    items: await disclosedRelationships(ctx.db),
    proposed: await suggestions.suggestionsOf(ctx.db, ownCompany(ctx), 'relationship', recently(ctx)),
    may: { propose: mayIf(ctx.principal, 'portal.company') },
  })),
  handle(api.proposeRelationship, async (ctx, { note, website, ...relationship }) =>
    suggest(ctx, {
      what: 'relationship',
      field: null,
      before: null,
      value: { ...relationship, website: website ?? null },
      note: note ?? null,
    }),
  ),
]
