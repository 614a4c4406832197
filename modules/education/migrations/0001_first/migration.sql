create table education_school (
  id         uuid primary key default gen_random_uuid(),
  area_code  text not null,
  code       text collate "C" not null unique check (code ~ '^[0-9A-Za-z-]{1,20}$'),
  name       text not null,
  stages     text[] not null,
  rural      boolean not null,
  boarding   boolean
);

create table education_ledger (
  id               uuid primary key default gen_random_uuid(),
  person_id        uuid not null,
  area_code        text not null,
  school_year      int not null check (school_year between 1990 and 2100),
  compulsory       boolean not null,
  exempt_physical  boolean not null,
  school_code      text collate "C"
);
create index education_ledger_area_code_school_code_idx on education_ledger (area_code, school_code);

create table education_schooling (
  id            uuid primary key default gen_random_uuid(),
  person_id     uuid not null,
  area_code     text not null,
  school_year   int not null check (school_year between 1990 and 2100),
  stage         text collate "C" not null check (stage in ('PRESCHOOL', 'PRIMARY', 'JUNIOR_HIGH', 'SENIOR_HIGH', 'SECONDARY_VOCATIONAL',
                                                          'HIGHER_VOCATIONAL', 'UNDERGRADUATE')),
  grade         int check (grade between 1 and 9),
  school_code   text collate "C",
  school_name   text,
  school_rural  boolean,
  status        text collate "C" not null check (status in ('ENROLLED', 'AT_RISK_OF_DROPPING_OUT', 'DROPPED_OUT', 'RETURNED')),
  boarding      boolean,
  two_after     boolean
);
create index education_schooling_area_code_school_year_idx on education_schooling (area_code, school_year);

create table education_aid (
  id           uuid primary key default gen_random_uuid(),
  person_id    uuid not null,
  area_code    text not null,
  school_year  int not null check (school_year between 1990 and 2100),
  term         text collate "C" not null check (term in ('AUTUMN', 'SPRING')),
  aid          text collate "C" not null check (aid in ('TWO_EXEMPTIONS_ONE_SUBSIDY', 'THREE_EXEMPTIONS_ONE_AID', 'RAIN_DEW', 'VOCATIONAL_AID',
                                                       'NUTRITION', 'TUITION_WAIVER', 'OTHER')),
  stage        text collate "C" check (stage in ('PRESCHOOL', 'PRIMARY', 'JUNIOR_HIGH', 'SENIOR_HIGH', 'SECONDARY_VOCATIONAL',
                                                 'HIGHER_VOCATIONAL', 'UNDERGRADUATE')),
  entitled     boolean not null,
  amount       bigint check (amount >= 0),
  received_on  date
);
create index education_aid_area_code_school_year_term_idx on education_aid (area_code, school_year, term);

create table education_database (
  id           uuid primary key default gen_random_uuid(),
  person_id    uuid not null,
  area_code    text not null,
  school_year  int not null check (school_year between 1990 and 2100),
  entered      boolean not null
);

create table education_home_teaching (
  id              uuid primary key default gen_random_uuid(),
  person_id       uuid not null,
  area_code       text not null,
  started_on      date not null,
  ended_on        date check (ended_on >= started_on),
  school_code     text collate "C",
  teacher_office  text
);

create table education_dropout_case (
  id               uuid primary key default gen_random_uuid(),
  person_id        uuid not null,
  area_code        text not null,
  state            text collate "C" not null check (state in ('CHECKED', 'AT_RISK', 'DROPPED_OUT', 'RETURNED', 'NO_LONGER_OBLIGED')),
  state_since      date not null,
  opened_on        date not null,
  opened_by        text collate "C" not null references department (code),
  reason           text,
  exempt_physical  boolean
);
create unique index education_dropout_case_one_open on education_dropout_case (person_id) where state <> 'NO_LONGER_OBLIGED';
create index education_dropout_case_area_code_state_idx on education_dropout_case (area_code, state);

create table education_dropout_event (
  id            uuid primary key default gen_random_uuid(),
  person_id     uuid not null,
  area_code     text not null,
  case_id       uuid not null,
  from_state    text collate "C",
  to_state      text collate "C" not null,
  intervention  boolean not null,
  note          text,
  evidence      text
);

create table education_assignment (
  id         uuid primary key default gen_random_uuid(),
  area_code  text not null,
  label      text collate "C" not null check (label in ('SEVEN_CHIEFS', 'THREE_HELP_ONE')),
  office     text not null,
  holder     text,
  case_id    uuid,
  from_day   date not null,
  to_day     date check (to_day >= from_day),
  check ((label = 'THREE_HELP_ONE') = (case_id is not null))
);

create table education_label (
  id         uuid primary key default gen_random_uuid(),
  area_code  text not null,
  label      text collate "C" not null check (label in ('SEVEN_CHIEFS', 'THREE_HELP_ONE', 'TWO_EXEMPTIONS_ONE_SUBSIDY', 'THREE_EXEMPTIONS_ONE_AID')),
  contents   text,
  unique (area_code, label)
);
