import type { Change, ChangeKind, WaitingKind } from '@hansa/contract/home'
import { partnerStages } from '@hansa/contract/partners'
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import { listDuplicates } from '../../hygiene/queries/duplicates.ts'
import { countOpenSuggestions } from '../../organizations/queries/suggestions.ts'
import '../../partners/queries/tables.ts'

const inside = Object.entries(partnerStages).flatMap(([stage, { in: isIn }]) => (isIn ? [stage] : []))
const isInside = (stage: RawBuilder<unknown>) => sql`coalesce(${stage} in (${sql.join(inside)}), false)`

/** The days that the certifications shown as expiring expire on, at most. */
export const soonDays = 60
/** For how many days a failed import is shown. */
const failedDays = 30

/** How many of each kind wait for somebody; each count is that of the list that it opens. */
export async function waiting(db: Db, today: string, now: Date): Promise<Record<WaitingKind, number>> {
  const { rows } = await sql<Record<WaitingKind, number>>`
    select
      (select count(*) from job where kind = 'integrations.import' and state = 'failed'
        and finished_at > ${now}::timestamptz - make_interval(days => ${failedDays}::int)) as failed_work,
      (select count(*) from registration where state in ('in_review', 'in_appeal', 'extension_requested')) as registrations,
      (select count(*) from application where state in ('referred', 'reopened')) as decisions,
      (select count(*) from partnership where stage = 'applied') as applications,
      (select count(*) from partnership where stage = 'at_risk') as at_risk,
      (select count(*) from partnership where stage in (${sql.join(inside)}) and manager is null) as without_manager,
      (select count(*) from certification where ended_on is null and expires_on <= ${today}::date + ${soonDays}::int)
        as certifications_expiring`.execute(db)
  const duplicates = await listDuplicates(db, { state: 'open', sort: '-probability', limit: 1 })
  const [found] = rows as unknown as Record<string, number>[]
  const of = (name: string) => found?.[name] ?? 0
  return {
    failed_work: of('failedWork'),
    registrations: of('registrations'),
    decisions: of('decisions'),
    duplicates: duplicates.total ?? 0,
    suggestions: await countOpenSuggestions(db),
    applications: of('applications'),
    at_risk: of('atRisk'),
    without_manager: of('withoutManager'),
    certifications_expiring: of('certificationsExpiring'),
  }
}

export async function hasPartners(db: Db): Promise<boolean> {
  return (await db.selectFrom('partnership').select('id').limit(1).executeTakeFirst()) !== undefined
}

const [before, after] = [sql`data->>'before'`, sql`data->>'after'`]

/** What the log tells since a moment, by what it is, each with its number and its latest few. */
export async function changed(
  db: Db,
  since: Date,
  now: Date,
): Promise<{ kind: ChangeKind; count: number; latest: Change[] }[]> {
  const { rows } = await sql<Omit<Change, 'happenedAt'> & { kind: ChangeKind; count: number; happenedAt: Date }>`
    with told as (
      select id, happened_at, actor_name, object_id, organization_id, data,
        case
          when verb = 'partner.created' and ${isInside(sql`data->>'stage'`)} then 'joined'
          when verb = 'partner.stage_changed' and ${isInside(after)} and not ${isInside(before)} then 'joined'
          when verb = 'partner.stage_changed' and ${isInside(before)} and not ${isInside(after)} then 'left'
          when verb = 'partner.tier_changed' then 'tier'
          when verb = 'deal.won' then 'won'
          when verb = 'import.finished' then 'imported'
        end as kind
      from event
      where happened_at between ${since}::timestamptz and ${now}::timestamptz
        and verb in ('partner.created', 'partner.stage_changed', 'partner.tier_changed', 'deal.won', 'import.finished')
    ), ranked as (
      select *, count(*) over (partition by kind) as count,
        row_number() over (partition by kind order by happened_at desc, id desc) as place
      from told where kind is not null
    )
    select kind, count, ranked.id, happened_at, actor_name as who, object_id, organization_id,
      coalesce(deal.name, ranked.data->>'fileName', organization.name) as name,
      case when kind = 'tier' then ranked.data->>'before' end as before,
      case when kind = 'tier' then ranked.data->>'after' end as after
    from ranked
    left join organization on organization.id = organization_id
    left join deal on deal.id = object_id
    where place <= 5 order by happened_at desc, ranked.id desc`.execute(db)
  return [...Map.groupBy(rows, (row) => row.kind)].map(([kind, latest]) => ({
    kind,
    count: latest[0]!.count,
    latest: latest.map(({ kind: _kind, count: _count, happenedAt, ...rest }) => ({
      ...rest,
      happenedAt: happenedAt.toISOString(),
    })),
  }))
}
