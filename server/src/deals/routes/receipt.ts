import { said, type Saying } from '@hansa/contract/language'
import type { RegistrationAct, RegistrationReceipt } from '@hansa/contract/registrations'
import type { Context } from '../../core/http/route.ts'
import { bookOf, standing } from '../queries/act.ts'
import { placeInReview, type RegistrationRow } from '../queries/registrations.ts'
import { nextDue } from '../rules/registration/clocks.ts'

/** What both sides read of where a registration stands: never anything of another claim. */
export async function receiptOf(
  { db, now }: Pick<Context, 'db' | 'now'>,
  row: RegistrationRow,
): Promise<RegistrationReceipt> {
  const due = nextDue(await standing(db, row), await bookOf(db, row, now))
  return {
    state: row.state,
    ruling: row.ruling,
    position: row.state === 'in_review' ? await placeInReview(db, row.id) : null,
    question: row.question,
    // That a late claim of low risk approves itself depends on what the vendor knows: the deadline is told, not what follows.
    next: due ? { act: due.act === 'approve' ? 'miss_deadline' : due.act, at: due.at.toISOString() } : null,
    // A protection that is set aside says nothing of when it would have ended.
    protectedFrom: row.setAside ? null : (row.protectedFrom?.toISOString() ?? null),
    protectedUntil: row.setAside ? null : (row.protectedUntil?.toISOString() ?? null),
    appealUntil: row.appealUntil?.toISOString() ?? null,
  }
}

/** A record's `may`, from what the rules say of each act. */
export const mayOf = <A extends RegistrationAct>(
  acts: readonly A[],
  ask: (act: A) => true | Saying,
): Record<A, true | string> =>
  Object.fromEntries(
    acts.map((act) => {
      const open = ask(act)
      return [act, open === true || said(open)]
    }),
  ) as Record<A, true | string>
