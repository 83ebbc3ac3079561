/*
title = "Decisions to place outside the area made on time"
unit = "percent"
polarity = "higher is better"
definition = """
Of the placements that began outside the council's own area during the period,
the percentage approved on time and the percentage of which the authority where
the child went to live was told on time; the headline is both. Approved on time
is on or before the first day: by anybody named for it where the child lives in
an authority next to the council's own, by the director of children's services
where the child lives further away. Told on time is no later than the fifth
working day after the first day; told before is on or before the first day. The
law asks for it before the placement is made, and allows five working days in
an emergency. Placements with the council's own foster carers, or with relatives
and friends, need no such approval: for them only the telling counts. Placements
for adoption are left out, and so are temporary ones. A date that is not
recorded is not known: the placement stays in the total, does not count as on
time, and is shown beside it. The dates are those of the placement agreement.
"""
source = "The Care Planning, Placement and Case Review (England) Regulations 2010, regulations 11 and 13, as amended by SI 2013/3239, regulations 18 and 19: approval by a nominated officer, at a distance by the director of children's services, before it is put into effect, but not for connected persons and the authority's own foster parents (11(4)); written notification before the placement or, in an emergency, within five working days. Agreements do not say which placements were emergencies, so that five working days are allowed to all"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "postcodes", "authority_neighbours", "agreements"]
case = "placement"
counts = "during"
statistic = "ratio"
not_known = "in denominator"
figures = ["on_time", "approved", "told", "told_before"]
breakdowns = ["service", "sector", "locality"]

[settings]
working_days = { default = 5, type = "integer", says = "Working days after the first day within which the other authority may be told" }
approves_own_carers = { default = false, type = "yes_no", says = "Placements with the council's own foster carers, and with relatives and friends, need approval too" }
*/
with

deadlines as (
    select
        first_days.day as started_on,
        min(last_days.day) as tell_by,
    from model.working_days as first_days
    inner join model.working_days as last_days
        on last_days.is_working
        and first_days.working_days
        + getvariable('distance_decisions_on_time.working_days')
        = last_days.working_days
    group by first_days.day
),

decisions as (
    select
        decisions.*,
        case
            when decisions.locality = 'In an adjoining authority'
                then decisions.approved_on <= decisions.started_on
            when decisions.director_approved_on <= decisions.started_on
                then true
            when decisions.unnamed_approved_on <= decisions.started_on
                then null
            when
                decisions.locality = 'Not known'
                and decisions.approved_on <= decisions.started_on
                then null
            when decisions.approved_on is not null then false
        end as is_approved,
        decisions.host_notified_on <= deadlines.tell_by as is_told,
        decisions.host_notified_on <= decisions.started_on as is_told_before,
        not decisions.is_own_carer
        or getvariable('distance_decisions_on_time.approves_own_carers')
            as needs_approval,
    from model.distance_decisions as decisions
    left join deadlines
        on decisions.started_on = deadlines.started_on
),

figures as (
    select
        *,
        unnest(['on_time', 'approved', 'told', 'told_before']) as figure,
    from decisions
)

select
    started_on as counted_on,
    authority,
    figure,
    placement_id as case_id,
    child_id,
    provider_id,
    case figure
        when 'on_time' then is_told and (is_approved or not needs_approval)
        when 'approved' then is_approved
        when 'told' then is_told
        when 'told_before' then is_told_before
    end::integer as numerator,
    1 as denominator,
    breakdowns,
from figures
where figure <> 'approved' or needs_approval
