-- Links instead of logins: one endpoint of the API, with part of its input fixed, in the name of one person. The token is
-- in a mail and nowhere else; here is its hash.
create table link (
  ecosystem_id text collate "C" not null default current_ecosystem() references ecosystem,
  id text collate "C" not null,
  token_hash text collate "C" not null unique,
  -- `POST /portal/threads/:id/replies`
  endpoint text not null,
  input jsonb not null,
  -- What the link is for, in sentences that are said in the reader's language.
  title jsonb not null,
  paragraphs jsonb not null,
  -- In whose name: a member, or a contact person of a partner who has no login.
  member_id text collate "C",
  person_id text collate "C",
  -- The partner whose person that is; null for the vendor's people.
  partner_id text collate "C",
  to_address text not null,
  to_name text not null,
  single_use boolean not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  -- When a new link was last mailed in its place, and how often.
  renewed_at timestamptz,
  renewals integer not null default 0,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, member_id) references member,
  foreign key (ecosystem_id, person_id) references person,
  foreign key (ecosystem_id, partner_id) references organization,
  check ((member_id is null) <> (person_id is null)),
  check (person_id is null or partner_id is not null),
  check (expires_at > created_at)
);
create index link_of_member on link (ecosystem_id, member_id) where member_id is not null;
create index link_of_person on link (ecosystem_id, person_id) where person_id is not null;
create index link_of_partner on link (ecosystem_id, partner_id) where partner_id is not null;
call wall('link', 'partner_id');

-- Before the ecosystem is known: the link behind a token, whatever became of it. `ended`: the person may no longer act,
-- since their login was closed, they are no longer
-- this partner's contact, or the partner was off-boarded.
create function link_behind(hash text) returns table (
  ecosystem_id text, ecosystem_name text, id text, endpoint text, input jsonb, title jsonb, paragraphs jsonb,
  member_id text, person_id text, user_id text, partner_id text, name text, email text, role text,
  single_use boolean, expires_at timestamptz, used_at timestamptz, revoked_at timestamptz, renewed_at timestamptz,
  renewals integer, ended boolean
) language sql stable security definer set search_path = public, pg_temp as $$
  select l.ecosystem_id, e.name, l.id, l.endpoint, l.input, l.title, l.paragraphs,
    l.member_id, l.person_id, m.user_id,
    case when l.member_id is null then l.partner_id else m.partner_id end, coalesce(m.name, p.name, l.to_name), l.to_address,
    coalesce(m.role, 'partner_member'),
    l.single_use, l.expires_at, l.used_at, l.revoked_at, l.renewed_at, l.renewals,
    case when l.member_id is not null
      then coalesce(m.disabled, true)
      else p.organization_id is distinct from l.partner_id or lower(p.email) is distinct from l.to_address end
    or exists (select from partnership x
      where x.ecosystem_id = l.ecosystem_id and x.organization_id = l.partner_id and x.stage = 'off_boarded')
  from link l join ecosystem e on e.id = l.ecosystem_id
  left join member m on m.ecosystem_id = l.ecosystem_id and m.id = l.member_id
  left join person p on p.ecosystem_id = l.ecosystem_id and p.id = l.person_id
  where l.token_hash = hash
$$;
revoke execute on function link_behind(text) from public;
grant execute on function link_behind(text) to hansa_app;
