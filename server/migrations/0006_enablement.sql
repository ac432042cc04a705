-- What partners and their people are certified in.
create table certification (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  organization_id text collate "C" not null,
  person_id text collate "C",
  name text collate "C" not null,
  granted_on date not null,
  -- The last day on which it is valid.
  expires_on date check (expires_on >= granted_on),
  -- The first day on which it is no longer valid.
  ended_on date check (ended_on >= granted_on),
  end_reason text,
  source text collate "C" not null,
  source_key text collate "C",
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, organization_id) references organization,
  foreign key (ecosystem_id, person_id) references person,
  check ((ended_on is null) = (end_reason is null))
);
create unique index certification_once on certification (ecosystem_id, source, source_key) where source_key is not null;
create index certification_of_organization on certification (ecosystem_id, organization_id, granted_on, id);
create index certification_of_person on certification (ecosystem_id, person_id) where person_id is not null;
create index certification_by_name on certification (ecosystem_id, name, id);
create index certification_by_grant on certification (ecosystem_id, granted_on, id);
create index certification_by_age on certification (ecosystem_id, created_at, id);
create index certification_by_expiry on certification (ecosystem_id, (coalesce(expires_on, 'infinity'::date)), id);
create index certification_running_out on certification (ecosystem_id, expires_on) where ended_on is null;
call wall('certification', 'organization_id');
