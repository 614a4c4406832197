-- A term that a renewal has replaced: its months are paid by what was agreed for it. Pay in fen.
create table employment_post_term (
  id          uuid primary key default gen_random_uuid(),
  person_id   uuid not null,
  area_code   text collate "C" not null,
  contract_id uuid not null,
  starts_on   date not null,
  ends_on     date not null,
  signed_on   date not null,
  pay_basis   text not null check (pay_basis in ('MONTH', 'DAY', 'TASK')),
  pay         bigint not null check (pay between 0 and 9000000000000000),
  check (starts_on <= ends_on)
);
create unique index employment_post_term_contract_id_ends_on_key on employment_post_term (contract_id, ends_on);
