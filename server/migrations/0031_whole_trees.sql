-- A protection always covers the customer's whole corporate tree, by the table's own key; the parameter that seemed to
-- choose was never read, and the rules know it no longer.
update programme_version set rules = rules #- '{registration,conflict,wholeTree}'
where rules #> '{registration,conflict,wholeTree}' is not null;
