-- How satisfied partners are, as other systems measured it.
create table satisfaction (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  organization_id text collate "C" not null,
  day date not null,
  score double precision not null,
  scale_min double precision not null,
  scale_max double precision not null,
  -- The score on a scale from 0 to 100.
  normalised double precision not null generated always as ((score - scale_min) / (scale_max - scale_min) * 100) stored,
  respondents integer check (respondents > 0),
  source text collate "C" not null,
  source_key text collate "C",
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, organization_id) references organization,
  check (scale_min < scale_max and score between scale_min and scale_max)
);
create unique index satisfaction_once on satisfaction (ecosystem_id, source, source_key) where source_key is not null;
create index satisfaction_of_organization on satisfaction (ecosystem_id, organization_id, day, id);
create index satisfaction_by_day on satisfaction (ecosystem_id, day, id);
create index satisfaction_by_score on satisfaction (ecosystem_id, normalised, id);
call wall('satisfaction', 'organization_id');
