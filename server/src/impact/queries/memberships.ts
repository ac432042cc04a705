import { partnerStages } from '@hansa/contract/partners'
import { sql, type RawBuilder } from 'kysely'
import '../../partners/queries/tables.ts'

const inside = Object.entries(partnerStages).flatMap(([stage, { in: isIn }]) => (isIn ? [stage] : []))

/**
 * Every time that a partner was inside the programme, as of a day: `organization_id`, `nth` (1 for its first), `joined`,
 * and `left_on`, the first day outside, which is null while it lasts. Stages inside that follow each other without a gap
 * are one membership. Fragments that read `m` stand behind this: `with m as materialized (…)`.
 */
export const memberships = (asOf: string, organizationId?: string): RawBuilder<unknown> => sql`
  select organization_id, nth, joined, case when ended <= ${asOf}::date then ended end as left_on
  from (
    select organization_id, nth, min(from_day) as joined, max(coalesce(to_day, 'infinity')) as ended
    from (
      select organization_id, from_day, to_day,
        count(*) filter (where starts) over (partition by organization_id order by from_day) as nth
      from (
        select organization_id, from_day, to_day,
          lag(to_day) over (partition by organization_id order by from_day) is distinct from from_day as starts
        from partnership_spell
        where field = 'stage' and value in (${sql.join(inside)}) and from_day <= ${asOf}::date
          ${organizationId === undefined ? sql`` : sql`and organization_id = ${organizationId}`}
      ) spell
    ) spell
    group by organization_id, nth
  ) membership`
