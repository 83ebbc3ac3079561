/*
title = "Cells of children by standard breakdown"
says = """
Where each case is one child, the cases counted by each standard breakdown, all
in one pass, in the windows that have breakdowns. A breakdown that does not
apply to a case (null) has no row; one that the measure does not list is left
out.
"""
*/
with

kept_open as (
    select
        counted_on,
        child_id,
    from model.caseload
    where is_kept_open
),

counted as materialized (
    select
        cases.measure,
        cases.figure,
        windows.authority,
        windows.window_number,
        cases.child_id,
        cases.provider_id,
        cases.numerator,
        case
            when cases.numerator is not null or windows.keeps_not_known
                then cases.denominator
        end as denominator,
        coalesce(cases.denominator, 1) as weight,
        kept_open.child_id is not null as is_kept_open,
        unnest(cases.breakdowns),
    from measure.cases
    inner join result.counted_windows as windows
        on cases.measure = windows.measure
        and cases.authority = windows.case_authority
        and cases.counted_on is not distinct from windows.counted_on
        and cases.period_id is not distinct from windows.period_id
    left join kept_open
        on windows.is_stock_of_children
        and cases.counted_on = kept_open.counted_on
        and cases.child_id = kept_open.child_id
    where
        windows.has_breakdowns
        and windows.is_one_child
),

standing as (
    select
        measure,
        unnest(breakdowns) as breakdown,
    from measure.definitions
),

cells as (
    select
        measure,
        figure,
        authority,
        window_number,
        case
            when grouping(service) = 0 then 'service'
            when grouping(service_group) = 0 then 'service_group'
            when grouping(sector) = 0 then 'sector'
            when grouping(provider) = 0 then 'provider'
            when grouping(owner_group) = 0 then 'owner_group'
            when grouping(contract) = 0 then 'contract'
            when grouping(framework) = 0 then 'framework'
            when grouping(arrangement) = 0 then 'arrangement'
            when grouping(age_band) = 0 then 'age_band'
            when grouping(sex) = 0 then 'sex'
            when grouping(ethnic_group) = 0 then 'ethnic_group'
            when grouping(need) = 0 then 'need'
            when grouping(legal_status) = 0 then 'legal_status'
            when grouping(asylum_seeking) = 0 then 'asylum_seeking'
            when grouping(locality) = 0 then 'locality'
        end as breakdown,
        coalesce(
            service, service_group, sector, provider, owner_group, contract,
            framework, arrangement, age_band, sex, ethnic_group, need,
            legal_status, asylum_seeking, locality
        ) as category,
        cell_of_children(
            child_id,
            provider_id,
            numerator,
            denominator,
            weight,
            is_kept_open
        ) as cell,
    from counted
    group by measure, figure, authority, window_number, grouping sets (
        (service), (service_group), (sector), (provider), (owner_group),
        (contract), (framework), (arrangement), (age_band), (sex),
        (ethnic_group), (need), (legal_status), (asylum_seeking), (locality)
    )
)

select
    cells.*,
    '' as breakdown_2,
    '' as category_2,
from cells
inner join standing
    on cells.measure = standing.measure
    and cells.breakdown = standing.breakdown
where cells.category is not null
