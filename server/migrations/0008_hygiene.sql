-- Pairs of organizations that may be one company. A pair is kept once, the lesser id on the left.
create table duplicate (
  ecosystem_id text collate "C" not null default current_ecosystem() references ecosystem,
  id text collate "C" not null,
  left_id text collate "C" not null,
  right_id text collate "C" not null,
  probability double precision not null check (probability between 0 and 1),
  reasons jsonb not null,
  state text not null default 'open' check (state in ('open', 'dismissed')),
  found_at timestamptz not null,
  primary key (ecosystem_id, id),
  unique (ecosystem_id, left_id, right_id),
  check (left_id < right_id)
);
create index duplicate_by_probability on duplicate (ecosystem_id, state, probability, id);
call wall('duplicate');

-- What a merge did, in enough detail to take it back.
create table merge (
  ecosystem_id text collate "C" not null default current_ecosystem() references ecosystem,
  id text collate "C" not null,
  into_id text collate "C" not null,
  from_id text collate "C" not null,
  -- [{table, column, keys: [{…primary key…}]}]
  moved jsonb not null,
  -- [{table, rows: [{…}]}]: rows that would have spoken of one organization twice.
  removed jsonb not null,
  -- {before, after}: the survivor's own facts.
  facts jsonb not null,
  partnerships jsonb,
  merged_by text collate "C",
  merged_at timestamptz not null,
  undone_at timestamptz,
  primary key (ecosystem_id, id)
);
create index merge_by_time on merge (ecosystem_id, merged_at, id);
create unique index merge_standing on merge (ecosystem_id, from_id) where undone_at is null;
call wall('merge');

-- Which columns refer to an organization: what a merge has to move. New tables are found by their foreign keys.
create view organization_reference as
  select c.conrelid::regclass::text as table_name, a.attname::text as column_name,
    (select array_agg(k.attname::text order by i.place)
      from pg_index x cross join unnest(x.indkey) with ordinality as i (number, place)
      join pg_attribute k on k.attrelid = x.indrelid and k.attnum = i.number
      where x.indrelid = c.conrelid and x.indisprimary and k.attname <> 'ecosystem_id') as key_columns
  from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
  where c.contype = 'f' and c.confrelid = 'organization'::regclass and array_length(c.conkey, 1) = 2
    -- A partnership's history is put together by its own rules; where something was merged to stays what it was.
    and c.conrelid::regclass::text not in ('partnership', 'partnership_spell')
    and a.attname <> 'merged_into';
grant select on organization_reference to hansa_app;
