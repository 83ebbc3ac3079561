/*
number = "INT13 to INT18"
says = "the date of birth is another than in the header table"
remedy = "correct DOB in one of the two tables: the header table decides"
severity = "warn"
column = "DOB"
needs = ["header"]
*/
with

returned as (
    select authority, child_id, born_on, file_id, row_number
    from staging.missing
    union all
    select authority, child_id, born_on, file_id, row_number
    from staging.oc2
    union all
    select authority, child_id, born_on, file_id, row_number
    from staging.reviews
    union all
    select authority, child_id, born_on, file_id, row_number
    from staging.uasc
    union all
    select authority, child_id, born_on, file_id, row_number
    from staging.placed_for_adoption
)

select
    returned.authority,
    returned.child_id,
    returned.file_id,
    returned.row_number,
from returned
inner join staging.header as header
    on returned.authority = header.authority
    and returned.child_id = header.child_id
where returned.born_on <> header.born_on
