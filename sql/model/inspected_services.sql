/*
title = "Inspected services"
says = """
The services that somebody provides, and whether a judgement of the regulator is
to be had of the home or agency: of all but the council's own fostering, which
is judged with the council.
"""

[settings]
own_fostering = { default = false, type = "yes_no", says = "Children with the council's own foster carers, and with relatives and friends, count among those in inspected provision" }
*/
select
    service,
    is_commissioned as is_bought,
    is_fostering,
    getvariable('inspected_services.own_fostering')
    or not (is_fostering and is_in_house) as is_inspected,
from model.services
where has_provider
