-- How people come in and how they are kept out: invitations, second factors, sign-in through other providers, throttles.

-- What the sign-in library's tables lack. When a session was last seen, and whether it came through one ecosystem's own
-- provider: then it is good for that ecosystem alone, since another one has no reason to trust that provider.
alter table auth_session add column last_seen_at timestamptz, add column only_ecosystem text collate "C";

-- The second factor, belonging to the person and not to a place. The secret is encrypted; the last step that was used is
-- kept, so that a code opens once.
create table auth_two_factor (
  user_id text collate "C" primary key references auth_user on delete cascade,
  secret text not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0
);
create table auth_recovery_code (
  user_id text collate "C" not null references auth_user on delete cascade,
  hash text not null,
  primary key (user_id, hash)
);
-- Secrets that work once: a reset, a new e-mail address, a sign-in that waits for its second step, a way to a provider and back.
create table auth_token (
  hash text primary key,
  kind text not null,
  user_id text collate "C" references auth_user on delete cascade,
  data jsonb not null,
  expires_at timestamptz not null
);
create index on auth_token (user_id);
create index on auth_token (expires_at);
-- Tries that failed, by what they were aimed at and where they came from.
create table auth_throttle (
  key text primary key,
  tries integer not null,
  blocked_until timestamptz not null,
  touched_at timestamptz not null
);
create index on auth_throttle (touched_at);
-- Browsers in which a person has signed in before.
create table auth_device (
  hash text not null,
  user_id text collate "C" not null references auth_user on delete cascade,
  seen_at timestamptz not null,
  primary key (hash, user_id)
);
grant select, insert, update, delete
  on auth_two_factor, auth_recovery_code, auth_token, auth_throttle, auth_device to hansa_identity;

-- What the vendor has ended, a partner's administrators do not give again.
alter table member add column ended_by_vendor boolean not null default false;

alter table ecosystem add column require_two_factor boolean not null default false;

-- Partners' people have keys and views of their own.
alter table api_key add column partner_id text collate "C" default current_partner();
drop policy wall on api_key;
call wall('api_key', 'partner_id');

create table invitation (
  ecosystem_id text collate "C" not null default current_ecosystem() references ecosystem,
  id text collate "C" not null,
  email text not null,
  name text not null,
  role text not null,
  partner_id text collate "C",
  token_hash text not null unique,
  invited_by text collate "C",
  invited_by_name text not null,
  created_at timestamptz not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  primary key (ecosystem_id, id),
  check ((role in ('partner_administrator', 'partner_member')) = (partner_id is not null))
);
create unique index invitation_once on invitation (ecosystem_id, email, coalesce(partner_id, ''))
  where accepted_at is null and withdrawn_at is null;
create index invitation_by_age on invitation (ecosystem_id, created_at, id);
call wall('invitation', 'partner_id');

-- OIDC providers that an ecosystem's people may sign in through. The client's secret is encrypted.
create table sign_in_provider (
  ecosystem_id text collate "C" not null default current_ecosystem() references ecosystem,
  id text collate "C" not null,
  name text not null,
  issuer text not null,
  client_id text not null,
  client_secret text not null,
  domains text[] not null,
  -- The role of those who come uninvited; null lets in only who has a login or an invitation.
  default_role text,
  enabled boolean not null,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (ecosystem_id, id)
);
call wall('sign_in_provider');

-- Before the ecosystem is known.
drop function memberships_of(text);
create function memberships_of(the_user text) returns table (
  ecosystem_id text, member_id text, role text, partner_id text, ecosystem_name text, partner_name text, name text,
  email text, asks_two_factor boolean, lacks_two_factor boolean
) language sql stable security definer set search_path = public, pg_temp as $$
  select m.ecosystem_id, m.id, m.role, m.partner_id, e.name, o.name, m.name, m.email,
    e.require_two_factor, e.require_two_factor and not exists (select from auth_two_factor t where t.user_id = the_user and t.confirmed_at is not null)
  from member m join ecosystem e on e.id = m.ecosystem_id
  left join organization o on o.ecosystem_id = m.ecosystem_id and o.id = m.partner_id
  where m.user_id = the_user and not m.disabled order by m.created_at, m.id
$$;
create function invitation_behind(hash text) returns table (ecosystem_id text, id text)
language sql stable security definer set search_path = public, pg_temp as $$
  select ecosystem_id, id from invitation where token_hash = hash
$$;
create function open_providers() returns table (ecosystem_id text, id text, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select ecosystem_id, id, name from sign_in_provider where enabled order by name, id
$$;
do $$ declare f text; begin
  foreach f in array array['memberships_of(text)', 'invitation_behind(text)', 'open_providers()'] loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to hansa_app', f);
  end loop;
end $$;
