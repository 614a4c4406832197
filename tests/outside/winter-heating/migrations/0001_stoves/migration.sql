create table winter_heating_stove (
  id           uuid primary key default gen_random_uuid(),
  household_id uuid not null,
  area_code    text not null,
  kind         text not null check (kind in ('COAL_STOVE', 'BRICK_BED', 'ELECTRIC', 'NONE')),
  alarm        boolean
);
