/*
number = "INT03"
says = "episodes are for a child whom the header table does not hold, so that age, sex and ethnic group are not known"
remedy = "export the header table of the same return again"
severity = "warn"
column = "CHILD"
needs = ["episodes", "header"]
*/
select
    episodes.authority,
    episodes.child_id,
    episodes.file_id,
    episodes.row_number,
from staging.episodes as episodes
where not exists (
    select 1
    from staging.header as header
    where
        header.authority = episodes.authority
        and header.child_id = episodes.child_id
)
