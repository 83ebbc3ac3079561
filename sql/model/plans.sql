/*
title = "Plans"
says = "One row per child, kind of plan and day on which it was made, by the as-at date."
*/
select
    authority,
    authority || '/' || child_id as child_id,
    kind,
    made_on,
    review_due_on,
    file_id,
    row_number,
from staging.plans
where made_on <= getvariable('as_at')
order by authority, child_id, kind, made_on
