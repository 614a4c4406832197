-- education/0003_lifecycle: the steps of dropout cases stand with those of every lifecycle; what was recorded and holds moves there, word for word.
-- An event that was withdrawn is no step and goes with its table: a history that nobody rewrites has no word for it, and no mutation ever withdrew one.
-- Where nothing was recorded yet, the table has not got its standard columns either.
do $$ begin
  if exists (select from pg_attribute where attrelid = 'education_dropout_event'::regclass and attname = 'observed_on' and not attisdropped) then
    insert into lifecycle_step (id, lifecycle, module, level, record_id, nth, person_id, area_code, transition, from_state, to_state,
                                observed_on, recorded_at, source, note, evidence)
    select e.id, 'education.dropout', 'education', 'PERSONAL', e.case_id,
           row_number() over (partition by e.case_id order by e.observed_on, e.recorded_at, e.from_state is not null, e.id),
           e.person_id, e.area_code,
           case
             when e.from_state is null then case e.to_state when 'CHECKED' then 'LIST' when 'AT_RISK' then 'OPEN_AT_RISK' when 'DROPPED_OUT' then 'OPEN_DROPPED_OUT' end
             when e.to_state = 'NO_LONGER_OBLIGED' then 'END_OBLIGATION'
             else case e.from_state || ' ' || e.to_state
               when 'CHECKED AT_RISK' then 'NOTICE_RISK' when 'CHECKED DROPPED_OUT' then 'FIND_DROPPED_OUT'
               when 'AT_RISK AT_RISK' then 'TALK' when 'AT_RISK CHECKED' then 'SETTLE' when 'AT_RISK DROPPED_OUT' then 'LEAVE'
               when 'DROPPED_OUT DROPPED_OUT' then 'URGE' when 'DROPPED_OUT RETURNED' then 'RETURN'
               when 'RETURNED RETURNED' then 'FOLLOW' when 'RETURNED AT_RISK' then 'RISK_AGAIN' when 'RETURNED DROPPED_OUT' then 'LEAVE_AGAIN'
               when 'RETURNED CHECKED' then 'BACK_ON_LIST' end
           end,
           e.from_state, e.to_state, e.observed_on, e.recorded_at, e.source, e.note, e.evidence
    from education_dropout_event e where e.withdrawn_at is null;
  end if;
end $$;

drop table education_dropout_event;
