create table faulty_note (
  id        uuid primary key default gen_random_uuid(),
  person_id uuid not null,
  area_code text not null,
  kind      text,
  note      text,
  secret    text
);
