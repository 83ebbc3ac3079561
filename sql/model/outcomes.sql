/*
title = "Outcomes of placement agreements"
says = """
One row per agreement, objective and day by which it was due, for those due by
the as-at date. It is described as the terms of the agreement on that day were,
else as its first terms. A result found after the as-at date is not yet known.
"""
*/
with

objectives as (
    select *,
    from staging.outcomes
    where due_on <= getvariable('as_at')
),

terms as (
    select
        objectives.file_id,
        objectives.row_number,
        agreements.child_id,
        agreements.provider_id,
        agreements.contract_id,
        agreements.breakdowns,
    from objectives
    inner join model.agreements
        on objectives.authority = agreements.authority
        and objectives.agreement_id = agreements.agreement_id
    qualify
        row_number() over (
            partition by objectives.file_id, objectives.row_number
            order by
                agreements.valid_from <= objectives.due_on desc,
                case
                    when agreements.valid_from <= objectives.due_on
                        then agreements.valid_from
                end desc,
                agreements.valid_from
        ) = 1
)

select
    objectives.authority,
    objectives.agreement_id,
    objectives.outcome,
    objectives.due_on,
    case
        when
            coalesce(objectives.reviewed_on, objectives.due_on)
            <= getvariable('as_at')
            then objectives.result
    end as result,
    objectives.reviewed_on,
    coalesce(
        objectives.authority || '/' || objectives.child_id, terms.child_id
    ) as child_id,
    terms.provider_id,
    terms.contract_id,
    terms.breakdowns,
    objectives.file_id,
    objectives.row_number,
from objectives
left join terms
    on objectives.file_id = terms.file_id
    and objectives.row_number = terms.row_number
order by objectives.authority, objectives.agreement_id, objectives.due_on
