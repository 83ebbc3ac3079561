/*
title = "Contracts and when they end"
says = """
Contracts with others that are live on the as-at date and end within so many
months, the first to end first: notice, extensions, and the exercise for the
next one. A day of notice that has passed is still listed.
"""
audience = "exempt"
scope = "contract"
needs = ["contracts"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
contract_id = { label = "Contract reference", unit = "text", says = "The contract, by its reference", is_printed = false }
contract = { label = "Contract", unit = "text", says = "The contract" }
provider_id = { label = "Provider reference", unit = "text", says = "The provider, by its reference", is_printed = false }
provider = { label = "Provider", unit = "text", says = "The provider" }
arrangement = { label = "Arrangement", unit = "text", says = "How it was bought" }
framework_id = { label = "Framework", unit = "text", says = "The framework, by its reference" }
officer = { label = "Officer", unit = "text", says = "The officer of the contract" }
ends_on = { label = "Ends", unit = "date", says = "Last day, without extensions that have not been taken up" }
months_left = { label = "Months left", unit = "count", says = "Whole months to the last day" }
notice_by = { label = "Notice by", unit = "date", says = "Day by which notice must be given so that it ends on that day" }
extensions = { label = "Extensions", unit = "text", says = "Months of each extension that can be had" }
last_end_on = { label = "Ends at the latest", unit = "date", says = "Last day with all extensions" }
review_on = { label = "Review", unit = "date", says = "Day of the review" }
procurement_starts_on = { label = "Procurement begins", unit = "date", says = "Day on which the exercise for the next one begins" }
award_on = { label = "Award", unit = "date", says = "Day of the award" }
value = { label = "Value", unit = "pounds", says = "Value of the contract in pounds" }

[settings]
months = { default = 24, type = "integer", says = "Months ahead in which contracts that end are listed" }
*/
select
    authority,
    contract_id,
    title as contract,
    provider_id,
    provider,
    arrangement_label as arrangement,
    framework_id,
    officer,
    ends_on,
    datesub('month', getvariable('as_at'), ends_on) as months_left,
    notice_by,
    extensions,
    last_end_on,
    review_on,
    procurement_starts_on,
    award_on,
    value,
from model.contract_ends
where
    coalesce(live_from <= getvariable('as_at'), true)
    and ends_on between getvariable('as_at')
    and months_before(
        getvariable('as_at'), -getvariable('contract_expiries.months')
    )
order by authority, ends_on, contract_id
