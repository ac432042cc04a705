-- What the vendor did itself with a customer while a partner was protected there: once for each registration and deal
-- (or customer, where the log tells of no deal). The partner reads when, and how it was settled.
create table direct_touch (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  registration_id text collate "C" not null,
  partner_id text collate "C" not null,
  about_id text collate "C" not null,
  deal_id text collate "C",
  -- The evidence in the log.
  event_id text collate "C" not null,
  kind text collate "C" not null,
  happened_at timestamptz not null,
  happened_on date not null,
  noticed_at timestamptz not null,
  settled_as text collate "C" check (settled_as in ('partner_joined', 'agreed', 'mistake')),
  settled_text text,
  settled_by text collate "C",
  settled_at timestamptz,
  answer text collate "C" check (answer in ('confirmed', 'disputed')),
  answer_text text,
  -- Whether it weighs on the vendor: until the partner is in the deal, or has confirmed that it was agreed.
  counts boolean not null generated always as
    (not coalesce(settled_as = 'partner_joined' or (settled_as = 'agreed' and answer = 'confirmed'), false)) stored,
  version integer not null default 1,
  primary key (ecosystem_id, id),
  unique (ecosystem_id, registration_id, about_id),
  foreign key (ecosystem_id, registration_id) references registration,
  foreign key (ecosystem_id, partner_id) references organization,
  foreign key (ecosystem_id, deal_id) references deal
);
create index direct_touch_by_time on direct_touch (ecosystem_id, happened_at, id);
create index direct_touch_of_deal on direct_touch (ecosystem_id, deal_id) where deal_id is not null;
create index direct_touch_of_partner on direct_touch (ecosystem_id, partner_id, happened_on, id);
call wall('direct_touch', 'partner_id');

-- What was decided in a time.
create index registration_event_by_act on registration_event (ecosystem_id, act, at);

-- A claim can be for a renewal; the incumbent's goes before others.
alter table registration add column kind text collate "C" not null default 'new' check (kind in ('new', 'renewal'));
alter table registration_case add column precedes boolean not null default false;
