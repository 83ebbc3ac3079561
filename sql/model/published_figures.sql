/*
title = "Published figures"
says = """
The department's statistics and the interactive tool, one row per figure: under
which indicator it is published, of which area and year, and what it is. Of the
statistics every figure, of the tool those that the list of indicators names. A
symbol (c, z, x, k, low, a colon, a point or a dash) is no figure: value is null.
"""
*/
with

statistics as (
    select distinct
        'department_statistics' as source,
        concat_ws(
            ' | ',
            cla_group,
            population_group,
            characteristic,
            placement_stability,
            placement_type,
            placement_provider,
            placement_duration,
            placement_group,
            reason_for_change
        ) as indicator,
        coalesce(authority_code, region_code, country_code) as area,
        coalesce(authority_name, region_name, country_name) as area_name,
        case lower(level)
            when 'national' then 'country'
            when 'regional' then 'region'
            when 'local authority' then 'authority'
        end as area_kind,
        year_end_of(time_period) as period_end,
        unnest([
            {'given': 'number', 'text': number},
            {'given': 'percentage', 'text': percentage}
        ]) as figure,
    from staging.department_statistics
),

tool as (
    select distinct
        'interactive_tool' as source,
        tool.indicator,
        coalesce(numbers.code, tool.area) as area,
        coalesce(numbers.label, tool.area) as area_name,
        coalesce(numbers.area_kind, 'authority') as area_kind,
        year_end_of(tool.years) as period_end,
        {'given': 'value', 'text': tool.value} as figure,
    from staging.interactive_tool as tool
    inner join code.benchmark_indicators as indicators
        on indicators.source = 'interactive_tool'
        and tool.indicator = indicators.indicator
    left join code.authority_numbers as numbers
        on split_part(tool.area_number, '.', 1) = numbers.number
),

united as (
    select * from statistics
    where figure.text is not null

    union all

    select * from tool
)

select
    source,
    indicator,
    figure.given as given,
    area,
    area_name,
    area_kind,
    period_end,
    figure.text as written,
    text_as_decimal(figure.text) as value,
from united
