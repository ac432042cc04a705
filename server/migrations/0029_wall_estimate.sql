-- What the wall asks, so that the planner makes good plans of it. It takes `current_partner() is null` to be true for one
-- row in 200, expects a list to be almost empty, and reads and sorts the whole table for one page. A `case` it takes to be
-- true for every second row, and then walks the index of the list's order. The answer is the same.
create or replace procedure wall(named regclass, partner_column text default null, allow text default 'select, insert, update, delete')
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', named);
  execute format(
    'create policy wall on %s to hansa_app using (ecosystem_id = current_ecosystem() and case when current_partner() is null then true else %s end)',
    named,
    case when partner_column is null then 'false' else format('%I = current_partner()', partner_column) end);
  execute format('grant %s on %s to hansa_app', allow, named);
end $$;

do $$
declare
  wall record;
begin
  for wall in
    select format('%I.%I', schemaname, tablename) as named, substring(qual from 'OR \((\w+) = current_partner\(\)\)\)\)$') as partner_column
    from pg_policies
    where policyname = 'wall' and permissive = 'PERMISSIVE' and cmd = 'ALL'
      and qual ~ '^\(\(ecosystem_id = current_ecosystem\(\)\) AND (\(current_partner\(\) IS NULL\)|\(\(current_partner\(\) IS NULL\) OR \(\w+ = current_partner\(\)\)\))\)$'
  loop
    execute format(
      'alter policy wall on %s using (ecosystem_id = current_ecosystem() and case when current_partner() is null then true else %s end)',
      wall.named,
      case when wall.partner_column is null then 'false' else format('%I = current_partner()', wall.partner_column) end);
  end loop;
end $$;
