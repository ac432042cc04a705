-- Threads between the vendor's people and one partner's, announcements, and the files that they share.
create table thread (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  subject text not null,
  -- The partner that shares in it; null where the vendor's people talk among themselves.
  partner_id text collate "C",
  -- The record that it is about.
  object_id text collate "C",
  created_by text collate "C" not null,
  created_at timestamptz not null,
  -- Of the messages that all who share in the thread can see: an internal note moves none of these.
  last_message_at timestamptz not null,
  last_author text not null,
  excerpt text not null,
  -- Since when the vendor owes an answer.
  waiting_since timestamptz,
  -- The inbox's order, descending: the longest waiting on top, then the latest.
  inbox numeric not null generated always as (case when waiting_since is null
    then extract(epoch from last_message_at at time zone 'UTC')
    else 200000000000 - extract(epoch from waiting_since at time zone 'UTC') end) stored,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, partner_id) references organization
);
create index thread_inbox on thread (ecosystem_id, inbox, id);
create index thread_by_age on thread (ecosystem_id, last_message_at, id);
create index thread_of_partner on thread (ecosystem_id, partner_id, last_message_at, id);
create index thread_of_object on thread (ecosystem_id, object_id) where object_id is not null;
create index thread_waiting on thread (ecosystem_id, waiting_since) where waiting_since is not null;
call wall('thread', 'partner_id');

create table message (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  thread_id text collate "C" not null,
  partner_id text collate "C",
  -- Between the vendor's people alone.
  internal boolean not null,
  author_id text collate "C" not null,
  author_name text not null,
  side text not null check (side in ('vendor', 'partner')),
  by_link boolean not null,
  body text not null,
  mentions jsonb not null default '[]',
  search_text text not null,
  created_at timestamptz not null,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, thread_id) references thread,
  foreign key (ecosystem_id, partner_id) references organization,
  check (side = 'vendor' or (partner_id is not null and not internal))
);
create index message_of_thread on message (ecosystem_id, thread_id, created_at, id);
create index on message (ecosystem_id, partner_id) where partner_id is not null;
call searchable('message');
-- What was written stays as it was written, and an internal note is behind the wall whatever its thread is.
alter table message enable row level security;
create policy wall on message to hansa_app using (
  ecosystem_id = current_ecosystem()
  and (current_partner() is null or (partner_id = current_partner() and not internal)));
grant select, insert on message to hansa_app;
-- A merge of two companies moves what refers to them.
grant update (partner_id) on message to hansa_app;

-- Who shares in a thread: how far they have read, and whether news come to them by mail. A partner sees its own people.
create table thread_person (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  thread_id text collate "C" not null,
  -- A member, or a contact person who has no login.
  actor_id text collate "C" not null,
  partner_id text collate "C",
  following boolean not null,
  read_until timestamptz not null default '-infinity',
  -- Up to which message mails have told of the thread, when the last one went out, and when the next one will.
  told_until timestamptz not null default '-infinity',
  told_at timestamptz,
  tell_at timestamptz,
  primary key (ecosystem_id, thread_id, actor_id),
  foreign key (ecosystem_id, thread_id) references thread,
  foreign key (ecosystem_id, partner_id) references organization
);
create index on thread_person (ecosystem_id, actor_id);
create index on thread_person (ecosystem_id, partner_id) where partner_id is not null;
call wall('thread_person', 'partner_id');

-- A file that the vendor and one partner share; its content is a `file`.
create table shared_file (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  file_id text collate "C" not null,
  -- Null with a message between the vendor's people, and before the message is sent.
  partner_id text collate "C",
  name text not null,
  sort_name text collate "C" not null,
  bytes bigint not null,
  note text,
  side text not null check (side in ('vendor', 'partner')),
  shared_by text collate "C" not null,
  shared_by_name text not null,
  -- Belongs to a message that is not sent yet: its writer's alone, and gone after a day.
  draft boolean not null,
  message_id text collate "C",
  thread_id text collate "C",
  internal boolean not null default false,
  downloads integer not null default 0,
  created_at timestamptz not null,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, file_id) references file,
  foreign key (ecosystem_id, message_id) references message,
  foreign key (ecosystem_id, partner_id) references organization
);
create index shared_file_by_age on shared_file (ecosystem_id, created_at, id);
create index shared_file_by_name on shared_file (ecosystem_id, sort_name, id);
create index shared_file_of_partner on shared_file (ecosystem_id, partner_id, created_at, id);
create index shared_file_of_message on shared_file (ecosystem_id, message_id) where message_id is not null;
create index shared_file_of_file on shared_file (ecosystem_id, file_id);
create index shared_file_drafts on shared_file (ecosystem_id, created_at) where draft;
alter table shared_file enable row level security;
create policy wall on shared_file to hansa_app using (
  ecosystem_id = current_ecosystem()
  and (current_partner() is null or (partner_id = current_partner() and not internal)));
grant select, insert, update, delete on shared_file to hansa_app;

create table announcement (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  title text not null,
  sort_title text collate "C" not null,
  body text not null,
  -- Which partners it is for: {types, tiers, countries}, each empty for any.
  audience jsonb not null,
  by_mail boolean not null,
  state text not null default 'draft' check (state in ('draft', 'published', 'withdrawn')),
  author_id text collate "C" not null,
  author_name text not null,
  created_at timestamptz not null,
  published_at timestamptz,
  version integer not null default 1,
  primary key (ecosystem_id, id),
  check (state = 'draft' or published_at is not null)
);
create index announcement_by_age on announcement (ecosystem_id, created_at, id);
create index announcement_by_title on announcement (ecosystem_id, sort_title, id);

-- The partners that an announcement reached: those that its audience meant when it was published.
create table announcement_partner (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  announcement_id text collate "C" not null,
  partner_id text collate "C" not null,
  primary key (ecosystem_id, announcement_id, partner_id),
  foreign key (ecosystem_id, announcement_id) references announcement
);
create index on announcement_partner (ecosystem_id, partner_id);
call wall('announcement_partner', 'partner_id');
alter table announcement enable row level security;
create policy wall on announcement to hansa_app using (
  ecosystem_id = current_ecosystem()
  and (current_partner() is null or (state = 'published' and exists (
    select from announcement_partner a
    where a.ecosystem_id = announcement.ecosystem_id and a.announcement_id = id and a.partner_id = current_partner()))));
grant select, insert, update on announcement to hansa_app;

create table announcement_read (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  announcement_id text collate "C" not null,
  actor_id text collate "C" not null,
  partner_id text collate "C" not null,
  read_at timestamptz not null,
  primary key (ecosystem_id, announcement_id, actor_id),
  foreign key (ecosystem_id, announcement_id) references announcement
);
create index on announcement_read (ecosystem_id, announcement_id, partner_id);
call wall('announcement_read', 'partner_id');

-- A merge of two companies moves what refers to them: also who may read a file's content.
alter table file add foreign key (ecosystem_id, partner_id) references organization;
create index file_of_partner on file (ecosystem_id, partner_id) where partner_id is not null;
