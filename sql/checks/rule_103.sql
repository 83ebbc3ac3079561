/*
number = "103"
says = "the ethnic background is not given, or not as one of the codes"
remedy = "enter ETHNIC"
severity = "warn"
column = "ETHNIC"
needs = ["header"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from staging.header
where ethnic is null
