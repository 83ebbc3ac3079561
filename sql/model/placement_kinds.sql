/*
title = "Kinds of placement"
says = """
For each placement, whether it is residential care, and where it would be a
step down from that: a foster family, supported accommodation, home or an
adoptive family. By its service; where that is not known because the provider
is missing, by what all services of its place code have in common. Both are
null where that leaves it open; no destination is an empty text.
"""
*/
with

services as (
    select
        service,
        coalesce(is_residential, false) as is_residential,
        case
            when is_fostering then 'Fostering'
            when starts_with(service, 'supported accommodation')
                then 'Supported accommodation'
            when service = 'placed with parents' then 'Home'
            when service = 'placed for adoption' then 'Adoption'
            else ''
        end as destination,
    from model.services
),

places as (
    select
        service_of_placement.place,
        bool_and(services.is_residential) as is_residential,
        min(services.destination) as destination,
    from code.service_of_placement
    inner join services
        on service_of_placement.service = services.service
    group by service_of_placement.place
    having count(distinct services.destination) = 1
)

select
    placements.placement_id,
    case
        when services.service is null then places.is_residential
        else services.is_residential
    end as is_residential,
    case
        when services.service is null then places.destination
        else services.destination
    end as destination,
from model.placements
left join services
    on placements.service = services.service
left join places
    on placements.place = places.place
