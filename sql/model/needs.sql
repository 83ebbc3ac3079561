/*
title = "Needs"
says = """
One row per child and day on which its needs were scored, up to the as-at date.
holds_to is the day before the next score. The higher the score, the greater the
need.
"""
*/
select
    authority,
    authority || '/' || child_id as child_id,
    assessed_on,
    lead(assessed_on) over (
        partition by authority, child_id
        order by assessed_on
    ) - 1 as holds_to,
    score,
    band,
    file_id,
    row_number,
from staging.needs
where assessed_on <= getvariable('as_at')
order by authority, child_id, assessed_on
