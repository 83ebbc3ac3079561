/*
number = "168"
says = "the unique pupil number cannot be one: neither a letter, eleven digits and a digit or letter, nor UN1 to UN5"
remedy = "correct UPN"
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
where
    upn is not null
    and not regexp_full_match(
        upper(upn), 'UN[1-5]|[A-Z][0-9]{11}[0-9A-Z]'
    )
