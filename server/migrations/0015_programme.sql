-- The programmes of an ecosystem and their rules, which are data: versions with the moment from which they hold.
create table programme (
  ecosystem_id text collate "C" not null default current_ecosystem() references ecosystem,
  id text collate "C" not null,
  name text not null,
  description text not null default '',
  -- Names its public application form: unique in the whole installation, as the form is asked for before anybody signs in.
  slug text collate "C" not null unique,
  -- Whether applications are taken just now.
  applications_open boolean not null default false,
  -- The one that an ecosystem begins with; what names no programme is in this one.
  is_default boolean not null default false,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (ecosystem_id, id)
);
create unique index programme_default on programme (ecosystem_id) where is_default;

create table programme_version (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  programme_id text collate "C" not null,
  number integer not null check (number > 0),
  valid_from timestamptz not null,
  announced_at timestamptz not null,
  -- The member who announced it; null for the version that a programme begins with.
  author text collate "C",
  author_name text,
  note text not null default '',
  -- As given; what it leaves out has the default that the contract says, which is never changed once released.
  rules jsonb not null,
  withdrawn_at timestamptz,
  primary key (ecosystem_id, programme_id, number),
  foreign key (ecosystem_id, programme_id) references programme
);
create index programme_version_in_force on programme_version (ecosystem_id, programme_id, valid_from desc, number desc)
  where withdrawn_at is null;

-- What partners do is judged by these rules also where they act themselves, so that a partner's own transaction reads
-- them; only the vendor writes. A version is never edited: it is announced and, before it holds, at most withdrawn.
alter table programme enable row level security;
create policy reading on programme for select to hansa_app using (ecosystem_id = current_ecosystem());
create policy adding on programme for insert to hansa_app with check (ecosystem_id = current_ecosystem() and current_partner() is null);
create policy editing on programme for update to hansa_app using (ecosystem_id = current_ecosystem() and current_partner() is null);
grant select, insert, update (name, description, slug, applications_open, version) on programme to hansa_app;
alter table programme_version enable row level security;
create policy reading on programme_version for select to hansa_app using (ecosystem_id = current_ecosystem());
create policy adding on programme_version for insert to hansa_app with check (ecosystem_id = current_ecosystem() and current_partner() is null);
create policy editing on programme_version for update to hansa_app using (ecosystem_id = current_ecosystem() and current_partner() is null);
grant select, insert, update (withdrawn_at) on programme_version to hansa_app;

-- Every ecosystem has a programme from its first moment on.
create function begin_programme() returns trigger language plpgsql as $$
declare
  tail text := substr(new.id, 5);
begin
  insert into programme (ecosystem_id, id, name, slug, is_default, created_at)
  values (new.id, 'prg_' || tail, 'Partner programme',
    case when exists (select from programme where slug = 'partners') then 'partners-' || right(tail, 8) else 'partners' end, true, new.created_at);
  insert into programme_version (ecosystem_id, programme_id, number, valid_from, announced_at, rules)
  values (new.id, 'prg_' || tail, 1, new.created_at, new.created_at, '{}');
  return null;
end $$;
create trigger begin_programme after insert on ecosystem for each row execute function begin_programme();
do $$
declare
  eco record;
begin
  for eco in select * from ecosystem order by created_at loop
    insert into programme (ecosystem_id, id, name, slug, is_default, created_at)
    values (eco.id, 'prg_' || substr(eco.id, 5), 'Partner programme',
      case when exists (select from programme where slug = 'partners') then 'partners-' || right(eco.id, 8) else 'partners' end, true, eco.created_at);
    insert into programme_version (ecosystem_id, programme_id, number, valid_from, announced_at, rules)
    values (eco.id, 'prg_' || substr(eco.id, 5), 1, eco.created_at, eco.created_at, '{}');
  end loop;
end $$;
