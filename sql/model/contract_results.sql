/*
title = "Results of contracts"
says = """
The cases of the results that contracts pay for, by contract and the day on which
they count, for the measures of ours that can be named: objectives of placement
agreements met, steps down, and steps down that lasted. numerator counts the good
ones; denominator is null where the result is a number and no share.
"""
*/
with

titles as (
    select
        authority,
        title,
        provider_id,
        any_value(contract_id order by contract_id) as contract_id,
    from model.contracts
    group by authority, title, provider_id
)

select
    authority,
    contract_id,
    'individual_outcomes_met' as result_measure,
    due_on as counted_on,
    coalesce(result = 'met', false)::integer as numerator,
    1 as denominator,
from model.outcomes
where contract_id is not null

union all

select
    titles.authority,
    titles.contract_id,
    'step_downs_sustained' as result_measure,
    downs.counted_on,
    coalesce(downs.has_lasted, false)::integer as numerator,
    1 as denominator,
from model.lasting_step_downs as downs
inner join titles
    on downs.authority = titles.authority
    and downs.breakdowns.contract = titles.title
    and downs.provider_id = titles.provider_id

union all

select
    titles.authority,
    titles.contract_id,
    'step_downs' as result_measure,
    downs.stepped_down_on as counted_on,
    1 as numerator,
    null as denominator,
from model.residential_step_downs as downs
inner join titles
    on downs.authority = titles.authority
    and downs.breakdowns.contract = titles.title
    and downs.provider_id = titles.provider_id
