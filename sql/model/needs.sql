/*
title = "Assessments of need"
says = "One row per child and assessment made by the as-at date."
*/
select
    authority,
    authority || '/' || child_id as child_id,
    assessed_on,
    score,
    band,
    file_id,
    row_number,
from staging.needs
where assessed_on <= getvariable('as_at')
order by authority, child_id, assessed_on
