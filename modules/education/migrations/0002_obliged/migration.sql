-- Obliged or not is what officials see: whether somebody is exempt for physical reasons stays apart. Old rows get it as they were said.
alter table education_ledger add column obliged boolean not null generated always as (compulsory and not exempt_physical) stored;
alter table education_ledger alter column obliged drop expression;
alter table education_ledger add check (obliged = (compulsory and not exempt_physical));
