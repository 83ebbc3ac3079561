/*
title = "Risk of providers by day"
says = """
One row per provider day with the score, 0 to 100, and the points of each of its
seven parts, so that anybody can see how it came about. Each part gives its
weight in full from the settings' mark on, and a share of it below. A judgement
that requires improvement gives 60%, an inadequate one all; a rating of 3 half,
of 4 all. What is not known gives half: nobody knows that all is well. Where the
extract never came the part is not available and gives nothing. Breakdowns and
times missing are for each ten children of the twelve months, complex children
of each ten placed on the day. The level gives the months between quality
visits.
"""

[settings]
judgement_weight = { default = 25, type = "decimal", says = "Most points that the regulator's judgement gives" }
concerns_weight = { default = 20, type = "decimal", says = "Most points that concerns give" }
breakdowns_weight = { default = 15, type = "decimal", says = "Most points that placements that broke down give" }
missing_weight = { default = 10, type = "decimal", says = "Most points that times missing give" }
reviews_weight = { default = 10, type = "decimal", says = "Most points that ratings of reviews and visits give" }
complexity_weight = { default = 10, type = "decimal", says = "Most points that the complexity of the placements gives" }
finance_weight = { default = 10, type = "decimal", says = "Most points that the rating of the finance check gives" }
concerns_full_at = { default = 10, type = "decimal", says = "Severity, added up over the concerns of twelve months, that gives all points" }
breakdowns_full_at = { default = 4, type = "decimal", says = "Breakdowns for each ten children that give all points" }
missing_full_at = { default = 20, type = "decimal", says = "Times missing for each ten children that give all points" }
complexity_full_at = { default = 5, type = "decimal", says = "Complex children among each ten that give all points" }
not_known_percent = { default = 50, type = "decimal", says = "Part of the points, in per cent, that a judgement or rating gives that is not known" }
high_from = { default = 45, type = "decimal", says = "Score from which the risk is high" }
medium_from = { default = 20, type = "decimal", says = "Score from which the risk is medium" }
high_months = { default = 3, type = "integer", says = "Months between quality visits where the risk is high" }
medium_months = { default = 6, type = "integer", says = "Months between quality visits where the risk is medium" }
low_months = { default = 12, type = "integer", says = "Months between quality visits where the risk is low" }
*/
with

scored as (
    select
        *,
        coalesce(judgement_points, 0) + concern_points + breakdown_points
        + missing_points + coalesce(review_points, 0) + complexity_points
        + coalesce(finance_points, 0) as score,
        case
            when score >= getvariable('provider_risk.high_from')
                then 'high'
            when score >= getvariable('provider_risk.medium_from')
                then 'medium'
            else 'low'
        end as level,
    from model.provider_risk_points
)

select
    *,
    case level
        when 'high' then getvariable('provider_risk.high_months')
        when 'medium' then getvariable('provider_risk.medium_months')
        else getvariable('provider_risk.low_months')
    end as visit_months,
from scored
