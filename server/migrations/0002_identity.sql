-- People who sign in. These four belong to no ecosystem: a person may work in several. They are read and written by the
-- sign-in library alone, under its own role, and never by a request's transaction.
do $$ begin
  if not exists (select from pg_roles where rolname = 'hansa_identity') then create role hansa_identity nologin; end if;
  if not pg_has_role(current_user, 'hansa_identity', 'member') then execute format('grant hansa_identity to %I', current_user); end if;
end $$;
grant usage on schema public to hansa_identity;

create table auth_user (
  id text collate "C" primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null,
  image text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create table auth_session (
  id text collate "C" primary key,
  user_id text collate "C" not null references auth_user on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Where the person works in this session; null until they switch.
  membership_id text collate "C"
);
create index on auth_session (user_id);
create table auth_account (
  id text collate "C" primary key,
  user_id text collate "C" not null references auth_user on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index on auth_account (user_id);
create table auth_verification (
  id text collate "C" primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index on auth_verification (identifier);
-- The installation's own secrets, such as the one that signs cookies.
create table installation (
  key text primary key,
  value text not null
);
grant select, insert on installation to hansa_identity;
grant select, insert, update, delete on auth_user, auth_session, auth_account, auth_verification to hansa_identity;

-- A person's place in an ecosystem: a role and, for people of a partner, the partner organization they act for.
create table member (
  ecosystem_id text collate "C" not null default current_ecosystem() references ecosystem,
  id text collate "C" not null,
  user_id text collate "C" not null references auth_user,
  name text not null,
  email text not null,
  role text not null,
  partner_id text collate "C",
  disabled boolean not null default false,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (ecosystem_id, id),
  check ((role in ('partner_administrator', 'partner_member')) = (partner_id is not null))
);
create unique index member_once on member (ecosystem_id, user_id, coalesce(partner_id, ''));
create index member_of_user on member (user_id);
call wall('member', 'partner_id');

create table api_key (
  ecosystem_id text collate "C" not null default current_ecosystem() references ecosystem,
  id text collate "C" not null,
  member_id text collate "C" not null,
  name text not null,
  secret_hash text not null unique,
  scopes text[] not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, member_id) references member
);
call wall('api_key');

create table saved_view (
  ecosystem_id text collate "C" not null default current_ecosystem() references ecosystem,
  id text collate "C" not null,
  member_id text collate "C" not null,
  list text not null,
  name text not null,
  query jsonb not null,
  shared boolean not null,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, member_id) references member
);
create unique index saved_view_once on saved_view (ecosystem_id, member_id, list, name);
call wall('saved_view');

-- Before the ecosystem is known: who is behind a signed-in user or a key. Each answers for exactly the one asked about.
create function memberships_of(the_user text) returns table (
  ecosystem_id text, member_id text, role text, partner_id text, ecosystem_name text, name text, email text
) language sql stable security definer set search_path = public, pg_temp as $$
  select m.ecosystem_id, m.id, m.role, m.partner_id, e.name, m.name, m.email
  from member m join ecosystem e on e.id = m.ecosystem_id
  where m.user_id = the_user and not m.disabled order by m.created_at, m.id
$$;
create function key_behind(hash text, at timestamptz) returns table (
  ecosystem_id text, key_id text, scopes text[], member_id text, user_id text, role text, partner_id text, name text, email text
) language sql security definer set search_path = public, pg_temp as $$
  update api_key k set last_used_at = at from member m
  where k.secret_hash = hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > at)
    and m.ecosystem_id = k.ecosystem_id and m.id = k.member_id and not m.disabled
  returning k.ecosystem_id, k.id, k.scopes, m.id, m.user_id, m.role, m.partner_id, m.name, m.email
$$;
-- The first ecosystem with its administrator, once: refused when any ecosystem exists.
create function found_ecosystem(eco_id text, eco_name text, eco_currency text, eco_zone text, at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('found_ecosystem'));
  if exists (select from ecosystem) then return false; end if;
  insert into ecosystem (id, name, currency, time_zone, created_at) values (eco_id, eco_name, eco_currency, eco_zone, at);
  return true;
end $$;
do $$ declare f text; begin
  foreach f in array array['memberships_of(text)', 'key_behind(text, timestamptz)', 'found_ecosystem(text, text, text, text, timestamptz)'] loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to hansa_app', f);
  end loop;
end $$;
