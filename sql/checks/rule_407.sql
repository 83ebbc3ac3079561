/*
number = "407"
says = "a young person of eighteen or more is said to have left under a special guardianship order"
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
    reason_ended in ('E43', 'E44', 'E45', 'E46', 'E47', 'E48')
    and age_at_end >= 18
