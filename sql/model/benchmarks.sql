/*
title = "Benchmarks"
says = """
What others' figures are, one row per figure: of which measure, figure, category,
area and year. A published figure that no measure of ours stands for keeps its
indicator, and measure is null. own_authority is whose benchmark it is, for what
a council says itself of its neighbours or its region; null for everyone's. The
council's own word goes before the department's statistics, those before the
interactive tool, which rounds.
"""
*/
with

published as (
    select
        figures.source,
        figures.indicator,
        nullif(indicators.measure, '') as measure,
        coalesce(indicators.figure, '') as figure,
        coalesce(indicators.breakdown, 'all') as breakdown,
        coalesce(indicators.category, 'all') as category,
        indicators.unit,
        figures.area,
        figures.area_name,
        figures.area_kind,
        null::varchar as own_authority,
        figures.period_end,
        figures.value,
        figures.written,
        case figures.source when 'department_statistics' then 2 else 3 end
            as place,
    from model.published_figures as figures
    left join code.benchmark_indicators as indicators
        on figures.source = indicators.source
        and lower(figures.indicator) = lower(indicators.indicator)
        and figures.given = indicators.given
),

own as (
    select
        'benchmarks' as source,
        coalesce(source, 'the council') as indicator,
        measure,
        coalesce(figure, '') as figure,
        coalesce(
            breakdown, case when lower(category) <> 'all' then '' end, 'all'
        ) as breakdown,
        coalesce(category, 'all') as category,
        null::varchar as unit,
        case area_kind_of(area)
            when 'country' then 'E92000001'
            else area
        end as area,
        area as area_name,
        area_kind_of(area) as area_kind,
        case
            when
                area_kind_of(area) in ('neighbours', 'best')
                or lower(area) = 'region'
                then authority
        end as own_authority,
        year_end_of(period) as period_end,
        text_as_decimal(value) as value,
        value as written,
        1 as place,
    from staging.benchmarks
),

united as (
    select * from published

    union all by name

    select distinct * from own
)

select
    * exclude (place),
from united
where period_end is not null
qualify
    measure is null
    or row_number() over (
        partition by
            measure,
            figure,
            breakdown,
            category,
            unit,
            area,
            own_authority,
            period_end
        order by place, value is null, indicator
    ) = 1
order by source, indicator, area, period_end
