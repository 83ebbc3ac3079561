/*
title = "Support packages"
says = """
Packages of added support that are running on the as-at date: whether a review
is due, what the last one decided, and so which may be reduced.
"""
audience = "exempt"
scope = "provider"
needs = ["support_packages"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
provider_id = { label = "Provider", unit = "text", says = "The provider, by its reference", is_printed = false }
agreement_id = { label = "Agreement", unit = "code", says = "The individual placement agreement that it adds to" }
purpose = { label = "Purpose", unit = "text", says = "What it is for" }
weekly_cost = { label = "Price a week", unit = "pounds a week", says = "Pounds a week" }
starts_on = { label = "Began", unit = "date", says = "First day" }
reviewed_on = { label = "Last reviewed", unit = "date", says = "Day of the last review" }
outcome = { label = "Decided", unit = "text", says = "Continue, reduce or stop" }
review_on = { label = "Next review by", unit = "date", says = "Day by which it is to be reviewed" }
state = { label = "State", unit = "text", says = "Whether the review is overdue" }
evidence_on = { label = "Last evidence", unit = "date", says = "Day of the last evidence that the support is given and helps" }
*/
select
    provider_id,
    agreement_id,
    purpose,
    weekly_cost,
    starts_on,
    reviewed_on,
    outcome,
    review_on,
    case
        when review_on is null then 'No review is planned'
        when review_on < getvariable('as_at')
            and coalesce(reviewed_on < review_on, true) then 'Review overdue'
        else 'In time'
    end as state,
    evidence_on,
from model.agreement_packages
where
    provider_id is not null
    and ends_on is null
order by provider_id, weekly_cost desc, package_id
