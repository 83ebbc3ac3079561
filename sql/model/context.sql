/*
title = "Figures of other places"
says = "One row per figure of England or any other place, to be cited with its source."
*/
select
    authority,
    indicator,
    area,
    period,
    category,
    numerator,
    denominator,
    value,
    source,
    file_id,
    row_number,
from staging.context
order by authority, indicator, area, period, category
