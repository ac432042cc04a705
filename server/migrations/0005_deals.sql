-- Deals with their way through the pipeline, and revenue.
create table deal (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  name text not null,
  sort_name text collate "C" not null,
  -- Kept by triggers: the names of the deal, its customer and its partner, as searching looks at them.
  search_text text not null,
  customer_id text collate "C" not null,
  partner_id text collate "C",
  owner text,
  -- Derived from deal_stage: where the deal stands, since when, and if that is an end, the day of it.
  stage text collate "C" not null,
  stage_since date not null,
  source_stage text,
  closed_on date,
  -- Minor units.
  amount bigint check (amount >= 0),
  currency text collate "C" check (currency ~ '^[A-Z]{3}$'),
  product text,
  opened_on date not null,
  expected_close_on date,
  lost_reason text,
  source text collate "C" not null,
  source_key text collate "C",
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, customer_id) references organization,
  foreign key (ecosystem_id, partner_id) references organization,
  check ((amount is null) = (currency is null))
);
create unique index deal_once on deal (ecosystem_id, source, source_key) where source_key is not null;
create index deal_by_name on deal (ecosystem_id, sort_name, id);
create index deal_by_age on deal (ecosystem_id, created_at, id);
create index deal_by_amount on deal (ecosystem_id, (coalesce(amount, -1)), id);
create index deal_by_expected_close on deal (ecosystem_id, (coalesce(expected_close_on, 'infinity'::date)), id);
create index deal_by_close on deal (ecosystem_id, (coalesce(closed_on, expected_close_on)));
create index deal_by_stage on deal (ecosystem_id, stage, created_at, id);
create index deal_of_customer on deal (ecosystem_id, customer_id, created_at, id);
create index deal_of_partner on deal (ecosystem_id, partner_id, created_at, id) where partner_id is not null;
call wall('deal', 'partner_id');
call searchable('deal');

create function name_deal() returns trigger language plpgsql as $$
begin
  new.search_text := concat_ws(' ', new.sort_name,
    (select sort_name from organization where ecosystem_id = new.ecosystem_id and id = new.customer_id),
    (select sort_name from organization where ecosystem_id = new.ecosystem_id and id = new.partner_id));
  return new;
end $$;
-- What inserts many at once gives it itself, from the same three names.
create trigger named_first before insert on deal for each row when (new.search_text is null) execute function name_deal();
create trigger named_again before update on deal for each row
  when ((old.sort_name, old.customer_id, old.partner_id, old.search_text) is distinct from
        (new.sort_name, new.customer_id, new.partner_id, new.search_text))
  execute function name_deal();
create function rename_deals() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update deal set search_text = '' where ecosystem_id = new.ecosystem_id and customer_id = new.id;
  update deal set search_text = '' where ecosystem_id = new.ecosystem_id and partner_id = new.id and customer_id <> new.id;
  return null;
end $$;
create trigger deals_renamed after update on organization for each row
  when (old.sort_name is distinct from new.sort_name) execute function rename_deals();

-- What is known of a deal's way: on this day it came into this stage. Read it through the contract's `stageHistory`.
create table deal_stage (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  deal_id text collate "C" not null,
  from_day date not null,
  stage text collate "C" not null,
  source_stage text,
  primary key (ecosystem_id, deal_id, from_day, stage),
  foreign key (ecosystem_id, deal_id) references deal on delete cascade
);
alter table deal_stage enable row level security;
create policy wall on deal_stage to hansa_app using (
  ecosystem_id = current_ecosystem()
  and (current_partner() is null or exists (select from deal where deal.ecosystem_id = deal_stage.ecosystem_id and deal.id = deal_id)));
grant select, insert, update, delete on deal_stage to hansa_app;

create table revenue (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  partner_id text collate "C" not null,
  kind text collate "C" not null check (kind ~ '^[a-z][a-z0-9_]*$'),
  day date not null,
  -- Minor units; below zero where it takes something back.
  amount bigint not null,
  currency text collate "C" not null check (currency ~ '^[A-Z]{3}$'),
  product text,
  order_reference text,
  deal_id text collate "C",
  reverses_id text collate "C",
  note text,
  source text collate "C" not null,
  source_key text collate "C",
  recorded_at timestamptz not null,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, partner_id) references organization,
  foreign key (ecosystem_id, deal_id) references deal,
  foreign key (ecosystem_id, reverses_id) references revenue
);
create unique index revenue_once on revenue (ecosystem_id, source, source_key) where source_key is not null;
create unique index revenue_reversed_once on revenue (ecosystem_id, reverses_id) where reverses_id is not null;
create index revenue_by_day on revenue (ecosystem_id, day, id);
create index revenue_by_amount on revenue (ecosystem_id, amount, id);
create index revenue_by_age on revenue (ecosystem_id, recorded_at, id);
create index revenue_of_partner on revenue (ecosystem_id, partner_id, day, id);
create index revenue_of_deal on revenue (ecosystem_id, deal_id) where deal_id is not null;
call wall('revenue', 'partner_id', allow => 'select, insert, update');

-- What was recorded stays as it was recorded, whoever asks. Only whom it belongs to may follow a merge of records.
create function refuse_revenue_edit() returns trigger language plpgsql as $$
declare
  kept revenue := new;
begin
  kept.partner_id := old.partner_id;
  kept.deal_id := old.deal_id;
  if kept is distinct from old then
    raise exception 'Revenue is not edited: reverse the entry and record it anew' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger append_only before update on revenue for each row execute function refuse_revenue_edit();
