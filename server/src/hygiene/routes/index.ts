import * as api from '@hansa/contract/hygiene'
import { mayIf } from '../../core/access.ts'
import { done, handle, type Route } from '../../core/http/route.ts'
import { readJob } from '../../core/jobs/queue.ts'
import * as duplicates from '../queries/duplicates.ts'
import * as merges from '../queries/merges.ts'
import { merge, presentMerge, undo } from './merge.ts'

export const hygiene: Route[] = [
  handle(api.listDuplicates, async ({ db, principal }, input) => {
    const list = await duplicates.listDuplicates(db, input)
    const may = { merge: mayIf(principal, 'hygiene.merge'), dismiss: mayIf(principal, 'hygiene.merge') }
    return { ...list, items: list.items.map((item) => ({ ...item, may })) }
  }),
  handle(api.findDuplicates, async ({ db, enqueue }) =>
    readJob(db, await enqueue({ kind: 'hygiene.duplicates', input: {} })),
  ),
  handle(api.dismissDuplicate, async ({ db, record }, { id }) => {
    const { leftId, rightId } = await duplicates.dismissDuplicate(db, id)
    await record(
      { verb: 'duplicate.dismissed', objectId: id, organizationId: leftId, data: { with: rightId } },
      { verb: 'duplicate.dismissed', objectId: id, organizationId: rightId, data: { with: leftId } },
    )
    return done
  }),
  handle(api.listMerges, async ({ db, principal }, input) => {
    const list = await merges.listMerges(db, input)
    return { ...list, items: list.items.map((item) => presentMerge(principal, item)) }
  }),
  handle(api.mergeOrganizations, merge),
  handle(api.undoMerge, (ctx, { id }) => undo(ctx, id)),
]
