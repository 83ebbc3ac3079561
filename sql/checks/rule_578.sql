/*
number = "578"
says = "a child went missing on a day on which no episode has the child looked after"
remedy = "correct MIS_START, or the episodes of the child"
severity = "warn"
column = "MIS_START"
needs = ["missing", "episodes"]
*/
select
    missing.authority,
    missing.child_id,
    missing.file_id,
    missing.row_number,
from staging.missing as missing
where
    not exists (
        select 1
        from staging.episodes as episodes
        where
            episodes.authority = missing.authority
            and episodes.child_id = missing.child_id
            and missing.started_on >= episodes.started_on
            and missing.started_on
            <= coalesce(episodes.ended_on, date '9999-12-31')
    )
