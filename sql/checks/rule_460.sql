/*
number = "460"
says = "a child under eighteen is said to have stayed with the carers as an adult"
remedy = "correct REC, or DOB in the header table"
severity = "warn"
column = "REC"
needs = ["episodes", "header"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from model.return_episodes
where
    reason_ended = 'E17'
    and age_at_end < 18
