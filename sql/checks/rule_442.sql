/*
number = "442"
says = "the unique pupil number is not given"
remedy = "enter UPN, or UN1 to UN5 for why there is none"
severity = "warn"
column = "UPN"
needs = ["header"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from staging.header
where upn is null
