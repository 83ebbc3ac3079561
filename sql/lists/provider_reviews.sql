/*
title = "Providers: risk, visits and reviews"
says = """
Every provider with a child placed with it, and every other of the register, as
on the as-at date: its risk and what it is made of, when it was last visited and
met, and when next it is to be. The highest risk first.
"""
audience = "exempt"
scope = "provider"
needs = ["episodes", "providers", "monitoring"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
provider_id = { label = "Provider reference", unit = "text", says = "The provider, by its reference", is_printed = false }
provider = { label = "Provider", unit = "text", says = "The provider" }
owner_group = { label = "Owner group", unit = "text", says = "Who owns the provider", is_printed = false }
sector = { label = "Sector", unit = "text", says = "Sector of the provider" }
status = { label = "Status", unit = "text", says = "Whether it is open, suspended or ended" }
officer = { label = "Officer", unit = "text", says = "The officer of the contract" }
children = { label = "Children", unit = "count", says = "Children looked after placed with it on the day, in bought services" }
score = { label = "Risk", unit = "score", says = "Risk, 0 to 100" }
level = { label = "Level", unit = "text", says = "High, medium or low" }
judgement_points = { label = "Judgement points", unit = "score", says = "Points of the worst judgement in force" }
concern_points = { label = "Concern points", unit = "score", says = "Points of the concerns of twelve months and those still open" }
breakdown_points = { label = "Breakdown points", unit = "score", says = "Points of placements that broke down in twelve months" }
missing_points = { label = "Missing points", unit = "score", says = "Points of times missing in twelve months" }
review_points = { label = "Rating points", unit = "score", says = "Points of the latest rating of a review, visit or audit" }
complexity_points = { label = "Complexity points", unit = "score", says = "Points of the complex children placed" }
finance_points = { label = "Finance points", unit = "score", says = "Points of the latest rating of a finance check" }
made_of = { label = "Made of", unit = "text", says = "What the risk is made of, in words" }
judgement = { label = "Judgement", unit = "text", says = "The worst judgement in force" }
visit_months = { label = "Visit every", unit = "count", says = "Months between quality visits that the risk demands" }
last_visited_on = { label = "Last visit", unit = "date", says = "Day of the last quality visit" }
next_visit_on = { label = "Next visit due", unit = "date", says = "Day by which the next, or the first, is due" }
is_visit_overdue = { label = "Visit overdue", unit = "text", says = "Whether that day has passed" }
last_reviewed_on = { label = "Last review", unit = "date", says = "Day of the last review meeting" }
next_review_on = { label = "Next review due", unit = "date", says = "Day by which the next, or the first, is due" }
is_review_overdue = { label = "Review overdue", unit = "text", says = "Whether that day has passed" }
*/
select
    authority,
    provider_id,
    provider,
    owner_group,
    sector_label as sector,
    status,
    officer,
    children,
    score,
    level,
    judgement_points,
    concern_points,
    breakdown_points,
    missing_points,
    review_points,
    complexity_points,
    finance_points,
    made_of,
    judgement,
    visit_months,
    last_visited_on,
    next_visit_on,
    case when is_visit_overdue then 'Yes' else 'No' end as is_visit_overdue,
    last_reviewed_on,
    next_review_on,
    case when is_review_overdue then 'Yes' else 'No' end as is_review_overdue,
from model.provider_standing
order by authority, score desc, provider_id
