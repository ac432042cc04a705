-- Deal registrations: a partner's claim to a customer, its way through the states, its chain of events, its protection.
create table registration (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  partner_id text collate "C" not null,
  programme_id text collate "C" not null,
  -- The version of the rules that judges it: the one in force when the claim became complete.
  rules_version integer,
  submitter_id text collate "C" not null,
  -- What the partner claims, in its own words; the company that the vendor knows by it stands in registration_case.
  customer_name text,
  customer_domain text,
  country text collate "C",
  contact_name text,
  contact_email text,
  families text[] not null default '{}',
  -- Minor units.
  amount bigint check (amount > 0),
  currency text collate "C" check (currency ~ '^[A-Z]{3}$'),
  expected_close_on date,
  evidence text,
  evidence_on date,
  is_public_sector boolean not null default false,
  search_text text not null default '',

  state text collate "C" not null,
  changed_at timestamptz not null,
  complete_at timestamptz,
  sent_at timestamptz,
  review_due_at timestamptz,
  review_left double precision,
  warned integer not null default 0,
  missed_deadline boolean not null default false,
  answer_due_at timestamptz,
  decided_by text collate "C",
  appeal_until timestamptz,
  appealed boolean not null default false,
  protected_from timestamptz,
  protected_until timestamptz,
  extensions integer not null default 0,
  noticed integer not null default 0,
  last_activity_at timestamptz,
  idle integer not null default 0,
  deal_id text collate "C",
  -- What the partner may read of the last decision: { act, reason, rule, text }.
  ruling jsonb,
  -- The open question of the reviewer.
  question text,
  -- When time alone moves it next.
  next_due_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, partner_id) references organization,
  foreign key (ecosystem_id, programme_id) references programme,
  check ((amount is null) = (currency is null))
);
create index registration_due on registration (ecosystem_id, next_due_at) where next_due_at is not null;
create index registration_by_age on registration (ecosystem_id, created_at, id);
create index registration_by_state on registration (ecosystem_id, state, created_at, id);
create index registration_by_review on registration (ecosystem_id, (coalesce(review_due_at, 'infinity'::timestamptz)), id);
create index registration_of_partner on registration (ecosystem_id, partner_id, created_at, id);
create index registration_of_deal on registration (ecosystem_id, deal_id) where deal_id is not null;
call wall('registration', 'partner_id');
call searchable('registration');

-- What only the vendor may know of a claim: which company it means, its place in line, what the court found.
create sequence registration_line;
grant usage on sequence registration_line to hansa_app;
create table registration_case (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  registration_id text collate "C" not null,
  place bigint not null default nextval('registration_line'),
  customer_id text collate "C",
  -- The top of the customer's corporate tree, by which claims meet.
  root_id text collate "C",
  probability double precision,
  is_low_risk boolean not null default false,
  judgement jsonb,
  judged_at timestamptz,
  primary key (ecosystem_id, registration_id),
  foreign key (ecosystem_id, registration_id) references registration,
  foreign key (ecosystem_id, customer_id) references organization,
  foreign key (ecosystem_id, root_id) references organization
);
create unique index registration_case_in_line on registration_case (ecosystem_id, place);
create index registration_case_of_root on registration_case (ecosystem_id, root_id);
create index registration_case_of_customer on registration_case (ecosystem_id, customer_id);
call wall('registration_case');

-- A complete claim takes its place in line. Who commits first stands first: the lock is held until the end of the
-- transaction, so that no claim can come to stand before one that was judged already.
create function take_place(the_registration text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('registrations ' || current_ecosystem()));
  insert into registration_case (ecosystem_id, registration_id)
  select ecosystem_id, id from registration
  where ecosystem_id = current_ecosystem() and id = the_registration
    and (current_partner() is null or partner_id = current_partner())
  on conflict (ecosystem_id, registration_id) do update set place = nextval('registration_line');
end $$;
-- How many claims stand in the whole line for review up to this one. It says nothing about any one customer.
create function place_in_review(the_registration text) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from registration_case waiting
  join registration r on r.ecosystem_id = waiting.ecosystem_id and r.id = waiting.registration_id and r.state = 'in_review'
  where waiting.ecosystem_id = current_ecosystem() and waiting.place <= (
    select c.place from registration_case c join registration own on own.ecosystem_id = c.ecosystem_id and own.id = c.registration_id
    where c.ecosystem_id = current_ecosystem() and c.registration_id = the_registration
      and (current_partner() is null or own.partner_id = current_partner()))
$$;
do $$ declare f text; begin
  foreach f in array array['take_place(text)', 'place_in_review(text)'] loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to hansa_app', f);
  end loop;
end $$;

-- Who is protected where: one row for each customer × product family × country, by the table's own key.
create table protection (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  root_id text collate "C" not null,
  family text collate "C" not null,
  country text collate "C" not null,
  registration_id text collate "C" not null,
  primary key (ecosystem_id, root_id, family, country),
  foreign key (ecosystem_id, root_id) references organization,
  foreign key (ecosystem_id, registration_id) references registration
);
create index protection_of_registration on protection (ecosystem_id, registration_id);
call wall('protection');

-- Every transition, chained by hashes. It holds nothing that the partner may not read: the partner carries it away as proof.
create table registration_event (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  registration_id text collate "C" not null,
  number integer not null,
  at timestamptz not null,
  act text collate "C" not null,
  actor text collate "C" not null,
  state text collate "C" not null,
  data jsonb not null,
  previous text collate "C" not null,
  hash text collate "C" not null,
  primary key (ecosystem_id, registration_id, number),
  foreign key (ecosystem_id, registration_id) references registration
);
alter table registration_event enable row level security;
create policy wall on registration_event to hansa_app using (
  ecosystem_id = current_ecosystem()
  and (current_partner() is null or exists (
    select from registration r where r.ecosystem_id = registration_event.ecosystem_id and r.id = registration_id)));
grant select, insert on registration_event to hansa_app;
create trigger append_only before update or delete on registration_event for each row execute function refuse_change();
create trigger append_only_whole before truncate on registration_event for each statement execute function refuse_change();
