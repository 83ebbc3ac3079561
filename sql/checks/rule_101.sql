/*
number = "101"
says = "the sex of the child is not given"
remedy = "enter SEX"
severity = "warn"
column = "SEX"
needs = ["header"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from staging.header
where sex is null
