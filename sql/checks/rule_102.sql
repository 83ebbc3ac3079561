/*
number = "102"
says = "the date of birth is not given"
remedy = "enter DOB: until then age is not known"
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
where born_on is null
