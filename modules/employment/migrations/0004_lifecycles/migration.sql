-- employment/0004_lifecycles: what is known of posts and contracts begins their history: where each stands, of the last day that was recorded.
-- A notice may begin, and a term may be signed for, later: of no step that was taken is the day still to come. Days are those of the clocks here.
insert into lifecycle_step (lifecycle, module, level, record_id, nth, area_code, to_state, observed_on, recorded_at)
select 'employment.post', 'employment', 'PUBLIC', id, 1, area_code, state,
       least(coalesce(exited_on, case state when 'HIRING_NOTICE' then notice_from end, approved_on, (created_at at time zone 'Asia/Shanghai')::date),
             (now() at time zone 'Asia/Shanghai')::date),
       updated_at
from employment_post;

insert into lifecycle_step (lifecycle, module, level, record_id, nth, person_id, area_code, to_state, observed_on, recorded_at)
select 'employment.postContract', 'employment', 'INTERNAL', id, 1, person_id, area_code, state,
       least(coalesce(exited_on, case when state in ('APPLIED', 'SELECTED') then applied_on end, case state when 'CONTRACTED' then signed_on end, starts_on, applied_on),
             (now() at time zone 'Asia/Shanghai')::date),
       updated_at
from employment_post_contract;
