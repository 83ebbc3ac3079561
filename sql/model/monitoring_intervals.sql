/*
title = "Intervals of monitoring"
says = """
The months between two visits, audits, meetings or checks of a kind, for each
service that is bought: what the setting says for the kind and the service, else
for the kind. A kind that the setting does not name is not monitored by an
interval. What the setting says is written as "kind = months", or "kind, service
= months", one after the other, parted by semicolons.
"""

[settings]
months = { default = "compliance visit = 12; safeguarding audit = 12; annual contract meeting = 12; finance check = 12; compliance visit, supported accommodation 16+ external = 6; finance check, supported accommodation 16+ external = 6", type = "text", says = "Months between monitoring events of a kind, or of a kind and a service" }
*/
with

written as (
    select
        unnest(
            string_split(getvariable('monitoring_intervals.months'), ';')
        ) as entry,
),

entries as (
    select
        lower(trim(split_part(split_part(entry, '=', 1), ',', 1))) as kind,
        nullif(
            lower(trim(split_part(split_part(entry, '=', 1), ',', 2))), ''
        ) as service,
        try_cast(trim(split_part(entry, '=', 2)) as integer) as months,
    from written
),

services as (
    select * from model.services
    where is_commissioned
)

select
    kinds.code as kind,
    kinds.label as kind_label,
    services.service,
    coalesce(
        min(entries.months) filter (where entries.service is not null),
        min(entries.months)
    ) as months,
from code.monitoring_kind as kinds
cross join services
inner join entries
    on kinds.code = entries.kind
    and coalesce(entries.service = services.service, true)
where entries.months > 0
group by kinds.code, kinds.label, services.service
order by kinds.code, services.service
