/*
title = "Frameworks"
says = """
One row per framework or purchasing system begun by the as-at date, with the
number of authorities that may buy from it, where they are listed. ends_on is
its last day.
"""
*/
with

members as (
    select
        authority,
        framework_id,
        count(*) as members,
    from staging.framework_members
    group by authority, framework_id
)

select
    frameworks.authority,
    frameworks.framework_id,
    coalesce(frameworks.title, frameworks.framework_id) as title,
    frameworks.lead_authority,
    frameworks.starts_on,
    frameworks.ends_on,
    members.members,
    frameworks.file_id,
    frameworks.row_number,
from staging.frameworks
left join members
    on frameworks.authority = members.authority
    and frameworks.framework_id = members.framework_id
where coalesce(frameworks.starts_on <= getvariable('as_at'), true)
order by frameworks.authority, frameworks.framework_id
