import type { RegistrationConflict, RegistrationRival } from '@hansa/contract/registrations'
import type { Db } from '../../core/database/scope.ts'
import type { Book } from './act.ts'
import { caseOf } from './court.ts'
import { hear, likelyCustomers, type Tree } from './hearing.ts'
import { placeInReview, type RegistrationRow } from './registrations.ts'

/** What stands against a claim that was judged, at this moment, by the version of the rules that judges it. */
export async function hearNow(db: Db, row: RegistrationRow, { rules }: Book) {
  const own = await caseOf(db, row.id)
  if (!own?.judgedAt) return null
  const likely: Tree[] = await likelyCustomers(db, row)
  // The company that it was found to mean stands there whatever it is called by now.
  const { rootId, probability } = own
  const isThere = rootId === null || likely.some((one) => one.rootId === rootId)
  const trees = isThere ? likely : [{ rootId, probability: probability ?? 1, reasons: [] }, ...likely]
  return hear(db, row, own.place, trees, rules)
}

/** The facts of what stands against a claim. */
export async function rivalsOf(db: Db, conflicts: readonly RegistrationConflict[]): Promise<RegistrationRival[]> {
  const idsOf = (isDeal: boolean) =>
    conflicts.filter(({ kind }) => (kind === 'registration') !== isDeal).map(({ id }) => id)
  const claims = new Map(
    idsOf(false).length === 0
      ? []
      : (await db.selectFrom('registration').selectAll().where('id', 'in', idsOf(false)).execute()).map((row) => [
          row.id,
          row,
        ]),
  )
  const deals = new Map(
    idsOf(true).length === 0
      ? []
      : (
          await db
            .selectFrom('deal')
            .select(['id', 'name', 'amount', 'currency', 'expectedCloseOn'])
            .where('id', 'in', idsOf(true))
            .execute()
        ).map((row) => [row.id, row]),
  )
  const rivals: RegistrationRival[] = []
  for (const conflict of conflicts) {
    const claim = claims.get(conflict.id)
    const deal = deals.get(conflict.id)
    rivals.push({
      ...conflict,
      name: claim?.customerName ?? deal?.name ?? null,
      domain: claim?.customerDomain ?? null,
      value: valueOf(claim ?? deal ?? { amount: null, currency: null }),
      expectedCloseOn: claim?.expectedCloseOn ?? deal?.expectedCloseOn ?? null,
      evidence: claim?.evidence ?? null,
      evidenceOn: claim?.evidenceOn ?? null,
      position: claim?.state === 'in_review' ? await placeInReview(db, conflict.id) : null,
    })
  }
  return rivals
}

const valueOf = ({ amount, currency }: { amount: number | null; currency: string | null }) =>
  amount === null || currency === null ? null : { amount, currency }
