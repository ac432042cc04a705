import { english, say } from '@hansa/contract/language'
import type { Merge } from '@hansa/contract/hygiene'
import { mayIf, type Principal } from '../../core/access.ts'
import { today } from '../../core/calendar.ts'
import { Refusal, wrong } from '../../core/errors.ts'
import type { Context } from '../../core/http/route.ts'
import { newId } from '../../core/ids.ts'
import { holdCourt } from '../../deals/queries/court.ts'
import { followTrees } from '../../deals/queries/trees.ts'
import { updateOrganization } from '../../organizations/queries/organizations.ts'
import { derived } from '../../organizations/rules.ts'
import { mergePartnerships, undoMergePartnerships } from '../../partners/queries/merge.ts'
import { mergedPlan, unmergedPlan } from '../../partners/rules/merge.ts'
import * as merges from '../queries/merges.ts'
import { moveBack, moveReferences, putBack, removeRelationships } from '../queries/references.ts'
import { factsGivenBack, factsTaken } from '../rules.ts'

export const presentMerge = (principal: Principal, merge: Omit<Merge, 'may'>): Merge => ({
  ...merge,
  may: { undo: merge.undoneAt ? english`This merge was already undone.` : mayIf(principal, 'hygiene.merge') },
})

type Facts = Record<string, unknown>
type Set = Parameters<typeof updateOrganization>[3]

/** A fact's columns as they are written: traits are JSON, and the derived ones follow. */
const columnsOf = (
  whole: { name: string; website: string | null; city: string | null; aliases: string[] },
  facts: Facts,
): Set => ({
  ...facts,
  ...(facts.traits !== undefined && { traits: JSON.stringify(facts.traits) }),
  ...derived({ ...whole, ...facts }),
})

/** Everything that speaks of one organization speaks of another from now on; what was moved is remembered. */
export async function merge(ctx: Context, { intoId, fromId }: { intoId: string; fromId: string }): Promise<Merge> {
  const { db, now, principal } = ctx
  if (intoId === fromId) throw wrong('fromId', say`is the same organization as intoId`)
  // Before anything moves: a claim that is being judged is not to find a company that goes away meanwhile.
  await holdCourt(db)
  const [into, from] = await merges.holdBoth(db, [intoId, fromId])
  for (const [field, one, id] of [
    ['intoId', into, intoId],
    ['fromId', from, fromId],
  ] as const)
    if (!one || one.mergedInto) throw wrong(field, say`"${id}" is not an organization here, or was merged away already`)
  const day = await today(db, now)
  const partnerships = await mergePartnerships(
    db,
    { intoId, fromId },
    (winner, loser) => mergedPlan(winner, loser, day, (prefix) => newId(prefix, now)),
    now,
  )
  const removed = [await removeRelationships(db, intoId, fromId)]
  const taken = factsTaken(into!, from!)
  // A child that survives its parent has none any more: it must not become its own.
  const after: Facts = {
    ...taken,
    ...(into!.parentId === fromId && { parentId: from!.parentId === intoId ? null : from!.parentId }),
  }
  const before = Object.fromEntries(Object.keys(after).map((fact) => [fact, into![fact as keyof typeof into]]))
  await updateOrganization(db, intoId, into!.version, { ...columnsOf(into!, after), updatedAt: now })
  await updateOrganization(db, fromId, from!.version, {
    mergedInto: intoId,
    parentId: from!.parentId === intoId ? null : from!.parentId,
    updatedAt: now,
  })
  const moved = await moveReferences(db, fromId, intoId)
  await merges.alias(db, fromId, intoId)
  const id = newId('mrg', now)
  const facts = { before: { ...before, fromParentId: from!.parentId }, after }
  await merges.insertMerge(db, {
    id,
    intoId,
    fromId,
    moved,
    removed,
    facts,
    partnerships,
    mergedBy: principal.memberId,
    mergedAt: now,
  })
  const data = { merge: id, into: into!.name, from: from!.name }
  await ctx.record(
    { verb: 'organization.merged', objectId: intoId, organizationId: intoId, data },
    ...(await followTrees(db, [intoId, fromId], now)),
  )
  return presentMerge(principal, await merges.readMerge(db, id))
}

/** Takes a merge back. What happened to the survivor since stays with the survivor. */
export async function undo(ctx: Context, id: string): Promise<Merge> {
  const { db, now, principal } = ctx
  await holdCourt(db)
  const it = await merges.holdMerge(db, id)
  if (it.undoneAt) throw new Refusal('conflict', say`This merge was already undone.`)
  const [into, from] = await merges.holdBoth(db, [it.intoId, it.fromId])
  if (into!.mergedInto)
    throw new Refusal('conflict', say`${into!.name} was itself merged since. Undo that merge first.`)
  const day = await today(db, now)
  await moveBack(db, it.moved, it.fromId, it.intoId)
  const fresh = (await merges.holdBoth(db, [it.intoId, it.fromId])) as [
    NonNullable<typeof into>,
    NonNullable<typeof from>,
  ]
  const { fromParentId, ...before } = it.facts.before
  const given = factsGivenBack(fresh[0], { before, after: it.facts.after })
  await updateOrganization(db, it.intoId, fresh[0].version, { ...columnsOf(fresh[0], given), updatedAt: now })
  await updateOrganization(db, it.fromId, fresh[1].version, {
    mergedInto: null,
    parentId: fromParentId as string | null,
    updatedAt: now,
  })
  await putBack(db, it.removed)
  if (it.partnerships)
    await undoMergePartnerships(
      db,
      it.partnerships,
      (nowHeld, winnerCame, brought, loserCame) =>
        unmergedPlan(nowHeld, winnerCame, brought, loserCame, day, (prefix) => newId(prefix, now)),
      now,
    )
  await merges.closeMerge(db, id, now)
  await merges.unalias(db, it.fromId)
  const data = { merge: id, into: into!.name, from: from!.name }
  await ctx.record(
    { verb: 'organization.unmerged', objectId: it.intoId, organizationId: it.intoId, data },
    { verb: 'organization.unmerged', objectId: it.fromId, organizationId: it.fromId, data },
    ...(await followTrees(db, [it.intoId, it.fromId], now)),
  )
  return presentMerge(principal, await merges.readMerge(db, id))
}
