import { say } from '@hansa/contract/language'
import { beginnings, today } from '../../core/calendar.ts'
import type { Db } from '../../core/database/scope.ts'
import { missing, stale, wrong } from '../../core/errors.ts'
import type { Context } from '../../core/http/route.ts'
import { newId } from '../../core/ids.ts'
import { memberNames } from '../../identity/queries.ts'
import { changePartnerships } from '../queries/change.ts'
import { planned, type Held, type HowItCame, type NewId } from '../rules/plan.ts'
import type { Spell } from '../rules/spells.ts'
import { daysOf, tellings } from '../rules/turns.ts'

/** What an edit by hand stands on. */
export interface Hand {
  readonly day: string
  readonly source: string
  readonly newId: NewId
}

/** What is to become of one partnership: its whole history, and how it came. */
export interface Wanted extends HowItCame {
  readonly held: Held
  readonly spells: readonly Spell[]
}

/** Changes partnerships and tells the log. Answers how many became different. */
export async function change(
  ctx: Context,
  organizationIds: readonly string[],
  decide: (held: ReadonlyMap<string, Held & { partnership: { version: number } | undefined }>, hand: Hand) => Wanted[],
): Promise<number> {
  const { db, now, principal } = ctx
  const day = await today(db, now)
  const hand = {
    day,
    source: principal.kind === 'key' ? 'api' : 'workspace',
    newId: (prefix: 'ptr' | 'spl') => newId(prefix, now),
  }
  const plans = await changePartnerships(
    db,
    organizationIds,
    (held) => decide(held, hand).map((one) => planned(one.held, one.spells, one, day, hand.newId)),
    now,
  )
  await ctx.record(...tellings(plans, day, now, await beginnings(db, daysOf(plans, day))))
  return plans.filter((plan) => plan.outcome !== 'unchanged').length
}

/** The one partnership that a call names, at the version that the caller read. */
export function theOne<T extends Held & { partnership: { version: number } | undefined }>(
  held: ReadonlyMap<string, T>,
  organizationId: string,
  version: number,
): T & { partnership: NonNullable<T['partnership']> } {
  const one = held.get(organizationId)
  if (!one?.partnership) throw missing(say`partnership of`, organizationId)
  if (one.partnership.version !== version) throw stale(say`partnership`, one.partnership.version)
  return one as T & { partnership: NonNullable<T['partnership']> }
}

/** A manager is a member of the vendor's, named by id, or somebody without a login, named by name. */
export async function checkManager(db: Db, manager: string | null | undefined, field = 'manager'): Promise<void> {
  if (!manager?.startsWith('mem_')) return
  if (!(await memberNames(db, [manager])).has(manager)) throw wrong(field, say`"${manager}" is not a member here`)
}
