/*
title = "Services"
says = """
The services, with the label that people read and the group that the council
puts each into, else the group of the code set. has_provider says whether
somebody provides the service: the council itself or one it buys from.
"""
*/
with

council_groups as (
    select
        service,
        min(service_group) as service_group,
    from code.service_groups
    group by service
)

select
    services.code as service,
    services.label,
    coalesce(council_groups.service_group, services.service_group)
        as service_group,
    services.sort,
    services.is_fostering,
    services.is_in_house,
    services.is_residential,
    services.is_commissioned,
    services.is_in_house or services.is_commissioned as has_provider,
from code.services
left join council_groups
    on services.code = council_groups.service
