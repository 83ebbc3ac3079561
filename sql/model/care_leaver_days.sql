/*
title = "Care leavers on counting days"
says = """
Each young person of the leaving care service on each counting day, with the
arrangement of that day (of two, the one begun last) and the age in years.
"""
*/
select
    counting_days.counted_on,
    care_leavers.*,
    age_on(care_leavers.born_on, counting_days.counted_on) as age,
    coalesce(
        cast(age_on(care_leavers.born_on, counting_days.counted_on) as varchar),
        'Not known'
    ) as age_label,
    case
        when care_leavers.is_former_asylum_seeking
            then 'Formerly asylum-seeking'
        when not care_leavers.is_former_asylum_seeking
            then 'Not formerly asylum-seeking'
        else 'Not known'
    end as former_asylum_seeking,
from model.counting_days
inner join model.care_leavers
    on care_leavers.starts_on <= counting_days.counted_on
    and coalesce(care_leavers.ends_on, date '9999-12-31')
    > counting_days.counted_on
qualify
    row_number() over (
        partition by counting_days.counted_on, care_leavers.child_id
        order by care_leavers.starts_on desc
    ) = 1
