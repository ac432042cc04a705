-- Files on their way in: what they are, how they are read, what became of them.
create table import (
  ecosystem_id text collate "C" not null default current_ecosystem() references ecosystem,
  id text collate "C" not null,
  file_id text collate "C" not null,
  file_name text not null,
  state text not null,
  format jsonb not null,
  columns jsonb not null,
  preview jsonb not null,
  mapping jsonb,
  recipe_id text,
  reasons jsonb not null default '{}',
  -- The dry run's and the run's counts and first problems.
  checked jsonb,
  report jsonb,
  job_id text collate "C",
  created_by text collate "C",
  created_at timestamptz not null,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, file_id) references file
);
create index import_by_age on import (ecosystem_id, created_at, id);
call wall('import');

-- Rows that did not land, as they came.
create table import_bad_row (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  import_id text collate "C" not null,
  row_number integer not null,
  raw text not null,
  reason text not null,
  field text,
  primary key (ecosystem_id, import_id, row_number),
  foreign key (ecosystem_id, import_id) references import on delete cascade
);
call wall('import_bad_row');

create table import_recipe (
  ecosystem_id text collate "C" not null default current_ecosystem() references ecosystem,
  id text collate "C" not null,
  name text not null,
  about text not null,
  columns text[] not null,
  mapping jsonb not null,
  created_at timestamptz not null,
  primary key (ecosystem_id, id)
);
create unique index import_recipe_once on import_recipe (ecosystem_id, name);
call wall('import_recipe');
