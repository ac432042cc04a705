-- The customer's journey, as it is read from the log: a copy that is made anew whenever the log or the rules say otherwise.

-- How long a customer's deal stood in a stage of the journey.
create table journey_stay (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  customer_id text collate "C" not null,
  deal_id text collate "C" not null,
  stage text collate "C" not null,
  from_day date not null,
  -- The first day on which it was no longer there; null while it is.
  to_day date,
  -- It went on to a later stage (true), was lost (false); null while it is there, and where it went back.
  went boolean,
  -- The first day on which a partner was there itself, within the stay.
  touched_on date,
  product text collate "C",
  -- Minor units of the deal.
  amount bigint,
  currency text collate "C",
  primary key (ecosystem_id, customer_id, deal_id, stage, from_day)
);
create index journey_stay_of_stage on journey_stay (ecosystem_id, stage, from_day);
create index journey_stay_of_deal on journey_stay (ecosystem_id, deal_id);
create index journey_stay_open on journey_stay (ecosystem_id, currency, amount, deal_id) where to_day is null;
call wall('journey_stay');

-- What touched a customer, in which stage. A partner may read its own.
create table journey_touch (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  customer_id text collate "C" not null,
  -- The event, the entry of revenue, the registration or the deal behind it.
  id text collate "C" not null,
  stage text collate "C" not null,
  day date not null,
  what text collate "C" not null,
  -- Where a partner was there itself within a stay of this deal and stage: that stay's first day.
  stay_from date,
  -- Null for the vendor itself.
  partner_id text collate "C",
  channel text,
  deal_id text collate "C",
  primary key (ecosystem_id, customer_id, id)
);
create index journey_touch_of_deal on journey_touch (ecosystem_id, deal_id, stage, stay_from) where deal_id is not null;
create index journey_touch_of_partner on journey_touch (ecosystem_id, partner_id, day) where partner_id is not null;
call wall('journey_touch', 'partner_id');

-- By which rules the copy was made, and up to when it has read the log.
create table journey_reader (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  rules jsonb not null,
  -- Counts up with every change of the copy.
  edition bigint not null default 0,
  read_at timestamptz not null,
  primary key (ecosystem_id)
);
call wall('journey_reader');

-- Entries of revenue that name a deal only by the number that their source has for it.
create index revenue_of_order on revenue (ecosystem_id, source, order_reference) where order_reference is not null and deal_id is null;
create index job_of_kind on job (ecosystem_id, kind) where state in ('queued', 'running');
