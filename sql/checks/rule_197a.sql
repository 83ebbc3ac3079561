/*
number = "197a"
says = "there is a score of the questionnaire, and a reason why there is none"
remedy = "clear SDQ_SCORE or SDQ_REASON"
severity = "warn"
column = "SDQ_REASON"
needs = ["oc2"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from staging.oc2
where
    sdq_score is not null
    and sdq_reason is not null
