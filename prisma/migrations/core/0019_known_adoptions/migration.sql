-- Until when an adoption was meant to hold before it was ended, so that what was known at a moment can be read later.
-- Reviewed by hand; applied by the runner as xj_owner inside the schema "xianjie".

-- [{ at, was }]: when somebody ended it, and its last day before that (null: open), the oldest first.
alter table adoption add ends jsonb not null default '[]' check (jsonb_typeof(ends) = 'array');
update adoption set ends = jsonb_build_array(jsonb_build_object('at', ended_at, 'was', null)) where ended_at is not null;
