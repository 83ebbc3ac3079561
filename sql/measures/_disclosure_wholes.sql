/*
title = "Wholes that published series are parts of"
says = """
Each series with the series that it is a part of: a category of the whole, a
service of its group, a cross of either category, an authority of all; and what
it is a part by, so that the parts of one whole are added up once for each.
"""
*/
with

published as (
    select * from result.series
    where
        series_number in (
            select series_number from result.disclosure_figures
        )
),

services as (
    select distinct
        label,
        service_group,
    from model.services
),

parents as (
    select
        *,
        'all' as of_authority,
        breakdown as of_breakdown,
        category as of_category,
        breakdown_2 as of_breakdown_2,
        category_2 as of_category_2,
        'authority' as by_what,
    from published
    where authority <> 'all'

    union all by name

    select
        *,
        authority as of_authority,
        case when breakdown_2 = '' then 'all' else breakdown end
            as of_breakdown,
        case when breakdown_2 = '' then 'all' else category end
            as of_category,
        '' as of_breakdown_2,
        '' as of_category_2,
        breakdown || ' x ' || breakdown_2 as by_what,
    from published
    where breakdown <> 'all'

    union all by name

    select
        *,
        authority as of_authority,
        breakdown_2 as of_breakdown,
        category_2 as of_category,
        '' as of_breakdown_2,
        '' as of_category_2,
        breakdown || ' by ' || breakdown_2 as by_what,
    from published
    where breakdown_2 <> ''

    union all by name

    select
        published.*,
        published.authority as of_authority,
        'service_group' as of_breakdown,
        services.service_group as of_category,
        '' as of_breakdown_2,
        '' as of_category_2,
        'services' as by_what,
    from published
    inner join services
        on published.category = services.label
    where
        published.breakdown = 'service'
        and published.breakdown_2 = ''
)

select
    parents.series_number,
    published.series_number as whole_number,
    parents.by_what,
from parents
inner join published
    on parents.measure = published.measure
    and parents.figure = published.figure
    and parents.of_authority = published.authority
    and parents.of_breakdown = published.breakdown
    and parents.of_category = published.category
    and parents.of_breakdown_2 = published.breakdown_2
    and parents.of_category_2 = published.category_2
