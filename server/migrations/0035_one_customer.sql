-- Two customers that turn out to be one: a protection that gives way is set aside, and remembers what it was.
alter table registration add set_aside text collate "C";
create index registration_set_aside on registration (ecosystem_id, id) where set_aside is not null;

-- What a merge moves by itself. Who is protected where, and the top of a claim's corporate tree, follow by rules of their own.
create or replace view organization_reference as
  select c.conrelid::regclass::text as table_name, a.attname::text as column_name,
    (select array_agg(k.attname::text order by i.place)
      from pg_index x cross join unnest(x.indkey) with ordinality as i (number, place)
      join pg_attribute k on k.attrelid = x.indrelid and k.attnum = i.number
      where x.indrelid = c.conrelid and x.indisprimary and k.attname <> 'ecosystem_id') as key_columns
  from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
  where c.contype = 'f' and c.confrelid = 'organization'::regclass and array_length(c.conkey, 1) = 2
    -- A partnership's history is put together by its own rules; where something was merged to stays what it was.
    and c.conrelid::regclass::text not in ('partnership', 'partnership_spell', 'protection')
    and (c.conrelid::regclass::text, a.attname::text) <> ('registration_case', 'root_id')
    and a.attname <> 'merged_into'
  union all
  select people, 'partner_id', array['id'] from unnest(array['member', 'invitation', 'api_key']) people;
