-- The portal in the vendor's own clothes. One row an ecosystem, from its first edit on; before that, the defaults.
create table brand (
  ecosystem_id text collate "C" not null default current_ecosystem() references ecosystem,
  -- Null: the ecosystem's own name.
  name text,
  -- On light and on dark ground, as #rrggbb.
  light_colour text,
  dark_colour text,
  -- The host that the portal answers on beside this Hansa's own address; one ecosystem's alone.
  domain text collate "C" unique,
  language text not null,
  support_email text,
  logo bytea,
  logo_type text,
  -- Of its content: what its address is made of.
  logo_hash text collate "C",
  version integer not null,
  primary key (ecosystem_id),
  check ((logo is null) = (logo_type is null) and (logo is null) = (logo_hash is null))
);
alter table brand enable row level security;
create policy shown on brand for select to hansa_app using (ecosystem_id = current_ecosystem());
create policy kept on brand to hansa_app using (ecosystem_id = current_ecosystem() and current_partner() is null);
grant select, insert, update on brand to hansa_app;

-- Before anybody has signed in: whose portal a host is. The only ecosystem of an installation is meant by every host.
create function brand_at(the_host text) returns table (
  ecosystem_name text, name text, light_colour text, dark_colour text, domain text, language text, support_email text, logo_hash text
) language sql stable security definer set search_path = public, pg_temp as $$
  select e.name, b.name, b.light_colour, b.dark_colour, b.domain, b.language, b.support_email, b.logo_hash
  from ecosystem e left join brand b on b.ecosystem_id = e.id
  where b.domain = the_host
    or (not exists (select from brand where domain = the_host) and not exists (select from ecosystem other where other.id <> e.id))
$$;
create function brand_logo(the_hash text) returns table (type text, content bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  select logo_type, logo from brand where logo_hash = the_hash limit 1
$$;
create index on brand (logo_hash);
do $$ declare f text; begin
  foreach f in array array['brand_at(text)', 'brand_logo(text)'] loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to hansa_app', f);
  end loop;
end $$;

-- What partners may do with each fact of their own company: one row an ecosystem, from its first edit on.
create table company_rights (
  ecosystem_id text collate "C" not null default current_ecosystem() references ecosystem,
  rights jsonb not null,
  version integer not null,
  primary key (ecosystem_id)
);
alter table company_rights enable row level security;
create policy shown on company_rights for select to hansa_app using (ecosystem_id = current_ecosystem());
create policy kept on company_rights to hansa_app using (ecosystem_id = current_ecosystem() and current_partner() is null);
grant select, insert, update on company_rights to hansa_app;

-- What a partner wants the vendor to take over: another value of a fact of its company, or a relationship.
create table partner_suggestion (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  organization_id text collate "C" not null,
  what text not null check (what in ('field', 'relationship')),
  field text collate "C",
  before jsonb,
  -- The fact's new value; or the relationship's kind, direction and the other company's name and website.
  value jsonb,
  note text,
  by_id text collate "C" not null,
  by_name text not null,
  state text not null default 'open' check (state in ('open', 'approved', 'refused', 'withdrawn')),
  reason text,
  created_at timestamptz not null,
  decided_at timestamptz,
  version integer not null default 1,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, organization_id) references organization,
  check ((what = 'field') = (field is not null)),
  check ((state = 'open') = (decided_at is null))
);
create index partner_suggestion_by_age on partner_suggestion (ecosystem_id, state, created_at, id);
create index partner_suggestion_of_organization on partner_suggestion (ecosystem_id, organization_id, created_at, id);
call wall('partner_suggestion', 'organization_id', allow => 'select, insert, update');

-- Whether a relationship is shown to the people of both sides. That two compete is the vendor's own view, and never is.
alter table relationship add column disclosed boolean not null default false;
alter table relationship add check (not (disclosed and kind = 'competes_with'));

-- A partner sees neither relationships nor other organizations. Of those that were disclosed to it, it learns the other's name.
create function disclosed_relationships() returns table (id text, kind text, direction text, name text, since date, until date)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.id, r.kind, case when r.from_id = current_partner() then 'from' else 'to' end, other.name, r.since, r.until
  from relationship r
  join organization other on other.ecosystem_id = r.ecosystem_id
    and other.id = case when r.from_id = current_partner() then r.to_id else r.from_id end
  where r.ecosystem_id = current_ecosystem() and r.disclosed and current_partner() in (r.from_id, r.to_id)
  order by other.sort_name, r.kind, r.id
$$;
-- Of the vendor's people, a partner learns who manages its own partnership.
create function manager_of_partner() returns table (name text, email text)
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(m.name, p.manager), m.email
  from partnership p left join member m on m.ecosystem_id = p.ecosystem_id and m.id = p.manager and not m.disabled
  where p.ecosystem_id = current_ecosystem() and p.organization_id = current_partner() and p.manager is not null
    and (m.id is not null or not p.manager like 'mem\_%')
$$;
do $$ declare f text; begin
  foreach f in array array['disclosed_relationships()', 'manager_of_partner()'] loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to hansa_app', f);
  end loop;
end $$;

-- A partner's people, their invitations and keys name it without a foreign key: they too go along when companies are merged.
create or replace view organization_reference as
  select c.conrelid::regclass::text as table_name, a.attname::text as column_name,
    (select array_agg(k.attname::text order by i.place)
      from pg_index x cross join unnest(x.indkey) with ordinality as i (number, place)
      join pg_attribute k on k.attrelid = x.indrelid and k.attnum = i.number
      where x.indrelid = c.conrelid and x.indisprimary and k.attname <> 'ecosystem_id') as key_columns
  from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
  where c.contype = 'f' and c.confrelid = 'organization'::regclass and array_length(c.conkey, 1) = 2
    and c.conrelid::regclass::text not in ('partnership', 'partnership_spell')
    and a.attname <> 'merged_into'
  union all
  select people, 'partner_id', array['id'] from unnest(array['member', 'invitation', 'api_key']) people;
