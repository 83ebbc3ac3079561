/*
title = "Support packages past review"
says = """
Packages of added support that run on the as-at date and whose review was due
before it, the longest overdue first: what each costs, and when the provider
last gave evidence that it is still needed.
"""
audience = "exempt"
scope = "provider"
needs = ["support_packages"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
package_id = { label = "Package", unit = "text", says = "The package" }
provider_id = { label = "Provider reference", unit = "text", says = "The provider, by its reference", is_printed = false }
provider = { label = "Provider", unit = "text", says = "The provider" }
officer = { label = "Officer", unit = "text", says = "The officer of the contract" }
agreement_id = { label = "Agreement", unit = "text", says = "The individual placement agreement" }
purpose = { label = "For", unit = "text", says = "What it is for" }
weekly_cost = { label = "Cost", unit = "pounds a week", says = "Pounds a week" }
starts_on = { label = "Began", unit = "date", says = "First day" }
reviewed_on = { label = "Last review", unit = "date", says = "Day of the last review" }
outcome = { label = "Decided", unit = "text", says = "What the last review decided" }
review_on = { label = "Review due", unit = "date", says = "Day by which it was to be reviewed" }
days_overdue = { label = "Days overdue", unit = "days", says = "Days since then" }
cost_since = { label = "Cost since", unit = "pounds", says = "Pounds since the day of the review, at that cost" }
evidence_on = { label = "Evidence", unit = "date", says = "Day of the last evidence that it is needed" }
*/
select
    packages.authority,
    packages.package_id,
    packages.provider_id,
    providers.name as provider,
    coalesce(officers.officer, packages.officer) as officer,
    packages.agreement_id,
    packages.purpose,
    packages.weekly_cost,
    packages.starts_on,
    packages.reviewed_on,
    outcomes.label as outcome,
    packages.review_on,
    getvariable('as_at') - packages.review_on as days_overdue,
    cast(
        price_of_nights(
            packages.weekly_cost, getvariable('as_at') - packages.review_on
        ) as decimal(18, 2)
    ) as cost_since,
    packages.evidence_on,
from model.support_packages as packages
left join model.providers
    on packages.authority = providers.authority
    and packages.provider_id = providers.provider_id
left join model.provider_officers as officers
    on packages.authority = officers.authority
    and packages.provider_id = officers.provider_id
left join code.package_outcome as outcomes
    on packages.outcome = outcomes.code
where
    packages.is_past_review
    and packages.ended_on is null
order by packages.authority, packages.review_on, packages.package_id
