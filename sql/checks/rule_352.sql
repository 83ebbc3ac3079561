/*
number = "352"
says = "a child of eighteen or more started to be looked after"
remedy = "correct DOB in the header table, or DECOM, or take the episode out"
severity = "warn"
column = "DECOM"
needs = ["episodes", "header"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from model.return_episodes
where
    reason_started = 'S'
    and age_at_start >= 18
