/*
title = "Budgets"
says = """
One row per budget line, in pounds a year, for the financial years begun by the
as-at date. profiled_original and profiled_revised are what should have gone by
the as-at date, by the line's profile. An empty budget is no budget, not nought;
an empty revised budget is the original one.
"""
*/
with

budgets as (
    select
        * replace (
            coalesce(revised_budget, original_budget) as revised_budget,
            coalesce(profile, 'days') as profile
        ),
        financial_year_opens(financial_year) as year_start,
        last_day(
            cast(financial_year_opens(financial_year) + to_months(11) as date)
        ) as year_end,
    from staging.budgets
    where financial_year_opens(financial_year) <= getvariable('as_at')
)

select
    budgets.authority,
    budgets.financial_year || '/' || coalesce(budgets.cost_centre, '') || '/'
    || coalesce(budgets.subjective, '') as budget_id,
    budgets.financial_year,
    budgets.year_start,
    budgets.year_end,
    budgets.cost_centre,
    budgets.subjective,
    budgets.service,
    arrangements.code as arrangement,
    budgets.client_group,
    budgets.original_budget,
    budgets.revised_budget,
    budgets.savings_target,
    budgets.funded_by,
    budgets.profile,
    money_share(budgets.original_budget, budget_shares.share_gone)
        as profiled_original,
    money_share(budgets.revised_budget, budget_shares.share_gone)
        as profiled_revised,
    struct_pack(
        service := coalesce(services.label, 'Not known'),
        service_group := coalesce(services.service_group, 'Not known'),
        sector := cast(null as varchar),
        provider := cast(null as varchar),
        owner_group := cast(null as varchar),
        contract := cast(null as varchar),
        framework := cast(null as varchar),
        arrangement := label_where(arrangements.label, services.has_provider),
        age_band := cast(null as varchar),
        sex := cast(null as varchar),
        ethnic_group := cast(null as varchar),
        need := cast(null as varchar),
        legal_status := cast(null as varchar),
        asylum_seeking := case budgets.client_group
            when 'asylum-seeking' then 'Asylum-seeking'
            when 'disabled' then 'Not asylum-seeking'
            when 'other' then 'Not asylum-seeking'
        end,
        locality := cast(null as varchar)
    ) as breakdowns,
    budgets.file_id,
    budgets.row_number,
from budgets
left join model.budget_shares
    on budgets.profile = budget_shares.profile
    and budgets.financial_year = budget_shares.financial_year
    and least(getvariable('as_at'), budgets.year_end)
    = budget_shares.counted_on
left join model.services
    on budgets.service = services.service
left join code.arrangements
    on coalesce(
        budgets.arrangement,
        case when services.is_in_house then 'in-house' end
    ) = arrangements.code
order by budgets.authority, budget_id
