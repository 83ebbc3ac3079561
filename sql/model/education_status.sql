/*
title = "Education and work"
says = """
One row per child and change of what the child does, begun by the as-at date.
It holds from starts_on up to, and not on, ends_on: the child's next row.
"""
*/
select
    states.authority,
    states.authority || '/' || states.child_id as child_id,
    states.starts_on,
    lead(states.starts_on) over (
        partition by states.authority, states.child_id
        order by states.starts_on
    ) as ends_on,
    states.status,
    coalesce(statuses.label, 'Not known') as status_label,
    statuses.is_in_education_employment_or_training,
    states.file_id,
    states.row_number,
from staging.education_status as states
left join code.education_status as statuses
    on states.status = statuses.code
where states.starts_on <= getvariable('as_at')
order by states.authority, child_id, states.starts_on
