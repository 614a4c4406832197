-- What a person was granted is asked by person: by the fact that names it, and by every list of payments that comes in.
-- Reviewed by hand; applied by the runner as xj_owner inside the schema "xianjie".

create index benefit_grant_person on benefit_grant (person_id, observed_on desc, recorded_at desc) where person_id is not null;
