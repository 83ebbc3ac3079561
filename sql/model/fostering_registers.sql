/*
title = "Fostering registers"
says = """
For each counting day, the register of fostering households that speaks for it:
the latest drawn up on or before the day. Where there is none, or it is too
old, register_on is empty: then nothing is known of the day.
"""
[settings.oldest_register]
default = 92
type = "integer"
says = "A register of fostering households is used for so many days; after that figures at the end of a period are not available."
*/
with

registers as (
    select distinct
        authority,
        listed_on,
    from staging.fostering_households
    where listed_on <= getvariable('as_at')
)

select
    counting_days.counted_on,
    registers.authority,
    max(registers.listed_on) filter (
        where
            registers.listed_on <= counting_days.counted_on
            and registers.listed_on + getvariable(
                'fostering_registers.oldest_register'
            ) >= counting_days.counted_on
    ) as register_on,
    coalesce(
        register_on::varchar,
        'no register for ' || counting_days.counted_on
    ) as register_id,
from model.counting_days
cross join registers
group by counting_days.counted_on, registers.authority
order by registers.authority, counting_days.counted_on
