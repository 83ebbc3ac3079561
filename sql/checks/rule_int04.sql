/*
number = "INT04 to INT09"
says = "children of the other tables of the return are not in its header table"
remedy = "export the header table of the same return again"
severity = "warn"
column = "CHILD"
needs = ["header"]
*/
with

returned as (
    select authority, child_id, file_id, row_number
    from staging.missing
    union all
    select authority, child_id, file_id, row_number
    from staging.oc2
    union all
    select authority, child_id, file_id, row_number
    from staging.reviews
    union all
    select authority, child_id, file_id, row_number
    from staging.uasc
    union all
    select authority, child_id, file_id, row_number
    from staging.placed_for_adoption
)

select
    returned.authority,
    returned.child_id,
    returned.file_id,
    returned.row_number,
from returned
left join staging.header as header
    on returned.authority = header.authority
    and returned.child_id = header.child_id
where header.child_id is null
