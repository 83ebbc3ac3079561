/*
says = "children are in a placement that the council buys, and no agreement pays for it on the day"
remedy = "enter the agreement, or its ENDS_ON if it was ended too early: until then the placement has no price"
severity = "warn"
column = "CHILD"
needs = ["episodes", "agreements"]
*/
select
    caseload.authority,
    children.source_child_id as child_id,
    episodes.file_id,
    episodes.row_number,
from model.caseload as caseload
inner join model.services
    on caseload.service = services.service
    and services.is_commissioned
inner join model.episodes
    on caseload.episode_id = episodes.episode_id
inner join model.children
    on caseload.child_id = children.child_id
inner join model.coverage
    on caseload.authority = coverage.authority
    and coverage.extract = 'agreements'
    and caseload.counted_on between coverage.covers_from and coverage.covers_to
where
    caseload.counted_on = getvariable('as_at')
    and caseload.agreement_id is null
    and not caseload.is_kept_open
