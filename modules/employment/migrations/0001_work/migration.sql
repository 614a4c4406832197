-- People at work: what is known of their employment, wishes and training, the cases opened for them, the subsidies they claimed.

-- What a department said on a day of a person's employment. Not employed is an observation too.
create table employment_record (
  id            uuid primary key default gen_random_uuid(),
  person_id     uuid not null,
  area_code     text collate "C" not null,
  employed      boolean not null,
  place         text check (place in ('IN_COUNTY', 'IN_PROVINCE_OUT_OF_COUNTY', 'OUT_OF_PROVINCE')),
  form          text check (form in ('STABLE', 'FLEXIBLE', 'PUBLIC_POST', 'WORKSHOP', 'SELF_EMPLOYED')),
  stable        boolean,
  work_area     text check (char_length(work_area) between 1 and 100),
  employer      text check (char_length(employer) between 1 and 100),
  employer_code text check (employer_code ~ '^[0-9A-Z]{18}$'),
  monthly_pay   bigint check (monthly_pay between 0 and 9000000000000000),
  started_on    date,
  ended_on      date,
  returned      boolean,
  returned_on   date,
  check (employed or (place is null and form is null and stable is null)),
  check (ended_on >= started_on)
);
create index employment_record_area_code_place_id_idx on employment_record (area_code, place, id);

-- The personal employment file (个人就业档案): skills and wishes. Each entry is the whole file as of its day.
create table employment_file (
  id             uuid primary key default gen_random_uuid(),
  person_id      uuid not null,
  area_code      text collate "C" not null,
  skills         text[],
  certificates   text[],
  wants_work     boolean,
  willing_away   boolean,
  wants_business boolean,
  wants_training boolean,
  graduate       boolean,
  graduated_on   date,
  fit_for_work   boolean
);

-- The training needs list (培训需求清单): open until met or withdrawn.
create table employment_training_need (
  id           uuid primary key default gen_random_uuid(),
  person_id    uuid not null,
  area_code    text collate "C" not null,
  kind         text not null check (kind in ('WORK_SKILL', 'PLANTING', 'BREEDING', 'BUSINESS', 'CRAFT')),
  trade        text check (char_length(trade) between 1 and 50),
  wanted_on    date not null,
  closed_on    date check (closed_on >= wanted_on),
  met          boolean,
  source       text collate "C" not null,
  check ((closed_on is null) = (met is null))
);
create unique index employment_training_need_open on employment_training_need (person_id, kind) where closed_on is null;
create index employment_training_need_area_code_wanted_on_id_idx on employment_training_need (area_code, wanted_on, id);

create table employment_course (
  id         uuid primary key default gen_random_uuid(),
  area_code  text collate "C" not null,
  number     text collate "C" not null check (number ~ '^[0-9A-Za-z-]{1,40}$'),
  title      text not null check (char_length(title) between 1 and 100),
  kind       text not null check (kind in ('WORK_SKILL', 'PLANTING', 'BREEDING', 'BUSINESS', 'CRAFT')),
  organiser  text check (char_length(organiser) between 1 and 100),
  starts_on  date not null,
  ends_on    date not null check (ends_on >= starts_on),
  places     int check (places > 0)
);
create unique index employment_course_area_code_number_key on employment_course (area_code, number);

create table employment_attendance (
  id          uuid primary key default gen_random_uuid(),
  person_id   uuid not null,
  area_code   text collate "C" not null,
  course_id   uuid not null,
  course_area text collate "C" not null,
  completed   boolean,
  certificate text check (char_length(certificate) between 1 and 100)
);

-- A returnee who is followed (一户一策), a graduate of an out-of-poverty family (一人一档、一人一策): one open case of a kind for a person.
create table employment_case (
  id         uuid primary key default gen_random_uuid(),
  person_id  uuid not null,
  area_code  text collate "C" not null,
  kind       text not null check (kind in ('RETURNEE', 'GRADUATE')),
  opened_on  date not null,
  plan       text check (char_length(plan) between 1 and 1000),
  planned_on date check (planned_on >= opened_on),
  closed_on  date check (closed_on >= opened_on),
  outcome    text check (outcome in ('EMPLOYED', 'OWN_BUSINESS', 'AWAY_AGAIN', 'NO_WISH', 'OTHER')),
  source     text collate "C" not null,
  check ((plan is null) = (planned_on is null)),
  check ((closed_on is null) = (outcome is null))
);
create unique index employment_case_open on employment_case (person_id, kind) where closed_on is null;

-- W18 Transport subsidy: claimed, place of work checked, paid. How often it may be claimed, the source does not say.
create table employment_transport_claim (
  id            uuid primary key default gen_random_uuid(),
  person_id     uuid not null,
  area_code     text collate "C" not null,
  year          int not null check (year between 1990 and 2100),
  place         text not null check (place in ('IN_PROVINCE_OUT_OF_COUNTY', 'OUT_OF_PROVINCE')),
  work_area     text check (char_length(work_area) between 1 and 100),
  state         text not null check (state in ('CLAIMED', 'CHECKED', 'PAID')),
  claimed_on    date not null,
  checked_on    date check (checked_on >= claimed_on),
  checked_place text check (checked_place in ('IN_COUNTY', 'IN_PROVINCE_OUT_OF_COUNTY', 'OUT_OF_PROVINCE')),
  paid_on       date check (paid_on >= checked_on),
  amount        bigint check (amount between 0 and 9000000000000000),
  check ((state = 'CLAIMED') = (checked_on is null)),
  check ((state = 'PAID') = (paid_on is not null and amount is not null))
);
create unique index employment_transport_claim_open on employment_transport_claim (person_id) where state <> 'PAID';
create index employment_transport_claim_area_code_claimed_on_id_idx on employment_transport_claim (area_code, claimed_on, id);

-- What a project has paid for labour so far, and to how many.
create table employment_project_labour (
  id                 uuid primary key default gen_random_uuid(),
  project_id         uuid not null,
  area_code          text collate "C" not null,
  labour_pay         bigint not null check (labour_pay between 0 and 9000000000000000),
  workers            int check (workers >= 0),
  registered_workers int check (registered_workers >= 0 and registered_workers <= workers)
);
