import { say } from '@hansa/contract/language'
import type { MetricKey } from '@hansa/contract/metrics'
import { today } from '../../core/calendar.ts'
import { wrong } from '../../core/errors.ts'
import type { Context } from '../../core/http/route.ts'
import { currencies } from '../queries/tallies.ts'
import type { Seen } from '../queries/rows.ts'
import { lookOf } from '../rules/window.ts'
import { remembered } from './remember.ts'

/** The day that is looked at: the one asked for, which must have come, or today. */
export async function dayOf({ db, now }: Context, asOf: string | undefined): Promise<string> {
  const day = await today(db, now)
  if (asOf === undefined) return day
  if (asOf > day) throw wrong('asOf', say`${asOf} has not come yet; the latest is ${day}`)
  if (asOf < '1970-01-01') throw wrong('asOf', say`${asOf} is too long ago; the earliest is 1970-01-01`)
  return asOf
}

const ofMoney: readonly MetricKey[] = ['revenue', 'revenue_concentration']

/** What a call looks at, and the currencies that it could look at. */
export async function seenOf(
  ctx: Context,
  metric: MetricKey,
  asked: {
    readonly asOf?: string | undefined
    readonly months?: number | undefined
    readonly currency?: string | undefined
  },
): Promise<{ seen: Seen; currencies: string[] }> {
  const look = lookOf(metric, await dayOf(ctx, asked.asOf), asked.months)
  if (!ofMoney.includes(metric)) {
    if (asked.currency !== undefined) throw wrong('currency', say`"${metric}" is no figure of money; leave it out`)
    return { seen: { ...look, currency: null }, currencies: [] }
  }
  const known = await remembered(ctx, ['currencies', look], async () =>
    (await currencies(ctx.db, look)).map((one) => one.currency),
  )
  return { seen: { ...look, currency: asked.currency ?? known[0] ?? null }, currencies: known }
}
