/*
number = "567"
says = "a time missing or away ends before it began"
remedy = "correct MIS_START or MIS_END"
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
where ended_on < started_on
