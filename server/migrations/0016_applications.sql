-- Applications to a programme, what vetting found, and the lists that it looks into. A partner sees none of it.
create table application (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  programme_id text collate "C" not null,
  state text collate "C" not null check (state in
    ('submitted', 'referred', 'info_requested', 'reopened', 'approved', 'rejected', 'withdrawn')),
  proposal text collate "C" check (proposal in ('approve', 'refer', 'reject')),
  -- Those that wait for a person first.
  queue_rank smallint not null generated always as (case
    when state = 'reopened' then 0 when state = 'referred' and proposal = 'refer' then 1 when state = 'referred' then 2
    when state = 'submitted' then 3 when state = 'info_requested' then 4 else 5 end) stored,
  company text not null,
  sort_name text collate "C" not null,
  match_name text collate "C" not null,
  domain text collate "C",
  website text,
  country text collate "C",
  city text,
  industry text,
  employees integer,
  contact text not null,
  -- In the one spelling that is compared.
  email text collate "C" not null,
  phone text,
  title text,
  types text[] not null,
  answers jsonb not null,
  -- The language to write to the applicant in.
  language text,
  email_confirmed_at timestamptz,
  found text[] not null default '{}',
  organization_id text collate "C",
  -- `form`, `api`, or what an import calls its system; the source's own key makes that it lands once.
  source text collate "C" not null,
  source_key text collate "C",
  asked text,
  answered text,
  reason text collate "C",
  note text,
  submitted_at timestamptz not null,
  -- Vetting is due; the version of the application that it is due for.
  vetting_due boolean not null default true,
  decided_at timestamptz,
  decided_by text collate "C",
  search_text text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (ecosystem_id, id),
  foreign key (ecosystem_id, programme_id) references programme,
  foreign key (ecosystem_id, organization_id) references organization
);
create unique index application_once on application (ecosystem_id, source, source_key) where source_key is not null;
create index application_queue on application (ecosystem_id, queue_rank, submitted_at, id);
create index application_by_age on application (ecosystem_id, submitted_at, id);
create index application_by_name on application (ecosystem_id, sort_name, id);
create index application_of_state on application (ecosystem_id, state, submitted_at, id);
create index application_of_domain on application (ecosystem_id, domain);
create index application_of_match_name on application (ecosystem_id, match_name);
create index application_of_email on application (ecosystem_id, email);
create index application_of_organization on application (ecosystem_id, organization_id);
create index application_due on application (ecosystem_id, submitted_at, id) where vetting_due;
call wall('application');
call searchable('application');

create table application_document (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  file_id text collate "C" not null,
  -- The pass that it came by; it belongs to an application once the form was sent.
  pass text collate "C" not null,
  application_id text collate "C",
  key text collate "C",
  created_at timestamptz not null,
  primary key (ecosystem_id, file_id),
  foreign key (ecosystem_id, file_id) references file on delete cascade,
  foreign key (ecosystem_id, application_id) references application
);
create index application_document_of on application_document (ecosystem_id, application_id);
create index application_document_by on application_document (ecosystem_id, pass);
call wall('application_document');

-- Every run of vetting with all that it looked at, so that it can be run again: by its own rules, or by others.
create table vetting (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  application_id text collate "C" not null,
  number integer not null,
  at timestamptz not null,
  rules_version integer not null,
  sanctions_version integer,
  facts jsonb not null,
  proposal text not null,
  by_self boolean not null,
  findings jsonb not null,
  primary key (ecosystem_id, application_id, number),
  foreign key (ecosystem_id, application_id) references application
);
call wall('vetting', allow => 'select, insert');

create table sanctions_list (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  version integer not null,
  name text not null,
  entries integer not null,
  skipped integer not null,
  uploaded_at timestamptz not null,
  uploaded_by text collate "C",
  uploader_name text,
  primary key (ecosystem_id, version)
);
call wall('sanctions_list', allow => 'select, insert');
create table sanctions_entry (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  version integer not null,
  position integer not null,
  name text not null,
  -- The words that names are compared by.
  words text not null,
  country text,
  reference text,
  primary key (ecosystem_id, version, position),
  foreign key (ecosystem_id, version) references sanctions_list
);
call wall('sanctions_entry', allow => 'select, insert');

-- What keeps the public form from robots: the key that passes are signed with, passes that were used, and how much came
-- from where of late.
create table form_key (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  secret text not null,
  primary key (ecosystem_id)
);
call wall('form_key', allow => 'select, insert');
create table form_use (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  pass text collate "C" not null,
  network text not null,
  at timestamptz not null,
  primary key (ecosystem_id, pass)
);
create index form_use_from on form_use (ecosystem_id, network, at);
call wall('form_use');

-- Before the ecosystem is known: where a form's address and an application's id lead.
create function programme_behind(the_slug text) returns table (ecosystem_id text, programme_id text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.ecosystem_id, p.id from programme p where p.slug = the_slug
$$;
create function application_behind(the_id text) returns table (ecosystem_id text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.ecosystem_id from application a where a.id = the_id
$$;
create index application_anywhere on application (id);
do $$ declare f text; begin
  foreach f in array array['programme_behind(text)', 'application_behind(text)'] loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to hansa_app', f);
  end loop;
end $$;
