/*
title = "Quantities behind published figures"
says = """
The parts of figures, numbered: the same cases are the same quantity wherever
they stand, for the same days. Where all of a whole lie in one category, the
part is not the whole: that the other categories are nought may be the secret.
"""
*/
with

parts as (
    select * from result.disclosure_parts
),

like_wholes as (
    select
        parts.series_number,
        parts.period_number,
        parts.part,
        count(*) as wholes_alike,
    from parts
    inner join result.disclosure_wholes as wholes
        on parts.series_number = wholes.series_number
    inner join parts as whole
        on wholes.whole_number = whole.series_number
        and parts.period_number = whole.period_number
        and parts.part = whole.part
        and parts.same = whole.same
    group by all
)

select
    parts.* exclude (same, starts_on, ends_on),
    dense_rank() over (
        order by
            parts.amount,
            parts.same + coalesce(like_wholes.wholes_alike, 0),
            parts.starts_on,
            parts.ends_on,
            case when parts.same is null then parts.series_number end,
            case when parts.same is null then parts.part end
    ) as quantity_number,
from parts
left join like_wholes
    on parts.series_number = like_wholes.series_number
    and parts.period_number = like_wholes.period_number
    and parts.part = like_wholes.part
