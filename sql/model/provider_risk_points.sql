/*
title = "Points of the risk of providers"
says = """
One row per provider day with the points of each part of its risk, as
model.provider_risk says: its settings are the weights. A part of which the
extract never came has none.
"""
*/
with

parts as (
    select
        *,
        getvariable('provider_risk.not_known_percent') as not_known,
        case
            when judgement_rank is not null then [0, 60, 100][judgement_rank]
            when has_inspections then not_known
        end as judgement_percent,
        case
            when review_rating is not null then [0, 0, 50, 100][review_rating]
            when has_monitoring then not_known
        end as review_percent,
        case
            when finance_rating is not null
                then [0, 0, 50, 100][finance_rating]
            when has_monitoring then not_known
        end as finance_percent,
        greatest(children_in_year, children, 1) as children_known,
    from model.provider_risk_parts
),

pointed as (
    select
        *,
        divide_exact(
            getvariable('provider_risk.judgement_weight') * judgement_percent,
            100,
            1
        ) as judgement_points,
        divide_exact(
            getvariable('provider_risk.reviews_weight') * review_percent,
            100,
            1
        ) as review_points,
        divide_exact(
            getvariable('provider_risk.finance_weight') * finance_percent,
            100,
            1
        ) as finance_points,
        least(
            divide_exact(
                getvariable('provider_risk.concerns_weight')
                * concern_severity,
                getvariable('provider_risk.concerns_full_at'),
                1
            ),
            getvariable('provider_risk.concerns_weight')
        ) as concern_points,
        least(
            divide_exact(
                getvariable('provider_risk.breakdowns_weight')
                * breakdowns * 10,
                getvariable('provider_risk.breakdowns_full_at')
                * children_known,
                1
            ),
            getvariable('provider_risk.breakdowns_weight')
        ) as breakdown_points,
        least(
            divide_exact(
                getvariable('provider_risk.missing_weight')
                * missing_times * 10,
                getvariable('provider_risk.missing_full_at')
                * children_known,
                1
            ),
            getvariable('provider_risk.missing_weight')
        ) as missing_points,
        least(
            divide_exact(
                getvariable('provider_risk.complexity_weight')
                * complex_children * 10,
                getvariable('provider_risk.complexity_full_at')
                * greatest(children, 1),
                1
            ),
            getvariable('provider_risk.complexity_weight')
        ) as complexity_points,
    from parts
)

select * exclude (
    judgement_percent, review_percent, finance_percent, not_known,
    children_known
),
from pointed
