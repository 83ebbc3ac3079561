/*
title = "Support packages"
says = """
One row per package of added support begun by the as-at date, with the child,
provider and officer of its agreement. ended_on is the day it stopped; a later
one is not yet an end. It is past review where the day of its review lies before
the as-at date and no review was held since, or at most so many days before that
day. Without a day of review it is not known. register_on is the day that the
register describes: of days before it the day of the review is not known,
because each review writes a new one.
"""

[settings]
days_early = { default = 28, type = "integer", says = "A review held so many days before it was due still counts as that review" }
*/
with

received as (
    select
        * replace (
            case
                when ends_on <= getvariable('as_at') then ends_on
            end as ends_on,
            case
                when reviewed_on <= getvariable('as_at') then reviewed_on
            end as reviewed_on
        ),
    from staging.support_packages
    where starts_on <= getvariable('as_at')
)

select
    received.authority,
    received.package_id,
    received.agreement_id,
    agreements.child_id,
    agreements.provider_id,
    agreements.service,
    agreements.officer,
    received.purpose,
    received.weekly_cost,
    received.starts_on,
    received.ends_on as ended_on,
    received.review_on,
    received.reviewed_on,
    received.outcome,
    received.evidence_on,
    received.snapshot_on as register_on,
    received.review_on < getvariable('as_at')
    and coalesce(
        received.reviewed_on
        < received.review_on
        - getvariable('support_packages.days_early'),
        true
    ) as is_past_review,
    agreements.breakdowns,
    received.file_id,
    received.row_number,
from received
left join model.agreement_records as agreements
    on received.authority = agreements.authority
    and received.agreement_id = agreements.agreement_id
order by received.authority, received.package_id
