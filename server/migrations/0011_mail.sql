-- Mail that is to be sent, written in the transaction that wants it. Sentences are kept apart from their values, so that
-- they are said in the recipient's language when the mail goes out.
create table mail (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  id text collate "C" not null,
  to_address text not null,
  to_name text,
  language text,
  subject jsonb not null,
  paragraphs jsonb not null,
  -- The link's words and where it leads. Forgotten once the mail was sent: it may be as good as a password.
  action jsonb,
  -- Only the recipient may see it: administrators do not find it in the outbox's page.
  private boolean not null default false,
  -- A notification, which its reader may unsubscribe from; everything else is an answer to something that they did.
  notification boolean not null default false,
  about_id text collate "C",
  state text not null default 'queued' check (state in ('queued', 'sent', 'kept', 'failed', 'unwanted')),
  tries integer not null default 0,
  error text,
  created_at timestamptz not null,
  next_try_at timestamptz,
  finished_at timestamptz,
  primary key (ecosystem_id, id)
);
create index mail_by_age on mail (ecosystem_id, created_at, id);
create index mail_by_state on mail (ecosystem_id, state, created_at, id);
call wall('mail');
-- What a partner does may cause a mail and a job, which it does not get to see.
create policy leave on mail for insert to hansa_app with check (ecosystem_id = current_ecosystem());
create policy leave on job for insert to hansa_app with check (ecosystem_id = current_ecosystem());

-- What the reader of an address has chosen. The token is in the unsubscribe link of each notification.
create table mail_choice (
  ecosystem_id text collate "C" not null default current_ecosystem(),
  address text not null,
  token text collate "C" not null unique,
  notifications boolean not null default true,
  language text,
  primary key (ecosystem_id, address)
);
call wall('mail_choice');

-- Before the ecosystem is known: which address a token stands for.
create function mail_choice_of(the_token text) returns table (ecosystem_id text, address text, notifications boolean, ecosystem_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.ecosystem_id, c.address, c.notifications, e.name
  from mail_choice c join ecosystem e on e.id = c.ecosystem_id where c.token = the_token
$$;
revoke execute on function mail_choice_of(text) from public;
grant execute on function mail_choice_of(text) to hansa_app;

-- Partners' people name Idempotency-Keys as well: each partner finds the answers of its own people.
alter table replay add column partner_id text collate "C" default current_partner();
drop policy wall on replay;
create policy wall on replay to hansa_app
  using (ecosystem_id = current_ecosystem() and partner_id is not distinct from current_partner());
