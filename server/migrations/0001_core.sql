-- What every capability stands on: the role and the walls, the log, jobs, files, replays.
create extension if not exists pg_trgm;

-- Every request's transaction runs as this role. It owns nothing, so it can neither switch policies off nor pass them by.
do $$ begin
  if not exists (select from pg_roles where rolname = 'hansa_app') then create role hansa_app nologin; end if;
end $$;
grant usage on schema public to hansa_app;
do $$ begin
  if not pg_has_role(current_user, 'hansa_app', 'member') then execute format('grant hansa_app to %I', current_user); end if;
end $$;

-- Where the transaction stands. Nothing set means nothing seen.
create function current_ecosystem() returns text language sql stable parallel safe
  return nullif(current_setting('hansa.ecosystem', true), '');
-- The partner organization on whose behalf the transaction runs; null for the vendor's own people.
create function current_partner() returns text language sql stable parallel safe
  return nullif(current_setting('hansa.partner', true), '');

-- Puts a table behind the ecosystem's wall. A partner sees the rows whose partner_column names it; without such a
-- column a partner sees nothing.
create procedure wall(named regclass, partner_column text default null, allow text default 'select, insert, update, delete')
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', named);
  execute format(
    'create policy wall on %s to hansa_app using (ecosystem_id = current_ecosystem() and %s)',
    named,
    case when partner_column is null then 'current_partner() is null'
         else format('(current_partner() is null or %I = current_partner())', partner_column) end);
  execute format('grant %s on %s to hansa_app', allow, named);
end $$;

-- Makes a table's column `search_text` searchable by whole words, beginnings of words and near misses. The operators
-- are not leakproof, so under row-level security they cannot use an index: the function looks as the owner, asks for
-- the caller's ecosystem itself, and hands out ids alone, which the caller then reads through the wall.
create procedure searchable(named regclass) language plpgsql as $$
begin
  execute format('create index on %s using gin (search_text gin_trgm_ops)', named);
  execute format('create index on %s using gin (to_tsvector(''simple'', search_text))', named);
  execute format($f$
    create function search_%1$s(q text, most integer) returns setof text
    language sql stable security definer set search_path = public, pg_temp as $b$
      with exact as materialized (
        (select id, 1 as rank from %1$s
          where ecosystem_id = current_ecosystem() and search_words(q) is not null
            and to_tsvector('simple', search_text) @@ search_words(q) limit most)
        union all
        (select id, 2 from %1$s
          where ecosystem_id = current_ecosystem() and search_text like '%%' || search_literal(q) || '%%' limit most)
      ), near as (
        -- Near misses cost most and are wanted only where nothing is met exactly.
        select id, 3 as rank from (
          select id, search_text from %1$s
          where ecosystem_id = current_ecosystem() and lower(q) <%% search_text and not exists (select from exact) limit 500
        ) alike order by lower(q) <<-> search_text limit 50
      )
      select id from (select * from exact union all select * from near) found group by id order by min(rank) limit most
    $b$ $f$, named);
  execute format('revoke execute on function search_%s(text, integer) from public', named);
  execute format('grant execute on function search_%s(text, integer) to hansa_app', named);
end $$;
-- `acme corp` → `'acme':* & 'corp':*`; null where no word is left.
create function search_words(q text) returns tsquery language sql immutable parallel safe return (
  select to_tsquery('simple', string_agg(quote_literal(word) || ':*', ' & '))
  from regexp_split_to_table(lower(q), '[^[:alnum:]]+') word where word <> ''
);
create function search_literal(q text) returns text language sql immutable parallel safe
  return replace(replace(replace(lower(q), '\', '\\'), '%', '\%'), '_', '\_');

create table ecosystem (
  id text collate "C" primary key,
  name text not null,
  currency text not null,
  time_zone text not null,
  created_at timestamptz not null,
  version integer not null default 1
);
alter table ecosystem enable row level security;
create policy wall on ecosystem to hansa_app using (id = current_ecosystem());
grant select, update on ecosystem to hansa_app;

-- The one log (law 1). `happened_at` is when, `recorded_at` and `recorded_xid` say when Hansa learned of it: readers go
-- by transaction, and only up to the oldest one still running, so that a late commit is never passed by.
create table event (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  verb text not null,
  happened_at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_xid xid8 not null default pg_current_xact_id(),
  actor_kind text not null,
  actor_id text collate "C",
  actor_name text,
  object_id text collate "C",
  organization_id text collate "C",
  partner_id text collate "C",
  source text not null,
  -- What the source calls this event: the same one is not recorded twice.
  source_key text collate "C",
  data jsonb not null default '{}'
) partition by range (happened_at);
create unique index event_once on event (ecosystem_id, source, source_key, happened_at) where source_key is not null;
create index event_in_order on event (ecosystem_id, recorded_xid, id);
create index event_of_object on event (ecosystem_id, object_id, happened_at desc, id desc);
create index event_of_organization on event (ecosystem_id, organization_id, happened_at desc, id desc);
create index event_of_partner on event (ecosystem_id, partner_id, happened_at desc, id desc) where partner_id is not null;
call wall('event', 'partner_id', allow => 'select, insert');

create function refuse_change() returns trigger language plpgsql as $$
begin raise exception 'The log is append-only: % refused', lower(tg_op) using errcode = 'insufficient_privilege'; end $$;
create trigger append_only before update or delete on event for each row execute function refuse_change();
create trigger append_only_whole before truncate on event for each statement execute function refuse_change();

-- One partition a month, made when the first event of that month comes; what happened before 2000 lies together.
create table event_before_2000 partition of event for values from (minvalue) to ('2000-01-01');
create trigger append_only_whole before truncate on event_before_2000 for each statement execute function refuse_change();
create function make_room_for_events(months date[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  month date;
  part text;
begin
  if array_length(months, 1) > 1200 then raise exception 'too many months at once' using errcode = 'program_limit_exceeded'; end if;
  foreach month in array (select array_agg(distinct date_trunc('month', m)::date) from unnest(months) m) loop
    part := 'event_' || to_char(month, 'YYYY_MM');
    continue when month < '2000-01-01' or to_regclass(part) is not null;
    perform pg_advisory_xact_lock(hashtext(part));
    continue when to_regclass(part) is not null;
    -- Made aside and attached, which does not lock readers and writers out as `partition of` would.
    execute format('create table %I (like event including defaults including constraints)', part);
    execute format('alter table event attach partition %I for values from (%L) to (%L)', part,
      month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
    execute format('create trigger append_only_whole before truncate on %I for each statement execute function refuse_change()', part);
  end loop;
end $$;
revoke execute on function make_room_for_events(date[]) from public;
grant execute on function make_room_for_events(date[]) to hansa_app;

-- Records that were merged into another one: their history is read as that one's.
create table record_alias (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  into_id text collate "C" not null,
  primary key (ecosystem_id, id)
);
create index on record_alias (ecosystem_id, into_id);
call wall('record_alias');

-- Where a reader of the log stands.
create table event_cursor (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  reader text not null,
  cursor text not null,
  primary key (ecosystem_id, reader)
);
call wall('event_cursor');

-- Long work and side effects: written in the transaction that wants them, carried out afterwards.
create table job (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  kind text not null,
  input jsonb not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  run_at timestamptz not null,
  attempts integer not null default 0,
  lease_until timestamptz,
  cancel_asked boolean not null default false,
  done bigint not null default 0,
  total bigint,
  note text,
  -- What the work needs to go on where it stood.
  checkpoint jsonb,
  result jsonb,
  error text,
  created_by text,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (ecosystem_id, id)
);
create index job_waiting on job (run_at) where state in ('queued', 'running');
call wall('job');

-- Takes the next job that is due, of whichever ecosystem: queued, or left by a worker that stopped renewing its lease.
create function take_job(kinds text[], at timestamptz, lease interval) returns setof job
language sql security definer set search_path = public, pg_temp as $$
  update job set state = 'running', attempts = attempts + 1, lease_until = at + lease, started_at = coalesce(started_at, at)
  where (ecosystem_id, id) = (
    select ecosystem_id, id from job
    where kind = any (kinds) and run_at <= at
      and (state = 'queued' or (state = 'running' and coalesce(lease_until, at) <= at))
    order by run_at, id limit 1 for update skip locked)
  returning *
$$;
revoke execute on function take_job(text[], timestamptz, interval) from public;
grant execute on function take_job(text[], timestamptz, interval) to hansa_app;

-- Up to when each clock of each ecosystem has run.
create table clock_run (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  clock text not null,
  ran_until timestamptz not null,
  primary key (ecosystem_id, clock)
);
call wall('clock_run');
create function every_ecosystem() returns setof text
language sql stable security definer set search_path = public, pg_temp as $$ select id from ecosystem order by id $$;
revoke execute on function every_ecosystem() from public;
grant execute on function every_ecosystem() to hansa_app;

-- Files live in the database: one thing to back up, the same on every server process, behind the same wall.
create table file (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  name text not null,
  bytes bigint not null,
  sha256 text not null,
  partner_id text collate "C",
  created_at timestamptz not null,
  primary key (ecosystem_id, id)
);
call wall('file', 'partner_id');
create table file_chunk (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  file_id text collate "C" not null,
  position integer not null,
  content bytea not null,
  primary key (ecosystem_id, file_id, position),
  foreign key (ecosystem_id, file_id) references file on delete cascade
);
alter table file_chunk alter column content set storage external;
alter table file_chunk enable row level security;
create policy wall on file_chunk to hansa_app using (
  ecosystem_id = current_ecosystem()
  and (current_partner() is null or exists (select from file where file.ecosystem_id = file_chunk.ecosystem_id and file.id = file_id)));
grant select, insert, delete on file_chunk to hansa_app;

-- The answer to a write that named an Idempotency-Key, given again when the same call comes again.
create table replay (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  principal text collate "C" not null,
  key text collate "C" not null,
  request_hash text not null,
  answer jsonb,
  created_at timestamptz not null,
  primary key (ecosystem_id, principal, key)
);
call wall('replay');
create index replay_by_age on replay (created_at);
