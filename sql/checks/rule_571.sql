/*
number = "571"
says = "a time missing or away ends after the last day of its return"
remedy = "correct MIS_END, or leave it empty"
severity = "warn"
column = "MIS_END"
needs = ["missing"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from staging.missing
where ended_on > snapshot_on
