/*
says = "agreements are for a child whom no file of the return knows"
remedy = "correct CHILD in the agreement, or find out why the return leaves the child out: until then a price is paid for a placement that nobody sees"
severity = "warn"
column = "CHILD"
needs = ["agreements", "episodes"]
*/
select
    agreements.authority,
    agreements.child_id,
    agreements.file_id,
    agreements.row_number,
from staging.agreements as agreements
where
    agreements.child_id is not null
    and not exists (
        select 1
        from staging.episodes as episodes
        where
            episodes.authority = agreements.authority
            and episodes.child_id = agreements.child_id
    )
