-- What is to be done with a partner, by its own people or the vendor's, and how a partner leaves.
create table task (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  -- The partner.
  organization_id text collate "C" not null,
  title text not null,
  help text not null default '',
  owner text not null check (owner in ('partner', 'vendor')),
  due_on date not null,
  -- Tasks that must be done before.
  after text[] not null default '{}',
  -- Whether finishing it needs words on where the proof is.
  evidence_needed boolean not null default false,
  evidence text,
  -- Of an onboarding plan: the programme, the version of its rules, the plan and the step, given once.
  programme_id text collate "C",
  rules_version integer,
  plan text,
  step text collate "C",
  state text not null default 'open' check (state in ('open', 'done', 'dropped')),
  -- The vendor has been told that it is late.
  told_late boolean not null default false,
  finished_at timestamptz,
  finished_by text collate "C",
  finished_by_name text,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, organization_id) references organization
);
create unique index task_once on task (ecosystem_id, organization_id, programme_id, plan, step) where step is not null;
create index task_of_organization on task (ecosystem_id, organization_id, due_on, id);
create index task_by_due on task (ecosystem_id, state, due_on, id);
call wall('task', 'organization_id', allow => 'select, insert, update');

create table off_boarding (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  organization_id text collate "C" not null,
  reason text not null,
  note text not null,
  -- The first day outside.
  from_day date not null,
  stage_before text not null,
  -- Until then it can be taken back, and until then what was earned is still paid.
  grace_until timestamptz not null,
  run_off_until date not null,
  rules_version integer not null,
  -- Members who lost their access by it, and get it back when it is taken back.
  members text[] not null,
  export_file_id text collate "C",
  export_until timestamptz,
  begun_at timestamptz not null,
  begun_by text collate "C",
  begun_by_name text,
  undone_at timestamptz,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, organization_id) references organization
);
create index off_boarding_of on off_boarding (ecosystem_id, organization_id, begun_at desc);
call wall('off_boarding', allow => 'select, insert, update');
