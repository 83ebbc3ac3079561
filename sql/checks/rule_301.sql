/*
number = "301"
says = "a child was born after the last day of the return"
remedy = "correct DOB"
severity = "warn"
column = "DOB"
needs = ["header"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from staging.header
where born_on > snapshot_on
