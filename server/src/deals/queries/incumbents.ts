import type { RegistrationRules } from '@hansa/contract/registration-rules'
import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import { childrenOf } from '../../organizations/queries/tree.ts'
import { lastWins } from '../rules/registration/incumbent.ts'
import { familiesOf } from '../rules/touch.ts'
import type { Stander } from './court.ts'

interface Won extends Omit<Stander, 'kind' | 'families' | 'place' | 'state'> {
  readonly product: string | null
  readonly wonOn: string
}
const most = 500

/** Whose business a claim would renew: the last wins in the corporate trees, within the time that the rules look back. */
export async function incumbentsIn(
  db: Db,
  rootIds: readonly string[],
  claim: { families: readonly string[]; country: string; completeAt: Date | null },
  { renewal, families }: RegistrationRules,
): Promise<Stander[]> {
  if (rootIds.length === 0 || renewal.lookBackDays === 0) return []
  const { rows } = await sql<Won>`
    with recursive tree (id, root_id) as (
      select id, id from organization where id = any (${rootIds}::text[])
      union select child.id, tree.root_id from tree, ${childrenOf(sql`tree.id`)} child
    )
    select d.id, tree.root_id, d.customer_id, o.name as customer_name, d.partner_id, p.name as partner_name, o.country,
      d.closed_on::timestamp at time zone ecosystem.time_zone as complete_at, d.closed_on::text as won_on,
      (select concat_ws(',', d.product, string_agg(concat_ws(',', line.family, line.product), ','))
        from deal_line line where line.deal_id = d.id) as product
    from ecosystem cross join tree join deal d on d.customer_id = tree.id join organization o on o.id = tree.id
    left join organization p on p.id = d.partner_id
    where d.stage = 'won'
      and d.closed_on >= (${claim.completeAt}::timestamptz at time zone ecosystem.time_zone)::date - ${renewal.lookBackDays}::int
    order by d.closed_on desc, d.id desc limit ${most}`.execute(db)
  const wins = rows.map(({ product, ...won }) => ({ ...won, families: familiesOf(product, families) }))
  return lastWins(wins, claim).map(({ wonOn: _wonOn, ...won }) => ({
    ...won,
    kind: 'renewal',
    place: null,
    state: 'won',
    precedes: false,
  }))
}
