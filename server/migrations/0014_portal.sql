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
