-- Companies, the people in them and what holds between them.
create table organization (
  ecosystem_id text collate "C" not null default current_ecosystem() references ecosystem,
  id text collate "C" not null,
  name text not null,
  -- Derived from name, domain, aliases and city: what sorting, searching and matching look at.
  sort_name text collate "C" not null,
  match_name text collate "C" not null,
  search_text text not null,
  website text,
  domain text collate "C",
  country text collate "C",
  city text,
  industry text,
  employees integer check (employees >= 0),
  parent_id text collate "C",
  aliases text[] not null default '{}',
  tags text[] not null default '{}',
  traits jsonb not null default '{}',
  description text,
  is_partner boolean not null default false,
  merged_into text collate "C",
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, parent_id) references organization,
  foreign key (ecosystem_id, merged_into) references organization
);
create index organization_by_name on organization (ecosystem_id, sort_name, id) where merged_into is null;
create index organization_by_age on organization (ecosystem_id, created_at, id) where merged_into is null;
create index organization_by_size on organization (ecosystem_id, (coalesce(employees, -1)), id) where merged_into is null;
create index organization_by_domain on organization (ecosystem_id, domain) where domain is not null;
create index organization_by_match on organization (ecosystem_id, match_name);
create index organization_by_parent on organization (ecosystem_id, parent_id) where parent_id is not null;
create index organization_by_country on organization (ecosystem_id, country, sort_name, id) where merged_into is null;
call wall('organization', 'id');
call searchable('organization');

-- What other systems call an organization: a row that names the same key is the same company.
create table organization_key (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  source text collate "C" not null,
  key text collate "C" not null,
  organization_id text collate "C" not null,
  primary key (ecosystem_id, source, key),
  foreign key (ecosystem_id, organization_id) references organization
);
create index on organization_key (ecosystem_id, organization_id);
call wall('organization_key');

create table relationship (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  kind text not null,
  from_id text collate "C" not null,
  to_id text collate "C" not null,
  since date,
  until date,
  note text,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, from_id) references organization,
  foreign key (ecosystem_id, to_id) references organization,
  check (from_id <> to_id),
  check (until >= since)
);
create unique index relationship_once on relationship (ecosystem_id, kind, from_id, to_id, coalesce(since, '-infinity'));
create index on relationship (ecosystem_id, to_id);
create index on relationship (ecosystem_id, created_at, id);
call wall('relationship');

create table person (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  name text not null,
  sort_name text collate "C" not null,
  search_text text not null,
  email text collate "C",
  phone text,
  title text,
  country text collate "C",
  organization_id text collate "C",
  tags text[] not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, organization_id) references organization
);
create unique index person_by_email on person (ecosystem_id, email) where email is not null;
create index person_by_name on person (ecosystem_id, sort_name, id);
create index person_by_age on person (ecosystem_id, created_at, id);
create index person_of_organization on person (ecosystem_id, organization_id) where organization_id is not null;
call wall('person', 'organization_id');
call searchable('person');
