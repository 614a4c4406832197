-- Public welfare posts: the post, who is on it, who was at work in which month, and what was paid for it.

create table employment_post (
  id              uuid primary key default gen_random_uuid(),
  area_code       text collate "C" not null,
  number          text collate "C" not null check (number ~ '^[0-9A-Za-z][0-9A-Za-z-]{0,39}$'),
  kind            text not null check (kind in ('ELDERLY_CARE', 'BOOK_ROOM', 'ROAD_UPKEEP', 'CLEANING_AND_GREENING', 'FOREST_PROTECTION',
                                                'PUBLIC_FACILITIES', 'VILLAGE_SERVICE', 'FOREST_RANGER', 'OTHER')),
  need            text not null check (char_length(need) between 1 and 500),
  duties          text check (char_length(duties) between 1 and 500),
  fund_source     text check (fund_source in ('FISCAL', 'LINKAGE', 'PAIRED_ASSISTANCE', 'LOCAL_BOND', 'RELOCATION', 'DESIGNATED_ASSISTANCE', 'DONATION',
                                              'POOLED_AGRICULTURE', 'EMPLOYMENT_SUBSIDY', 'LOTTERY', 'EAST_WEST', 'BUDGET_INVESTMENT')),
  places          int not null check (places between 1 and 1000),
  -- people who hold a contract on it, also those whose own area the reader does not see
  held            int not null default 0 check (held between 0 and places),
  state           text not null check (state in ('NEED_ASSESSED', 'POST_APPROVED', 'HIRING_NOTICE', 'EXITED')),
  approved_on     date,
  notice_from     date,
  notice_to       date,
  exited_on       date,
  check ((notice_from is null) = (notice_to is null) and notice_from <= notice_to)
);
create unique index employment_post_area_code_number_key on employment_post (area_code, number);
create index employment_post_area_code_state_id_idx on employment_post (area_code, state, id);

-- One person on one post, from the application to the exit. The post may lie in another area than the person.
create table employment_post_contract (
  id             uuid primary key default gen_random_uuid(),
  person_id      uuid not null,
  area_code      text collate "C" not null,
  post_id        uuid not null,
  post_area      text collate "C" not null,
  state          text not null check (state in ('APPLIED', 'SELECTED', 'CONTRACTED', 'ON_DUTY', 'RENEWAL_REVIEW', 'EXITED')),
  applied_on     date not null,
  conditions_met boolean,
  signed_on      date,
  starts_on      date,
  ends_on        date,
  pay_basis      text check (pay_basis in ('MONTH', 'DAY', 'TASK')),
  pay            bigint check (pay between 0 and 9000000000000000),
  exited_on      date,
  exit_reason    text check (exit_reason in ('NOT_SELECTED', 'TERM_ENDED', 'OTHER_WORK', 'OWN_WISH', 'NOT_AT_WORK', 'CONDITIONS_NO_LONGER_MET', 'POST_ENDED')),
  check (starts_on <= ends_on),
  check ((state = 'EXITED') = (exited_on is not null)),
  check (state in ('APPLIED', 'SELECTED', 'EXITED') or (signed_on is not null and starts_on is not null and ends_on is not null))
);
create unique index employment_post_contract_open on employment_post_contract (person_id, post_id) where state <> 'EXITED';
create index employment_post_contract_area_code_state_id_idx on employment_post_contract (area_code, state, id);

-- Days at work in a month, as a check, a clock or a judgement of results shows them. The newest word counts.
create table employment_post_attendance (
  id          uuid primary key default gen_random_uuid(),
  person_id   uuid not null,
  area_code   text collate "C" not null,
  contract_id uuid not null,
  month       text collate "C" not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  days        int not null check (days between 0 and 31),
  way         text check (way in ('CLOCK_IN', 'CHECK', 'PERFORMANCE'))
);

-- What was paid for a month: once.
create table employment_post_payment (
  id          uuid primary key default gen_random_uuid(),
  person_id   uuid not null,
  area_code   text collate "C" not null,
  contract_id uuid not null,
  month       text collate "C" not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  days        int not null check (days between 1 and 31),
  amount      bigint not null check (amount between 1 and 9000000000000000),
  paid_on     date not null
);
create unique index employment_post_payment_contract_id_month_key on employment_post_payment (contract_id, month);

-- Organisations that employ people: what they are, their years, how their workshops are run, who works there, what is hiring, who sends workers where.

create table employment_organisation (
  id            uuid primary key default gen_random_uuid(),
  area_code     text collate "C" not null,
  credit_code   text collate "C" not null check (credit_code ~ '^[0-9A-Z]{18}$'),
  name          text not null check (char_length(name) between 1 and 100),
  kind          text check (kind in ('LEADING_ENTERPRISE', 'COOPERATIVE', 'FAMILY_FARM', 'LARGE_GROWER', 'VILLAGE_COLLECTIVE', 'WORKSHOP')),
  workshop_form text check (workshop_form in ('HALL', 'HOME_BASED')),
  small_firm    boolean,
  rural         boolean,
  closed_on     date,
  source        text collate "C" not null,
  said_on       date not null
);
create unique index employment_organisation_credit_code_key on employment_organisation (credit_code);
create index employment_organisation_area_code_kind_id_idx on employment_organisation (area_code, kind, id);

-- One year of an organisation; a later word counts, figure by figure.
create table employment_organisation_year (
  id               uuid primary key default gen_random_uuid(),
  area_code        text collate "C" not null,
  organisation_id  uuid not null,
  year             int not null check (year between 1990 and 2100),
  staff            int check (staff between 0 and 10000000),
  hires            int check (hires between 0 and 10000000),
  qualifying_hires int check (qualifying_hires between 0 and 10000000),
  layoffs          int check (layoffs between 0 and 10000000)
);

-- A visit to a workshop: regular, irregular, or what was irregular is put right.
create table employment_inspection (
  id              uuid primary key default gen_random_uuid(),
  area_code       text collate "C" not null,
  organisation_id uuid not null,
  finding         text not null check (finding in ('REGULAR', 'IRREGULAR', 'RECTIFIED')),
  problem         text check (char_length(problem) between 1 and 500)
);

-- One worker's job at one workshop. The workshop may lie in another area than the worker.
create table employment_workshop_job (
  id                uuid primary key default gen_random_uuid(),
  person_id         uuid not null,
  area_code         text collate "C" not null,
  organisation_id   uuid not null,
  organisation_area text collate "C" not null,
  started_on        date,
  ended_on          date,
  source            text collate "C" not null,
  said_on           date not null,
  check (started_on <= ended_on)
);
create unique index employment_workshop_job_person_id_organisation_id_key on employment_workshop_job (person_id, organisation_id);

-- What a workshop has paid a worker in a year up to the day of observation; a later statement replaces an earlier one.
create table employment_workshop_pay (
  id           uuid primary key default gen_random_uuid(),
  person_id    uuid not null,
  area_code    text collate "C" not null,
  job_id       uuid not null,
  year         int not null check (year between 1990 and 2100),
  paid_to_date bigint not null check (paid_to_date between 0 and 9000000000000000)
);

-- The reward for employing a worker: claimed, then paid. Each worker counts once.
create table employment_workshop_reward (
  id          uuid primary key default gen_random_uuid(),
  person_id   uuid not null,
  area_code   text collate "C" not null,
  job_id      uuid not null,
  year        int not null check (year between 1990 and 2100),
  state       text not null check (state in ('CLAIMED', 'PAID')),
  amount      bigint not null check (amount between 1 and 9000000000000000),
  claimed_on  date not null,
  paid_on     date,
  fund_source text check (fund_source in ('EMPLOYMENT_SUBSIDY', 'LINKAGE')),
  check ((state = 'PAID') = (paid_on is not null) and (state = 'PAID') = (fund_source is not null))
);
create unique index employment_workshop_reward_person_id_key on employment_workshop_reward (person_id);

-- Work on offer (招聘信息). Pay by the month.
create table employment_posting (
  id                uuid primary key default gen_random_uuid(),
  area_code         text collate "C" not null,
  organisation_id   uuid,
  organisation_area text collate "C",
  title             text not null check (char_length(title) between 1 and 100),
  place             text check (place in ('IN_COUNTY', 'IN_PROVINCE_OUT_OF_COUNTY', 'OUT_OF_PROVINCE')),
  work_area         text check (char_length(work_area) between 1 and 100),
  work_kind         text check (char_length(work_kind) between 1 and 50),
  pay_from          bigint check (pay_from between 0 and 9000000000000000),
  pay_to            bigint check (pay_to between 0 and 9000000000000000),
  places            int not null check (places between 1 and 100000),
  skills            text[],
  full_labour       boolean,
  published_on      date not null,
  closed_on         date,
  check (pay_from <= pay_to),
  check (published_on <= closed_on)
);
create index employment_posting_area_code_published_on_id_idx on employment_posting (area_code, published_on, id);

-- An agreement with a place or a firm that takes workers (劳务协作).
create table employment_agreement (
  id         uuid primary key default gen_random_uuid(),
  area_code  text collate "C" not null,
  number     text collate "C" not null check (char_length(number) between 1 and 40),
  partner    text not null check (char_length(partner) between 1 and 100),
  place      text check (place in ('IN_COUNTY', 'IN_PROVINCE_OUT_OF_COUNTY', 'OUT_OF_PROVINCE')),
  places     int check (places between 0 and 1000000),
  starts_on  date not null,
  ends_on    date,
  check (starts_on <= ends_on)
);
create unique index employment_agreement_area_code_number_key on employment_agreement (area_code, number);
