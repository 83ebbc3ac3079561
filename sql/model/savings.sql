/*
title = "Savings"
says = """
One row per saving of a financial year begun by the as-at date, in pounds. A
saving delivered on a later day is not yet delivered. delivered_on is held
inside the financial year; where no day is given, it is the last day of the year
or the as-at date, whichever comes first. A saving made across services has no
service. What credits have given back of invoice errors counts too, where the
tracker of that year has none of it (model.recovered_errors), across services.
"""
*/
with

received as (
    select * from staging.savings
    union all by name
    select * from model.recovered_errors
),

years as (
    select
        *,
        financial_year_opens(financial_year) as year_start,
        last_day(
            cast(financial_year_opens(financial_year) + to_months(11) as date)
        ) as year_end,
    from received
    where financial_year_opens(financial_year) <= getvariable('as_at')
)

select
    years.authority,
    years.financial_year || '/' || years.saving_id as saving_id,
    years.financial_year,
    years.year_start,
    years.year_end,
    years.service,
    years.arrangement,
    years.kind,
    coalesce(kinds.label, 'Not known') as kind_label,
    years.description,
    years.target,
    case
        when coalesce(years.delivered_on <= getvariable('as_at'), true)
            then years.delivered
    end as delivered,
    case
        when years.delivered_on is null
            then least(years.year_end, getvariable('as_at'))
        when years.delivered_on <= getvariable('as_at')
            then least(
                greatest(years.delivered_on, years.year_start), years.year_end
            )
    end as delivered_on,
    breakdowns_with(
        no_breakdowns(),
        service := coalesce(services.label, 'Not known'),
        service_group := coalesce(services.service_group, 'Not known'),
        arrangement := label_where(arrangements.label, services.has_provider)
    ) as breakdowns,
    years.file_id,
    years.row_number,
from years
left join code.saving_kind as kinds
    on years.kind = kinds.code
left join model.services
    on years.service = services.service
left join code.arrangements
    on coalesce(
        years.arrangement,
        case when services.is_in_house then 'in-house' end
    ) = arrangements.code
order by years.authority, saving_id
