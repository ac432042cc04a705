-- How claims come in: their evidence as files, and many at once from a table.

-- A file that belongs to a registration; its content is a `file`. The vendor's own (the customer's written choice) has no
-- partner and stays behind the wall.
create table registration_file (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  registration_id text collate "C" not null,
  partner_id text collate "C",
  file_id text collate "C" not null,
  name text not null,
  bytes bigint not null,
  sha256 text collate "C" not null,
  side text collate "C" not null check (side in ('vendor', 'partner')),
  kept_by text collate "C" not null,
  kept_by_name text not null,
  created_at timestamptz not null,
  -- The act that it was sent with, whose link of the chain names its hash; until then it can be taken back.
  act text collate "C",
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, registration_id) references registration,
  foreign key (ecosystem_id, partner_id) references organization,
  foreign key (ecosystem_id, file_id) references file on delete cascade
);
create index registration_file_of on registration_file (ecosystem_id, registration_id, id);
create index registration_file_of_file on registration_file (ecosystem_id, file_id);
create index registration_file_of_partner on registration_file (ecosystem_id, partner_id);
call wall('registration_file', 'partner_id');

-- A table of claims that a partner sent in: first tried, then sent.
create table claim_batch (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  partner_id text collate "C" not null,
  file_id text collate "C" not null,
  file_name text not null,
  format jsonb not null,
  state text collate "C" not null,
  -- Why the table as a whole was not taken.
  problem text,
  -- How many rows have which outcome, as far as the work has come; and when it last moved on.
  counts jsonb not null default '{}',
  moved_at timestamptz not null,
  submitter_id text collate "C" not null,
  submitter_name text not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, partner_id) references organization,
  foreign key (ecosystem_id, file_id) references file on delete cascade
);
create index claim_batch_by_age on claim_batch (ecosystem_id, created_at, id);
create index claim_batch_of_partner on claim_batch (ecosystem_id, partner_id, created_at, id);
create index claim_batch_of_file on claim_batch (ecosystem_id, file_id);
call wall('claim_batch', 'partner_id');

-- What became of each row, or would.
create table claim_row (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  batch_id text collate "C" not null,
  number integer not null,
  partner_id text collate "C" not null,
  outcome text collate "C" not null,
  customer_name text,
  problems jsonb not null,
  raw text not null,
  registration_id text collate "C",
  primary key (ecosystem_id, batch_id, number),
  foreign key (ecosystem_id, batch_id) references claim_batch on delete cascade,
  foreign key (ecosystem_id, partner_id) references organization
);
create index claim_row_by_outcome on claim_row (ecosystem_id, batch_id, outcome, number);
create index claim_row_of_partner on claim_row (ecosystem_id, partner_id);
call wall('claim_row', 'partner_id');

-- By what a row of a table is known again: its partner and its own reference, or else all that it says, as a hash. The
-- key of this table, and nothing else, keeps a row that comes twice from claiming twice.
create table claim_key (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  key text collate "C" not null,
  registration_id text collate "C" not null,
  -- What the row said when it was last taken, as a hash: a draft that was changed by hand since is not written over.
  content text collate "C" not null,
  primary key (ecosystem_id, key),
  foreign key (ecosystem_id, registration_id) references registration on delete cascade
);
create index claim_key_of on claim_key (ecosystem_id, registration_id);
call wall('claim_key');

-- Who sent a claim by a link and has no login, for the status page: found before anybody has signed in, by ids that only a
-- signed key names.
create function registration_behind(the_registration text, the_person text)
returns table (ecosystem_id text, partner_id text, name text, email text, ended boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.ecosystem_id, r.partner_id, p.name, p.email,
    p.organization_id is distinct from r.partner_id or exists (select from partnership x
      where x.ecosystem_id = r.ecosystem_id and x.organization_id = r.partner_id and x.stage = 'off_boarded')
  from registration r join person p on p.ecosystem_id = r.ecosystem_id and p.id = the_person
  where r.id = the_registration and r.submitter_id = the_person
$$;
create index registration_anywhere on registration (id);
revoke execute on function registration_behind(text, text) from public;
grant execute on function registration_behind(text, text) to hansa_app;
