import { say } from '@hansa/contract/language'
import * as api from '@hansa/contract/organizations'
import { wrong } from '../../core/errors.ts'
import { done, handle, type Context, type Route } from '../../core/http/route.ts'
import { newId } from '../../core/ids.ts'
import { readOrganization } from '../queries/organizations.ts'
import * as queries from '../queries/relationships.ts'

const mustExist = ({ db }: Context, field: string, id: string) =>
  readOrganization(db, id).catch(() => {
    throw wrong(field, say`"${id}" is not an organization here`)
  })

function refuseRivals(kind: string): void {
  if (kind === 'competes_with') throw wrong('disclosed', say`would show partners who their rivals are; it stays hidden`)
}

export const relationships: Route[] = [
  handle(api.listRelationships, ({ db }, input) => queries.listRelationships(db, input)),
  handle(api.createRelationship, async (ctx, { fromId, toId, kind, since, until, note, disclosed }) => {
    if (disclosed) refuseRivals(kind)
    if (fromId === toId) throw wrong('toId', say`is the same organization as fromId`)
    if (since && until && until < since) throw wrong('until', say`${until} is before since, ${since}`)
    await mustExist(ctx, 'fromId', fromId)
    await mustExist(ctx, 'toId', toId)
    const row = {
      id: newId('rel', ctx.now),
      kind,
      fromId,
      toId,
      since: since ?? null,
      until: until ?? null,
      note: note ?? null,
      disclosed,
      createdAt: ctx.now,
    }
    const relationship = await queries.insertRelationship(ctx.db, row)
    await ctx.record(
      { verb: 'relationship.created', objectId: relationship.id, organizationId: fromId, data: { kind, with: toId } },
      { verb: 'relationship.created', objectId: relationship.id, organizationId: toId, data: { kind, with: fromId } },
    )
    return relationship
  }),
  handle(api.updateRelationship, async (ctx, { id, version, disclosed }) => {
    const before = await queries.readRelationship(ctx.db, id)
    if (disclosed) refuseRivals(before.kind)
    await queries.discloseRelationship(ctx.db, id, version, disclosed)
    const { kind, from, to } = before
    const verb = disclosed ? 'relationship.disclosed' : 'relationship.hidden'
    await ctx.record(
      { verb, objectId: id, organizationId: from.id, data: { kind, with: to.id } },
      { verb, objectId: id, organizationId: to.id, data: { kind, with: from.id } },
    )
    return queries.readRelationship(ctx.db, id)
  }),
  handle(api.deleteRelationship, async (ctx, { id }) => {
    const { from, to, kind } = await queries.readRelationship(ctx.db, id)
    await queries.deleteRelationship(ctx.db, id)
    await ctx.record(
      { verb: 'relationship.removed', objectId: id, organizationId: from.id, data: { kind, with: to.id } },
      { verb: 'relationship.removed', objectId: id, organizationId: to.id, data: { kind, with: from.id } },
    )
    return done
  }),
]
