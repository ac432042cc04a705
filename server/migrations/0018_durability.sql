-- Where the log stands. Its readers keep a position: an event's `recorded_xid`, then its id. A database that was restored
-- counts its transactions from a new beginning, so a restore sets the offset that puts every later event after the
-- restored ones, and after all that was recorded since the backup and is lost with it: no reader, here or outside, then
-- passes by anything or hears it twice.
create function log_offset() returns bigint language sql immutable parallel safe return 0::bigint;
create function log_position(transaction xid8) returns xid8 language sql immutable parallel safe
  return (transaction::text::bigint + log_offset())::text::xid8;
create function next_log_position() returns xid8 language sql stable return log_position(pg_current_xact_id());
-- Everything before it is committed or undone: readers go up to here.
create function log_horizon() returns xid8 language sql stable
  return log_position(pg_snapshot_xmin(pg_current_snapshot()));
alter table event alter column recorded_xid set default next_log_position();

-- How often in a row the process died with this job, without the job having come any further.
alter table job add column crashes integer not null default 0;
create or replace function take_job(kinds text[], at timestamptz, lease interval) returns setof job
language sql security definer set search_path = public, pg_temp as $$
  update job set state = 'running', attempts = attempts + 1, lease_until = at + lease, started_at = coalesce(started_at, at),
    crashes = case when state = 'running' then crashes + 1 else crashes end
  where (ecosystem_id, id) = (
    select ecosystem_id, id from job
    where kind = any (kinds) and run_at <= at
      and (state = 'queued' or (state = 'running' and coalesce(lease_until, at) <= at))
    order by run_at, id limit 1 for update skip locked)
  returning *
$$;

-- Events that a listener could not hear: tried again for a while, then set aside so that the ones behind go on.
create table event_trouble (
  ecosystem_id text collate "C" not null default current_ecosystem() references ecosystem,
  id text collate "C" not null,
  reader text collate "C" not null,
  event_id text collate "C" not null,
  tries integer not null,
  error text not null,
  first_at timestamptz not null,
  next_at timestamptz not null,
  -- Since when the listener goes on without it.
  parked_at timestamptz,
  primary key (ecosystem_id, id),
  unique (ecosystem_id, reader, event_id)
);
create index event_trouble_by_age on event_trouble (ecosystem_id, first_at, id);
call wall('event_trouble');
