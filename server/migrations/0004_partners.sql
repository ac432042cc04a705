-- Membership in the programme: what holds today, and the dated history that it is derived from.
create table partnership (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  organization_id text collate "C" not null,
  -- Derived from the spells, as of the ecosystem's today.
  types text[] not null,
  stage text not null check (stage in
    ('identify', 'recruit', 'applied', 'vetted', 'onboarding', 'active', 'at_risk', 'dormant', 'off_boarded')),
  stage_rank smallint not null generated always as (case stage
    when 'identify' then 0 when 'recruit' then 1 when 'applied' then 2 when 'vetted' then 3 when 'onboarding' then 4
    when 'active' then 5 when 'at_risk' then 6 when 'dormant' then 7 else 8 end) stored,
  tier text collate "C",
  -- A member's id, or the plain name of a manager who has no login.
  manager text collate "C",
  territory text collate "C",
  since date,
  left_on date,
  -- The next day on which a spell begins or ends: then the columns above are derived anew.
  next_change date,
  -- How it came: channel, campaign and who recruited it.
  origin text,
  campaign text,
  recruiter text,
  -- The organization's own, kept the same by a trigger: lists sort and filter by them without a join.
  sort_name text collate "C" not null,
  country text collate "C",
  tags text[] not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (ecosystem_id, id),
  unique (ecosystem_id, organization_id),
  foreign key (ecosystem_id, organization_id) references organization
);
create index partnership_by_name on partnership (ecosystem_id, sort_name, id);
create index partnership_by_since on partnership (ecosystem_id, (coalesce(since, '-infinity')), id);
create index partnership_by_tier on partnership (ecosystem_id, (coalesce(tier, '')), id);
create index partnership_by_stage on partnership (ecosystem_id, stage_rank, id);
create index partnership_by_edit on partnership (ecosystem_id, updated_at, id);
create index partnership_of_stage on partnership (ecosystem_id, stage, sort_name, id);
create index partnership_of_tier on partnership (ecosystem_id, tier, sort_name, id);
create index partnership_of_manager on partnership (ecosystem_id, manager, sort_name, id);
create index partnership_of_territory on partnership (ecosystem_id, territory, sort_name, id);
create index partnership_of_country on partnership (ecosystem_id, country, sort_name, id);
create index partnership_awaiting on partnership (ecosystem_id, next_change) where next_change is not null;
call wall('partnership', 'organization_id');

create function mirror_organization() returns trigger language plpgsql as $$
begin
  update partnership set sort_name = new.sort_name, country = new.country, tags = new.tags
  where ecosystem_id = new.ecosystem_id and organization_id = new.id;
  return null;
end $$;
create trigger mirror after update on organization for each row
  when ((old.sort_name, old.country, old.tags) is distinct from (new.sort_name, new.country, new.tags))
  execute function mirror_organization();

-- What held from a day on, up to but not including another: the history of each field of a partnership. Reasons are the
-- vendor's own words, so a partner sees none of this table.
create table partnership_spell (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  organization_id text collate "C" not null,
  field text collate "C" not null check (field in ('stage', 'tier', 'type', 'manager', 'territory')),
  value text collate "C" not null check (value <> ''),
  from_day date not null,
  to_day date,
  reason text,
  source text not null,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, organization_id) references partnership (ecosystem_id, organization_id) on update cascade on delete cascade,
  check (to_day > from_day)
);
-- Several types hold at once, each in its own time; of every other field one value at a time.
create unique index partnership_spell_once on partnership_spell
  (ecosystem_id, organization_id, field, (case when field = 'type' then value else '' end), from_day);
call wall('partnership_spell');

-- Two spells of one field never overlap. Checked once per statement; writers hold the organization's row, so that two of
-- them never work on one partnership. (An exclusion constraint says the same at twenty times the cost per row.)
create function refuse_overlapping_spells() returns trigger language plpgsql
-- Organization by organization through the index, also before the table's first statistics say that this is wise.
set enable_seqscan = off as $$
declare
  found record;
begin
  select spell.* into found
  from (select distinct ecosystem_id, organization_id from written) touched, lateral (
    select field, organization_id, from_day, lag(from_day) over track as before,
      lag(coalesce(to_day, 'infinity')) over track as before_ends
    from partnership_spell
    where ecosystem_id = touched.ecosystem_id and organization_id = touched.organization_id
    window track as (partition by field, case when field = 'type' then value else '' end order by from_day)
  ) spell where before_ends > from_day limit 1;
  if found.field is not null then
    raise exception 'The % of % from % overlaps the one from %', found.field, found.organization_id, found.from_day, found.before
      using errcode = 'exclusion_violation';
  end if;
  return null;
end $$;
create trigger no_overlap_inserted after insert on partnership_spell
  referencing new table as written for each statement execute function refuse_overlapping_spells();
create trigger no_overlap_updated after update on partnership_spell
  referencing new table as written for each statement execute function refuse_overlapping_spells();
