/*
title = "Cases of figures made elsewhere"
says = """
Supplied shares and counts laid out as so many cases, each yes or no, so that
intervals and the rules of disclosure hold for them as for our own figures. One
of more cases than the setting allows stays one row.
"""

[settings.cases]
default = 10000
type = "integer"
says = "Shares and counts of up to so many cases are laid out case by case"
*/
with

supplied as (
    select
        periods.period_id,
        supplied_indicators.*,
        coalesce(
            supplied_indicators.denominator, supplied_indicators.numerator
        ) as cases,
    from model.supplied_indicators
    inner join model.periods
        on supplied_indicators.period_end = periods.period_end
        and list_contains(
            supplied_indicators.period_kinds, periods.period_kind
        )
    where
        supplied_indicators.kind in ('share', 'count')
        and supplied_indicators.numerator between 0 and cases
)

select
    period_id,
    authority,
    figure,
    kind,
    period_id || '/' || figure || '/' || place as case_id,
    figure || '/' || period_end || '/' || place as child_id,
    (place < numerator)::integer as numerator,
    1 as denominator,
from (
    select
        *,
        unnest(range(cases)) as place,
    from supplied
    where cases <= getvariable('supplied_cases.cases')
)

union all by name

select
    period_id,
    authority,
    figure,
    kind,
    period_id || '/' || figure as case_id,
    null as child_id,
    numerator,
    cases as denominator,
from supplied
where cases > getvariable('supplied_cases.cases')
