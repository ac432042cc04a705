-- The team of a deal: who takes part in which role, who may know of whom, how the deal is split, and who is credited.
create table deal_participant (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  deal_id text collate "C" not null,
  partner_id text collate "C" not null,
  role text collate "C" not null,
  state text collate "C" not null,
  evidence text,
  evidence_on date,
  from_day date,
  until_day date,
  reason text,
  sees_value boolean not null default false,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, deal_id) references deal on delete cascade,
  foreign key (ecosystem_id, partner_id) references organization
);
create index deal_participant_of_deal on deal_participant (ecosystem_id, deal_id, id);
create index deal_participant_of_partner on deal_participant (ecosystem_id, partner_id, created_at, id);
call wall('deal_participant', 'partner_id');

-- Two participants whom the vendor has disclosed to each other; `one_id` sorts before `two_id`.
create table deal_introduction (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  deal_id text collate "C" not null,
  one_id text collate "C" not null,
  two_id text collate "C" not null,
  shares boolean not null,
  primary key (ecosystem_id, deal_id, one_id, two_id),
  foreign key (ecosystem_id, deal_id) references deal on delete cascade,
  foreign key (ecosystem_id, one_id) references deal_participant on delete cascade,
  foreign key (ecosystem_id, two_id) references deal_participant on delete cascade,
  check (one_id < two_id)
);
call wall('deal_introduction');

-- What a partner proposes for a team. Which deal it means, the vendor alone knows, so that stands apart.
create table deal_team_proposal (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  partner_id text collate "C" not null,
  customer_name text not null,
  partner_name text,
  role text collate "C" not null,
  evidence text not null,
  evidence_on date,
  state text collate "C" not null,
  reason text,
  created_at timestamptz not null,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, partner_id) references organization
);
create index deal_team_proposal_by_age on deal_team_proposal (ecosystem_id, created_at, id);
create index deal_team_proposal_of_partner on deal_team_proposal (ecosystem_id, partner_id, created_at, id);
call wall('deal_team_proposal', 'partner_id');
create table deal_team_ruling (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  proposal_id text collate "C" not null,
  deal_id text collate "C" not null,
  primary key (ecosystem_id, proposal_id),
  foreign key (ecosystem_id, proposal_id) references deal_team_proposal,
  foreign key (ecosystem_id, deal_id) references deal on delete cascade
);
call wall('deal_team_ruling');

-- A version of a deal's split: what only the vendor may know of it. The shares stand apart, each behind its partner's wall.
create table deal_split (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  deal_id text collate "C" not null,
  number integer not null,
  method text collate "C" not null,
  is_default boolean not null,
  reason text,
  lines jsonb not null,
  amount bigint,
  currency text collate "C",
  programme_id text collate "C" not null,
  rules_version integer not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  locked_at timestamptz,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, deal_id) references deal on delete cascade,
  foreign key (ecosystem_id, programme_id) references programme,
  check ((amount is null) = (currency is null))
);
create unique index deal_split_once on deal_split (ecosystem_id, deal_id, number);
call wall('deal_split');

create table deal_share (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  split_id text collate "C" not null,
  participant_id text collate "C" not null,
  partner_id text collate "C" not null,
  role text collate "C" not null,
  -- What it was split by; the shares of a split are in proportion to it.
  weight double precision not null,
  basis_points integer not null check (basis_points between 0 and 10000),
  amount bigint,
  signature text collate "C" not null,
  answered_at timestamptz,
  answered_by text,
  dispute_reason text,
  wanted_basis_points integer,
  primary key (ecosystem_id, split_id, participant_id),
  foreign key (ecosystem_id, split_id) references deal_split on delete cascade,
  foreign key (ecosystem_id, participant_id) references deal_participant on delete cascade,
  foreign key (ecosystem_id, partner_id) references organization
);
create index deal_share_of_participant on deal_share (ecosystem_id, participant_id);
create index deal_share_of_partner on deal_share (ecosystem_id, partner_id);
call wall('deal_share', 'partner_id');

-- What was booked to whom. Never edited: a correction is an entry of the difference, on the day it is made.
create table deal_split_entry (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  split_id text collate "C" not null,
  participant_id text collate "C" not null,
  deal_id text collate "C" not null,
  partner_id text collate "C" not null,
  day date not null,
  kind text collate "C" not null check (kind in ('won', 'correction')),
  amount bigint not null,
  currency text collate "C" not null,
  recorded_at timestamptz not null,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, split_id) references deal_split,
  foreign key (ecosystem_id, participant_id) references deal_participant,
  foreign key (ecosystem_id, deal_id) references deal,
  foreign key (ecosystem_id, partner_id) references organization
);
create index deal_split_entry_of_deal on deal_split_entry (ecosystem_id, deal_id, recorded_at);
create index deal_split_entry_of_partner on deal_split_entry (ecosystem_id, partner_id, day);
call wall('deal_split_entry', 'partner_id', allow => 'select, insert, update');
-- Only whom it belongs to may follow a merge of records.
create function refuse_split_entry_edit() returns trigger language plpgsql as $$
declare
  kept deal_split_entry := new;
begin
  kept.partner_id := old.partner_id;
  kept.deal_id := old.deal_id;
  if kept is distinct from old then
    raise exception 'What was booked is not edited: book a correction' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger append_only before update on deal_split_entry for each row execute function refuse_split_entry_edit();

-- Who is credited with a deal, decided by which version of the rules from what.
create table deal_credit (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  deal_id text collate "C" not null,
  number integer not null,
  -- Null where the vendor sourced it itself.
  partner_id text collate "C",
  decision jsonb not null,
  programme_id text collate "C" not null,
  rules_version integer not null,
  decided_on date not null,
  decided_at timestamptz not null,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, deal_id) references deal on delete cascade,
  foreign key (ecosystem_id, partner_id) references organization,
  foreign key (ecosystem_id, programme_id) references programme
);
create unique index deal_credit_once on deal_credit (ecosystem_id, deal_id, number);
create index deal_credit_of_partner on deal_credit (ecosystem_id, partner_id) where partner_id is not null;
call wall('deal_credit');

create function competing(one text, two text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from relationship r
    where r.ecosystem_id = current_ecosystem() and r.kind = 'competes_with'
      and (r.from_id, r.to_id) in ((one, two), (two, one)) and (r.until is null or r.until >= current_date))
$$;
revoke execute on function competing(text, text) from public;
grant execute on function competing(text, text) to hansa_app;

-- The deals in whose team the partner of the transaction is, as far as each is disclosed to it. The views look as their
-- owner: what they do not show, a partner's transaction cannot reach.
create view own_deal with (security_barrier) as
select d.ecosystem_id, d.id, customer.name as customer_name, customer.country, d.product, own.since,
  case when own.is_in then d.stage end as stage,
  case when own.is_in then d.expected_close_on end as expected_close_on,
  case when own.is_in then d.closed_on end as closed_on,
  case when own.sees_value then d.amount end as amount,
  case when own.sees_value then d.currency end as currency
from (
  select p.ecosystem_id, p.deal_id, min(p.created_at) as since,
    bool_or(p.state <> 'invited') as is_in, bool_or(p.sees_value and p.state <> 'invited') as sees_value
  from deal_participant p
  where p.ecosystem_id = current_ecosystem() and p.partner_id = current_partner() and p.state in ('invited', 'active', 'dissolved')
  group by p.ecosystem_id, p.deal_id) own
join deal d on d.ecosystem_id = own.ecosystem_id and d.id = own.deal_id
join organization customer on customer.ecosystem_id = d.ecosystem_id and customer.id = d.customer_id;

-- Others in those teams, where the vendor disclosed both to each other and they do not compete.
create view own_team_mate with (security_barrier) as
select own.ecosystem_id, own.deal_id, other.id, organization.name, other.role,
  case when introduction.shares then (
    select share.basis_points from deal_share share
    join deal_split split on split.ecosystem_id = share.ecosystem_id and split.id = share.split_id
    where share.ecosystem_id = other.ecosystem_id and share.participant_id = other.id order by split.number desc limit 1)
  end as basis_points
from deal_participant own
join deal_introduction introduction
  on introduction.ecosystem_id = own.ecosystem_id and introduction.deal_id = own.deal_id and own.id in (introduction.one_id, introduction.two_id)
join deal_participant other
  on other.ecosystem_id = own.ecosystem_id and other.id = case own.id when introduction.one_id then introduction.two_id else introduction.one_id end
join organization on organization.ecosystem_id = other.ecosystem_id and organization.id = other.partner_id
where own.ecosystem_id = current_ecosystem() and own.partner_id = current_partner()
  and own.state in ('active', 'dissolved') and other.state in ('active', 'dissolved') and other.partner_id <> own.partner_id
  and not competing(own.partner_id, other.partner_id);

-- What a partner may know of the versions of a split that name it: never who else is in them.
create view own_split with (security_barrier) as
select split.ecosystem_id, split.id, split.deal_id, split.number, split.reason, split.is_default, split.currency,
  split.proposed_at, split.locked_at,
  not exists (
    select from deal_split later
    where later.ecosystem_id = split.ecosystem_id and later.deal_id = split.deal_id and later.number > split.number) as is_newest
from deal_split split
where split.ecosystem_id = current_ecosystem() and exists (
  select from deal_share share
  where share.ecosystem_id = split.ecosystem_id and share.split_id = split.id and share.partner_id = current_partner());
grant select on own_deal, own_team_mate, own_split to hansa_app;
